import { type FileFacts, NOT_OWN, type ReadIo, Untrusted } from "@rdump/core/provider";
import { SystemError } from "../kernel/errors.ts";
import { fileSystemOf, type Location, locate } from "../kernel/locate.ts";
import { sizeOf } from "../tree/node.ts";
import type { World } from "../world/world.ts";

type Files = Pick<ReadIo, "lstat" | "realpath" | "readFile" | "names">;

/** Reads the files of a world as the kernel would show them, also /proc and /sys. */
export function filesOf(worldNow: () => World): Files {
  return {
    async lstat(path) {
      const found = locate(worldNow(), path, false);
      return found === null ? null : factsOf(found);
    },
    async realpath(path) {
      return locate(worldNow(), path)?.real ?? null;
    },
    async readFile(path, maxBytes, { own = false } = {}) {
      const world = worldNow();
      if (own) onlyOwn(locate(world, path, false));
      const text = virtual(world, path) ?? regular(locate(world, path), path);
      if (text === null) return null;
      const bytes = Buffer.from(text);
      if (bytes.length > maxBytes) throw new Error(`${path} is larger than ${maxBytes} bytes`);
      return bytes;
    },
    async names(path, most) {
      const found = locate(worldNow(), path);
      if (found === null || found.node.kind !== "directory") return null;
      return Object.keys(found.node.entries)
        .slice(0, most)
        .map((name) => Buffer.from(name));
    },
  };
}

function factsOf({ node, mount }: Location): FileFacts {
  const [major = 0, minor = 0] = mount.device.split(":").map(Number);
  const { kind, uid, mode, mtime } = node;
  return { kind, size: sizeOf(node), device: major * 256 + minor, inode: String(node.inode), uid, mode, mtime };
}

/** Every process of the fake host runs as root. */
function onlyOwn(found: Location | null): void {
  if (found === null) return;
  if (found.node.kind !== "file") throw new Untrusted(NOT_OWN, "it is not a regular file");
  if (found.node.uid !== 0) throw new Untrusted(NOT_OWN, `it belongs to user ${found.node.uid}`);
}

function regular(found: Location | null, path: string): string | null {
  if (found === null) return null;
  if (found.node.kind !== "file") throw new SystemError("EISDIR", path);
  return found.node.content;
}

function virtual(world: World, path: string): string | null {
  if (path === "/proc/self/mountinfo") return mountinfo(world);
  const [, pool] = /^\/proc\/spl\/kstat\/zfs\/([^/]+)\/state$/.exec(path) ?? [];
  if (pool !== undefined && world.pools[pool] !== undefined) return `${world.pools[pool].health}\n`;
  return null;
}

function mountinfo(world: World): string {
  const lines = world.mounts.map(({ id, parent, device, point, from }) => {
    const above = id === parent ? 1 : parent;
    return `${id} ${above} ${device} / ${escaped(point)} rw,relatime - ${fileSystemOf(world, device).type} ${escaped(from)} rw\n`;
  });
  return lines.join("");
}

function escaped(text: string): string {
  return text.replaceAll(/[ \t\n\\#]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`);
}
