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
  const some = differences.slice(0, MOST_NAMED).map((difference) => {
    const path = Buffer.from(difference.path, "latin1").toString("utf8");
    return `${shortenedPath(path)} (${wordsFor(difference)})`;
  });
  const more = differences.length - some.length;
  return `${some.join("; ")}${more > 0 ? `; and ${isCut ? "at least " : ""}${more} more` : ""}`;
}

function wordsFor({ kind, attributes }: Difference): string {
  if (kind === "missing") return "missing in the mirror";
  if (kind === "extra") return "only in the mirror";
  return attributes.length === 0 ? "differs" : attributes.join(", ");
}
