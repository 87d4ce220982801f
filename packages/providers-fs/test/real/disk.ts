import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Test } from "tap";
import { asRoot, type Field } from "./field.ts";

const canMount = asRoot && spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0;
/** The skip reason of a test that mounts. */
export const needsMount = canMount ? false : "mounting needs the rights of root";

type Argv = readonly [string, ...string[]];

export interface Disk {
  /** Null: a file system in memory. */
  readonly make: Argv | null;
  readonly mount?: Argv;
  /** The file has holes. mkfs.xfs makes nothing smaller than 300 MiB. */
  readonly size?: string;
}

export const EXFAT = { make: ["mkfs.exfat"], mount: ["mount.exfat-fuse"] } as const satisfies Disk;
export const VFAT = { make: ["mkfs.vfat"], mount: ["mount", "-t", "vfat", "-o", "utf8"] } as const satisfies Disk;

/** A file system, mounted over the mirror. Answers why it cannot be had; null: it is mounted. */
export function withDisk(t: Test, field: Field, { make, mount = ["mount"], size = "320M" }: Disk): string | null {
  t.teardown(() => spawnSync("umount", ["--lazy", field.mirror]));
  if (make === null) {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64m", "rdump-test", field.mirror]);
    return null;
  }
  const image = join(field.root, "image");
  execFileSync("truncate", [`--size=${size}`, image]);
  const [mkfs, ...options] = make;
  if (spawnSync(mkfs, [...options, image]).status !== 0) return `${mkfs} does not work here`;
  const loop = spawnSync("losetup", ["--find", "--show", image], { encoding: "utf8" });
  if (loop.status !== 0) return "a loop device does not work here";
  const device = loop.stdout.trim();
  t.teardown(() => spawnSync("losetup", ["--detach", device]));
  const [program, ...how] = mount;
  return spawnSync(program, [...how, device, field.mirror]).status === 0 ? null : `${program} does not work here`;
}
