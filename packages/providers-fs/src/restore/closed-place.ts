import { basename, dirname, join } from "node:path/posix";
import { isIrreplaceable, mountHolding, type ReadIo, type RestorePlace, readMounts } from "@rdump/core/provider";
import { stagingIn } from "./order.ts";

/**
 * Where the closed directory of a restore is: in the destination, or, if another user can replace the destination, in the
 * nearest directory above it on the same file system that no other user can replace. borg extracts by absolute paths, so a
 * user who replaces a directory on the path would redirect it. Null: there is no such directory.
 *
 * @param to the path of the destination without links; only its last name may be missing
 */
export async function findClosedPlace(
  to: string,
  exists: boolean,
  io: ReadIo,
): Promise<Pick<RestorePlace, "staging" | "exposed"> | null> {
  if (await isIrreplaceable(to)) return { staging: stagingIn(to, to), exposed: false };
  const mounts = await readMounts(io);
  const own = mountHolding(mounts, exists ? to : dirname(to));
  for (let directory = dirname(to); mountHolding(mounts, directory) === own; directory = dirname(directory)) {
    if (await isIrreplaceable(directory)) return { staging: stagingIn(directory, to), exposed: true };
    if (directory === "/") return null;
  }
  return null;
}

/** The path of a directory that does not exist yet. */
export function pathBelow(parent: string, to: string): string {
  return join(parent, basename(to));
}
