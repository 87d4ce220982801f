import { type Diagnostic, visible } from "@rdump/core/provider";
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
  return {
    code: "fs-source-empty",
    severity: "error",
    summary: "The source is empty and its mirror is not",
    detail: `${visible(input.from)} holds nothing, while the mirror ${visible(input.path)} holds ${inMirror} files and directories. That looks like a file system that is not mounted or was lost, so nothing was copied or deleted. If the source is meant to be empty, empty the mirror by hand.`,
  };
}

function shrunk(input: MirrorInput, deleted: number, inMirror: number): Diagnostic {
  return {
    code: "fs-source-shrunk",
    severity: "error",
    summary: "The source has lost more than it may",
    detail: `${deleted} of the ${inMirror} files and directories in the mirror ${visible(input.path)} are no longer in ${visible(input.from)}, which is more than limits.shrink allows (${percent(input.shrink)}). Nothing was copied or deleted. If they were deleted on purpose, raise limits.shrink for one run; if not, the mirror still has them.`,
  };
}

function percent(part: number): string {
  return `${Math.round(part * 1000) / 10} %`;
}
