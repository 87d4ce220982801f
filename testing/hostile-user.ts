import { spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";

/** Users and groups of this number own nothing on a usual system. */
export const HOSTILE_USER = 65534;

/** Makes so many directories of one name, each in the one before, with a file in the last. No path reaches the last ones. */
export function nestDirectories(from: string, name: string, levels: number): void {
  const code =
    'my ($n, $l) = @ARGV; for (1..$l) { mkdir $n or die $!; chdir $n or die $! } open F, ">leaf"; print F "x"';
  const user = { uid: HOSTILE_USER, gid: HOSTILE_USER };
  const made = spawnSync("perl", ["-e", code, name, String(levels)], { cwd: from, ...user });
  if (made.status !== 0) throw new Error(`perl: ${made.stderr}`);
}

/**
 * Mounts a file system of the hostile user that refuses root, as `fusermount` does without `allow_other`. Null: it is mounted
 * until the test ends; else why it cannot be mounted here.
 */
export function mountFuse(t: { teardown(end: () => void): void }, at: string): string | null {
  let device: number;
  try {
    device = openSync("/dev/fuse", "r+");
  } catch {
    return "no /dev/fuse here";
  }
  const options = `fd=3,rootmode=40000,user_id=${HOSTILE_USER},group_id=${HOSTILE_USER}`;
  const mounted = spawnSync("mount", ["-i", "-t", "fuse", "-o", options, "evil", at], {
    stdio: ["ignore", "ignore", "pipe", device],
  });
  t.teardown(() => {
    spawnSync("umount", ["-l", at]);
    closeSync(device);
  });
  return mounted.status === 0 ? null : `no FUSE here: ${mounted.stderr}`;
}
