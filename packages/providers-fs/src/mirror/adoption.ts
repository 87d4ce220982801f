import {
  type Diagnostic,
  type DirectoryMirrorTarget,
  type ReadIo,
  shortenedPath,
  type Volume,
  visible,
} from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import { type Difference, parseDifferences } from "../comparison/differences.ts";
import { adoptionCommand } from "../rsync/command.ts";
import { rsyncFilters } from "../rsync/filters.ts";

/** In bytes of output. */
const MOST_LISTED = 4 * 1024 * 1024;
const MOST_NAMED = 5;

/** What the first copy would change and delete in a directory that has files already. Nothing is changed. */
export async function adoptionNote(
  { source, exclude }: Pick<Volume, "source" | "exclude">,
  { path }: DirectoryMirrorTarget,
  io: ReadIo,
): Promise<Diagnostic> {
  const start = `${visible(path)} has files and no mark of rdump, and \`adopt: true\` is declared. The first copy makes the directory equal to the source`;
  const limit = "More deletions than `limits.shrink` allows are withheld.";
  if (source.type !== "plain") {
    const detail = `${start}. The source is opened only in the run, which counts the deletions before it copies. ${limit}`;
    return FS.warning("fs-mirror-adopted", detail);
  }
  const command = adoptionCommand(source.path, path, rsyncFilters(exclude));
  const { stdout, exitCode, overflow } = await io.query(command, { maxOutput: MOST_LISTED });
  const isWhole = exitCode === 0 && !overflow;
  const found = parseDifferences(stdout.toString("latin1"));
  const of = (kind: Difference["kind"]) => found.filter((each) => each.kind === kind);
  const [deleted, changed, added] = [of("extra"), of("other"), of("missing")];
  const least = isWhole ? "" : "at least ";
  const counts = `${least}${deleted.length} deleted${named(deleted)}, ${changed.length} changed${named(changed)}, ${added.length} new`;
  const detail = `${start}: ${counts} (files and directories, by size and attributes; the copy also compares all content once). ${limit}`;
  return FS.warning("fs-mirror-adopted", detail);
}

function named(differences: readonly Difference[]): string {
  if (differences.length === 0) return "";
  const paths = differences.map(({ path }) => path).sort();
  const some = paths.slice(0, MOST_NAMED).map((path) => shortenedPath(Buffer.from(path, "latin1").toString("utf8")));
  return ` (${some.join(", ")}${paths.length > MOST_NAMED ? ", …" : ""})`;
}
