import { type Diagnostic, shortenedPath, visible } from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import type { MirrorInput } from "../mirror/input.ts";
import type { Compared } from "./compare.ts";
import type { Difference } from "./differences.ts";

const MOST_NAMED = 10;

/** What is said of entries that changed in a live source after they were copied. Null: none did. */
export function changedWhileCopied({ from }: MirrorInput, changed: readonly Difference[]): Diagnostic | null {
  if (changed.length === 0) return null;
  const count = changed.length === 1 ? "1 file or directory" : `${changed.length} files and directories`;
  const detail = `${count} of ${visible(from)} changed while they were copied: ${named(changed)}. The mirror has them as they were when rsync read them, and the next run copies them again. For a state of one moment, use a snapshot (LVM or ZFS).`;
  return FS.note("fs-changed-while-copied", detail);
}

/** A note of times that the mirror accepted and did not store. Null: there are none. */
export function timesNotStored({ path }: MirrorInput, unstored: readonly Difference[]): Diagnostic | null {
  if (unstored.length === 0) return null;
  const count = unstored.length === 1 ? "1 entry" : `${unstored.length} entries`;
  const detail = `The file system of the mirror ${visible(path)} does not store the times of ${count}: ${listed(unstored, false, pathOf)}. The entries have another time there, everything else of them equals the source. Files with such a time are copied in each run.`;
  return FS.note("fs-times-not-stored", detail);
}

/** Why a mirror is incomplete after the copy, and what was done about it. `isPartial`: rsync reported errors. */
export function stillDiffers(
  { from, path }: MirrorInput,
  { faults, isCut }: Pick<Compared, "faults" | "isCut">,
  isPartial: boolean,
): Diagnostic {
  const differs = `the mirror ${visible(path)} differs from ${visible(from)}`;
  const detail = isPartial
    ? `After the errors of rsync, ${differs}: ${named(faults, isCut)}. The mirror is marked incomplete. All other files are copied.`
    : `rsync reported no error, and ${differs}, also after a second copy of the paths that differ: ${named(faults, isCut)}. The mirror is marked incomplete. Check whether its file system can store these names and attributes, and the log of the kernel.`;
  return FS.error("fs-mirror-differs", detail);
}

function named(differences: readonly Difference[], isCut = false): string {
  return listed(differences, isCut, (each) => `${pathOf(each)} (${wordsFor(each)})`);
}

function listed(
  differences: readonly Difference[],
  isCut: boolean,
  textOf: (difference: Difference) => string,
): string {
  const some = differences.slice(0, MOST_NAMED).map(textOf);
  const more = differences.length - some.length;
  return `${some.join("; ")}${more > 0 ? `; and ${isCut ? "at least " : ""}${more} more` : ""}`;
}

function pathOf({ path }: Difference): string {
  return shortenedPath(Buffer.from(path, "latin1").toString("utf8"));
}

function wordsFor({ kind, attributes }: Difference): string {
  if (kind === "missing") return "missing in the mirror";
  if (kind === "extra") return "only in the mirror";
  return attributes.length === 0 ? "differs" : attributes.join(", ");
}
