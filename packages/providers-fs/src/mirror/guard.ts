import { type Diagnostic, visible } from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import { type Deletions, examplesText } from "../rsync/deletions.ts";
import type { MirrorInput } from "./input.ts";

/**
 * Whether rsync may make the mirror equal to this source. `counted` is the result of a dry run. The mirror's own number
 * of entries follows from it: the source's, less what would be made, and what would be deleted. Its root is counted on
 * both sides.
 */
export function guardAgainstLoss(input: MirrorInput, { stats, count, examples }: Deletions): Diagnostic | null {
  const inMirror = stats.files - stats.created + count - ROOT;
  const inSource = stats.files - ROOT;
  if (inMirror <= 0 || count === 0) return null;
  if (inSource === 0) return emptied(input, inMirror);
  if (count <= inMirror * input.shrink) return null;
  return shrunk(input, count, inMirror, examples);
}

const ROOT = 1;

function emptied(input: MirrorInput, inMirror: number): Diagnostic {
  const detail = `${visible(input.from)} has no files to copy, and the mirror ${visible(input.path)} has ${inMirror} files and directories. A file system may not be mounted, or was lost, or everything is excluded. Nothing was copied or deleted. If the source is intentionally empty, empty the mirror by hand.`;
  return FS.error("fs-source-empty", detail);
}

function shrunk(input: MirrorInput, deleted: number, inMirror: number, examples: readonly string[]): Diagnostic {
  const named = examplesText(examples, deleted);
  const detail = `${deleted} of the ${inMirror} files and directories in the mirror ${visible(input.path)} are missing in ${visible(input.from)} or are excluded${named}; limits.shrink allows ${percent(input.shrink)}. Nothing was copied or deleted. If they were deleted or excluded on purpose, raise limits.shrink in the config for one run. Otherwise restore the source: the mirror still has these files.`;
  return FS.error("fs-source-shrunk", detail);
}

function percent(part: number): string {
  return `${Math.round(part * 1000) / 10} %`;
}
