import { mover } from "@rdump/core/provider";
import {
  type Archive,
  bareWorld,
  changed,
  contentOf,
  type Directory,
  FakeHost,
  locateDirectory,
  overflowed,
  type World,
  withDataset,
  withDirectory,
  withFile,
  withGroup,
  withLink,
  withMode,
  withMountedVolume,
  without,
  withPool,
  withVolume,
} from "@rdump/fake-host";
import { providersWith } from "../engine.ts";
import type { Operation } from "./operation.ts";
import { isCompared, line, type Site } from "./site.ts";

/** A simulated host, with a volume group of 3 GiB as the lab's has. */
export function fakeSite(root: string, now: () => number): Site & { readonly host: FakeHost } {
  const host = new FakeHost({
    world: withGroup(withMode(withDirectory(bareWorld(), root), root, 0o700), "vg", 767),
    now,
  });
  return {
    host,
    io: host.io(),
    providers: providersWith(),
    async alter(operation) {
      host.world = await altered(host, operation);
    },
    async tree(path) {
      const found = locateDirectory(host.world, path);
      return found === null ? [] : linesOf(found.node);
    },
    async dataset(name) {
      const { datasets, snapshots, devices } = host.world;
      const device = datasets.find((each) => each.name === name)?.device ?? "";
      const root = snapshots.find((each) => each.name === name)?.root ?? devices[device]?.root;
      if (root === undefined) throw new Error(`no ${name}`);
      return linesOf(root);
    },
    async archived(location, name) {
      return linesOf(archiveIn(host.world, location, name).tree);
    },
  };
}

function linesOf(directory: Directory, prefix = ""): readonly string[] {
  return contentOf(directory)
    .filter(([path]) => isCompared(path) && !path.includes("/2sure."))
    .map(([path, what]) => described(prefix + path, what))
    .sort();
}

function described(path: string, what: string): string {
  const [kind = "", ...rest] = what.split(" ");
  if (kind === "link") return line(path, "link", 0o777, rest.join(" "));
  const [mode = "", , mtime = "", ...text] = rest;
  if (kind === "directory") return line(path, "directory", Number.parseInt(mode, 8), "");
  return line(path, "file", Number.parseInt(mode, 8), `${Number(mtime) / 1000} ${text.join(" ")}`);
}

function archiveIn(world: World, location: string, name: string): Archive {
  for (const repository of Object.values(world.repositories)) {
    const found = repository.archives.find((each) => each.name === name);
    if (found !== undefined) return found;
  }
  throw new Error(`no archive ${name} in ${location}`);
}

async function altered(
  host: FakeHost,
  operation: Exclude<Operation, { do: "apply" | "look" | "run" }>,
): Promise<World> {
  const { world } = host;
  switch (operation.do) {
    case "directory":
      return withDirectory(world, operation.path);
    case "write":
      return withFile(world, operation.path, operation.text, operation.mtime * 1000);
    case "link":
      return withLink(world, operation.path, operation.target);
    case "remove":
      return without(world, operation.path);
    case "chmod":
      return withMode(world, operation.path, operation.mode);
    case "volume": {
      const { name, megabytes, type, thin, mount } = operation;
      const pool = { vg: "vg", name: "pool", bytes: 400 * MEBIBYTE, kind: "pool" } as const;
      const ready = thin && !world.volumes.some((each) => each.name === "pool") ? withVolume(world, pool) : world;
      const made = {
        vg: "vg",
        name,
        bytes: megabytes * MEBIBYTE,
        kind: thin ? "thin" : "linear",
        pool: "pool",
      } as const;
      return withMountedVolume(ready, made, type, mount);
    }
    case "snapshot": {
      const size =
        operation.megabytes === null ? ["--setactivationskip", "n"] : ["--size", `${operation.megabytes * MEBIBYTE}b`];
      const tags = operation.tags.flatMap((tag) => ["--addtag", tag]);
      await host
        .io()
        .run(mover(["lvcreate", "--snapshot", "--name", operation.name, ...size, ...tags, `vg/${operation.of}`]));
      return host.world;
    }
    case "suspend":
      return changed(world, (draft) => {
        for (const volume of draft.volumes) if (volume.name === operation.name) volume.suspended = true;
      });
    case "dataset": {
      const { name, mount } = operation;
      const [pool = ""] = name.split("/", 1);
      const ready = world.pools[pool] === undefined ? withPool(world, pool) : world;
      return withDataset(ready, name, { mountpoint: mount });
    }
    case "hold":
      return changed(world, (draft) => {
        for (const { name, holds } of draft.snapshots) if (name === operation.snapshot) holds.push("somebody");
      });
    case "overflow":
      return overflowed(world, "vg", operation.name);
    case "unmount":
      await host.io().run(mover(["umount", operation.path]));
      return host.world;
    case "archive": {
      const { repository, name, time, comment, from } = operation;
      const argv = [
        "borg",
        "create",
        `--timestamp=${time}`,
        `--comment=${comment}`,
        `${repository}::${name}`,
        ".",
      ] as const;
      const result = await host.io().run(mover([...argv], { cwd: from }));
      if (result.exitCode !== 0) throw new Error(result.stderr.toString());
      return host.world;
    }
  }
}

const MEBIBYTE = 1024 * 1024;
