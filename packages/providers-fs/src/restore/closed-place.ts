import { basename, dirname, join } from "node:path/posix";
import {
  isIrreplaceable,
  mountHolding,
  type ReadIo,
  type RestorePlace,
  readMounts,
  type WholePlace,
} from "@rdump/core/provider";
import { stagingIn } from "./order.ts";

/**
 * Where the closed directory of a restore is: in the destination, or, if another user can replace the destination, in the
 * nearest directory above it on the same file system that no other user can replace. borg extracts by absolute paths, so a
 * user who replaces a directory on the path would redirect it. Null: there is no such directory.
 *
 * @param to the path of the destination without links
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

/**
 * The same for a destination of a restore of all volumes. Only when the volume around it is restored is it known who owns the
 * directories on the path, so the closed directory is then above that volume.
 */
export async function findWholePlace(
  to: string,
  exists: boolean,
  whole: WholePlace,
  io: ReadIo,
): Promise<Pick<RestorePlace, "staging" | "exposed"> | null> {
  const begun = await findBegunPlace(to, whole, io);
  if (begun !== null) return begun;
  for (const directory of directoriesAbove(whole)) {
    const staging = stagingIn(directory, to);
    if (await isClosedFor(to, staging, io)) return { staging, exposed: true };
  }
  return findClosedPlace(to, exists, io);
}

/** The directories above all volumes that contain a destination: their owners are not restored. */
function directoriesAbove({ outermost }: WholePlace): readonly string[] {
  return outermost === undefined ? [] : [dirname(outermost), outermost];
}

/** The closed directory that an interrupted restore of all volumes made; null: none. */
async function findBegunPlace(
  to: string,
  whole: WholePlace,
  io: ReadIo,
): Promise<Pick<RestorePlace, "staging" | "exposed"> | null> {
  for (const directory of [...directoriesAbove(whole), to]) {
    const staging = stagingIn(directory, to);
    const isMade = (await io.lstat(staging)) !== null;
    if (isMade && (await isClosedFor(to, staging, io))) return { staging, exposed: directory !== to };
  }
  return null;
}

/** Whether files can be renamed from there to the destination, and no other user can replace the closed directory. */
export async function isClosedFor(to: string, staging: string, io: ReadIo): Promise<boolean> {
  const mounts = await readMounts(io);
  const directory = dirname(staging);
  return mountHolding(mounts, directory) === mountHolding(mounts, to) && (await isIrreplaceable(directory));
}

/** The path of a directory that does not exist yet. */
export function pathBelow(parent: string, to: string): string {
  return join(parent, basename(to));
}
