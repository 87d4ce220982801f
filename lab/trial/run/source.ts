import { execFileSync } from "node:child_process";
import { mkdirSync, rmdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A file system whose root is a tree. */
export interface Source {
  readonly root: string;
  readonly device: string | null;
  /** No change until `thaw`, and all content is on the device: the state of a snapshot. */
  freeze(): void;
  thaw(): void;
}

const MAKE = { ext4: ["mkfs.ext4", "-q", "-F"], xfs: ["mkfs.xfs", "-q", "-f"] } as const;

/** A new file system in an image. The mount ends with the mount namespace of this process, and the loop device with it. */
export function imageSource(work: string, name: string, type: "ext4" | "xfs", bytes: number): Source {
  const image = join(work, `${name}.img`);
  const root = join(work, name);
  writeFileSync(image, "");
  truncateSync(image, bytes);
  const [program, ...options] = MAKE[type];
  run(program, ...options, image);
  mkdirSync(root);
  run("mount", "-o", "loop", image, root);
  if (type === "ext4") rmdirSync(join(root, "lost+found"));
  const device = run("findmnt", "--noheadings", "--output=SOURCE", root).trim();
  return {
    root,
    device,
    freeze: () => {
      run("mount", "-o", "remount,ro", root);
      run("blockdev", "--flushbufs", device);
    },
    thaw: () => {
      run("mount", "-o", "remount,rw", root);
    },
  };
}

/** A tree in an ordinary directory. It is not changed by others, so it needs no freeze. */
export function directorySource(work: string, name: string): Source {
  const root = join(work, name);
  mkdirSync(root);
  return { root, device: null, freeze: () => {}, thaw: () => {} };
}

function run(program: string, ...words: readonly string[]): string {
  return execFileSync(program, words, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}
