import {
  type Diagnostic,
  type DirectoryMirrorTarget,
  type ExamineRequest,
  isoOf,
  nullIfLinkRefused,
  query,
  type ReadIo,
  readMounts,
  stampOf,
  visible,
} from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import type { Difference } from "../comparison/differences.ts";
import { differencesFromRevision } from "../comparison/revision.ts";
import { copiedMounts } from "../left-out/mounts.ts";
import { plainPath } from "../mounts/place.ts";
import { examplesText } from "../rsync/deletions.ts";
import { rsyncFilters } from "../rsync/filters.ts";
import type { MirrorFacts } from "./facts.ts";
import { MARK_LIMIT, markPath, parseMark } from "./mark.ts";

/** In bytes of output. A user decides how many entries change. */
const MOST_LISTED = 16 * 1024 * 1024;
const ANSWER = 600;

type Request = ExamineRequest<DirectoryMirrorTarget>;
type Io = Pick<ReadIo, "query" | "realpath" | "readFile" | "lstat">;

/**
 * What the next copy deletes because the source lost it, by the revision of the last copy and the newest one. None if no
 * later revision exists: then only the run finds out.
 */
export async function foreseeDeletions(request: Request, io: Io): Promise<readonly Diagnostic[]> {
  const { root, comparison, facts, group } = request;
  const { path } = group.target;
  if (root === null || comparison?.revisions === undefined || facts === null) return [];
  const since = await lastCopy(request, io);
  if (since === null || !(await hasLaterRevision(root, comparison.files, path, io))) return [];
  const argv = [...comparison.revisions, `--revision=${stampOf(since)}..`] as const;
  const command = { ...query(argv, { cwd: root, root: "read" }), timeout: ANSWER };
  const { stdout, overflow } = await io.query(command, { maxOutput: MOST_LISTED });
  // What is cut off ends in half a line.
  const whole = overflow ? Buffer.concat([stdout, Buffer.from(WHOLE)]) : stdout;
  const differences = await deletionsIn(request, whole, root, io);
  if (differences.length === 0) return [];
  return [estimate(path, since, differences, overflow)];
}

const WHOLE = '\n{"type":"summary","problems":0}\n';

/** The time of the run whose files the mirror has; null: not known. */
async function lastCopy({ point, group }: Request, io: Io): Promise<number | null> {
  if (point.state === "complete") return point.time;
  const content = await io.readFile(markPath(group.target.path), MARK_LIMIT, { own: true }).catch(() => null);
  const read = content === null ? null : parseMark(content);
  return read?.kind === "mark" && read.mark.since !== undefined ? Date.parse(read.mark.since) : null;
}

/** The integrity data was written after the mark of the mirror. */
async function hasLaterRevision(root: string, files: readonly string[], mirror: string, io: Io): Promise<boolean> {
  const [surefile = ""] = files;
  const [written, marked] = await Promise.all(
    [`${root === "/" ? "" : root}/${surefile}`, markPath(mirror)].map((path) => io.lstat(path).catch(() => null)),
  );
  return written?.kind === "file" && marked?.kind === "file" && written.mtime > marked.mtime;
}

async function deletionsIn(
  { group, facts, comparison }: Request,
  stdout: Buffer,
  root: string,
  io: Io,
): Promise<readonly Difference[]> {
  const { stores } = facts as MirrorFacts;
  const from = await io.realpath(root).catch(nullIfLinkRefused);
  if (from === null || stores === null) return [];
  const excludes = group.volume.exclude;
  const mounts = copiedMounts(await readMounts(io), from, plainPath(group.target.path), rsyncFilters(excludes));
  const expected = { input: { excludes, comparison }, stores, notCompared: new Set(mounts.points) };
  const found = differencesFromRevision(stdout, expected) ?? [];
  return found.filter(({ kind }) => kind === "missing");
}

function estimate(path: string, since: number, lost: readonly Difference[], isCut: boolean): Diagnostic {
  const names = lost.map((each) => Buffer.from(each.path, "latin1").toString("utf8"));
  const entries = lost.reduce((sum, { below = 0 }) => sum + 1 + below, 0);
  const count = `${isCut ? "more than " : ""}${entries}`;
  const detail = `Estimate: ${count} files and directories of the mirror ${visible(path)} are missing in the newest integrity data of the source${examplesText(names, entries)}, and the source had them at the last copy (${isoOf(since)}). The next copy deletes these. The run counts them first, and refuses a copy that would delete more than \`limits.shrink\`.`;
  return FS.note("fs-mirror-deletions", detail);
}
