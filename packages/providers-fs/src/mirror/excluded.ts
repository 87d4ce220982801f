import { type Diagnostic, type DirectoryMirrorTarget, type ReadIo, type Volume, visible } from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import { excludedCommand } from "../rsync/command.ts";
import { examplesText, parseDeletions } from "../rsync/deletions.ts";
import { rsyncFilters } from "../rsync/filters.ts";
import { excludesDigest, type MirrorMark } from "./mark.ts";

/** In bytes of output. */
const MOST_LISTED = 4 * 1024 * 1024;

/** What changed excludes delete from a mirror with the next copy; null: nothing, or the excludes are as they were. */
export async function excludedNote(
  { exclude }: Pick<Volume, "exclude">,
  { path }: Pick<DirectoryMirrorTarget, "path">,
  mark: MirrorMark | null,
  io: Pick<ReadIo, "query">,
): Promise<Diagnostic | null> {
  const rules = rsyncFilters(exclude);
  if (mark?.excludes === undefined || mark.excludes === excludesDigest(rules)) return null;
  const { stdout } = await io.query(excludedCommand(path, rules), { maxOutput: MOST_LISTED });
  const counted = parseDeletions(stdout.toString("latin1"));
  if (counted === null) return FS.warning("fs-mirror-newly-excluded", unknown(path));
  const { count, examples, stats } = counted;
  if (count === 0) return null;
  const all = stats.files + count - ROOT;
  const named = examplesText(examples, count);
  const detail = `The excludes changed since the last copy into ${visible(path)}. Estimate: they match ${count} of its ${all} files and directories${named}, and the next copy deletes these. A copy that would delete more than \`limits.shrink\` is refused.`;
  return FS.warning("fs-mirror-newly-excluded", detail);
}

const ROOT = 1;

function unknown(path: string): string {
  return `The excludes changed since the last copy into ${visible(path)}, and the number of files that they match there could not be counted. The next copy deletes these files. The run counts them first, and refuses a copy that would delete more than \`limits.shrink\`.`;
}
