import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { execa } from "execa";

/** Where the races of the tests run: the disk of this machine, memory, and a new file system of XFS. */
export interface AttackPlaces {
  /** The value of `RDUMP_ATTACK_DIRS`. */
  readonly directories: string;
  /** Why one of them is missing; null: all are there. */
  readonly missing: string | null;
  close(): Promise<void>;
}

/** The largest surefile of a race has 65,000 hard links, and all of its directory is copied. */
const SIZE = "2G";

export async function openAttackPlaces(): Promise<AttackPlaces> {
  const usual = [tmpdir(), "/dev/shm"].filter((path) => existsSync(path));
  const root = mkdtempSync(join(tmpdir(), "rdump-attack-xfs-"));
  const [image, mount] = [join(root, "image"), join(root, "mount")];
  // The attacker is another user.
  chmodSync(root, 0o755);
  mkdirSync(mount);
  let isMounted = false;
  const close = async () => {
    if (isMounted) await execa("umount", [mount], { reject: false });
    rmSync(root, { recursive: true, force: true });
  };
  try {
    await execa("truncate", [`--size=${SIZE}`, image]);
    await execa("mkfs.xfs", ["-q", image]);
    await execa("mount", ["-o", "loop", image, mount]);
    isMounted = true;
    return { directories: [...usual, mount].join(delimiter), missing: null, close };
  } catch (error) {
    const why = error instanceof Error ? error.message.split("\n")[0] : String(error);
    return { directories: usual.join(delimiter), missing: `no races on XFS: ${why}`, close };
  }
}
