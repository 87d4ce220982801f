import { type Diagnostic, visible } from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import type { RsyncStats } from "../rsync/stats.ts";
import type { MirrorInput } from "./input.ts";

/**
 * May rsync make the mirror equal to this source? `counted` is a dry run's answer. The mirror's own number of entries
 * follows from it: the source's, less what would be made, and what would be deleted. Its root is counted on both sides.
 */
export function guardAgainstLoss(input: MirrorInput, counted: RsyncStats): Diagnostic | null {
  const inMirror = counted.files - counted.created + counted.deleted - ROOT;
  const inSource = counted.files - ROOT;
  if (inMirror <= 0 || counted.deleted === 0) return null;
  if (inSource === 0) return emptied(input, inMirror);
  if (counted.deleted <= inMirror * input.shrink) return null;
  return shrunk(input, counted.deleted, inMirror);
}

const ROOT = 1;

function emptied(input: MirrorInput, inMirror: number): Diagnostic {
  const detail = `${visible(input.from)} is empty, and the mirror ${visible(input.path)} has ${inMirror} files and directories. A file system may not be mounted, or was lost. Nothing was copied or deleted. If the source is intentionally empty, empty the mirror by hand.`;
  return FS.error("fs-source-empty", detail);
}

function shrunk(input: MirrorInput, deleted: number, inMirror: number): Diagnostic {
  const detail = `${deleted} of the ${inMirror} files and directories in the mirror ${visible(input.path)} are missing in ${visible(input.from)}; limits.shrink allows ${percent(input.shrink)}. Nothing was copied or deleted. If they were deleted on purpose, raise limits.shrink for one run. If not, the mirror still has them.`;
  return FS.error("fs-source-shrunk", detail);
}

function percent(part: number): string {
  return `${Math.round(part * 1000) / 10} %`;
}
