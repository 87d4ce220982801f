import {
  type Alteration,
  type Command,
  type DirectoryMirrorTarget,
  type Examination,
  type ExamineRequest,
  nullIfLinkRefused,
  query,
  type ReadIo,
  readMounts,
  stampOf,
  visible,
} from "@rdump/core/provider";
import type { Difference } from "../comparison/differences.ts";
import { differencesFromRevision } from "../comparison/revision.ts";
import { copiedMounts } from "../left-out/mounts.ts";
import { plainPath } from "../mounts/place.ts";
import { revisionCommand } from "../rsync/command.ts";
import { rsyncFilters } from "../rsync/filters.ts";
import type { MirrorFacts } from "./facts.ts";
import { LOST_AND_FOUND, MARK_NAME } from "./mark.ts";

/** In bytes. A user decides how many entries differ. */
const MOST_LISTED = 16 * 1024 * 1024;
/** So many alterations are named. */
const MOST_NAMED = 1000;
const ANSWER = 24 * 3600;

/**
 * What somebody changed in a mirror since it was completed. Entries whose ctime is after the mark are candidates; the
 * revision of the run says what differs. An entry that differs and did not change since then changed in the source while
 * it was copied.
 */
export async function examineMirror(
  request: ExamineRequest<DirectoryMirrorTarget>,
  io: Pick<ReadIo, "query" | "realpath" | "readFile">,
): Promise<Examination> {
  const { path } = request.group.target;
  const touched = await io.query(touchedCommand(path), { maxOutput: MOST_LISTED });
  if (touched.exitCode !== 0 && !touched.overflow) return { ...NOTHING, problem: reasonOf(touched.stderr, path) };
  const entries = parseTouched(touched.stdout);
  const differences = touched.overflow ? null : await differencesOf(request, io);
  const found =
    differences === null ? [...entries.values()] : differences.flatMap((each) => alterationOf(each, entries));
  found.sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    alterations: found.slice(0, MOST_NAMED),
    count: found.length,
    isCut: touched.overflow,
    by: differences === null ? "times" : "revision",
    problem: null,
  };
}

const NOTHING = { alterations: [], count: 0, isCut: false, by: "times" } as const;

/** Entries of the mirror that changed after its mark was written. */
function touchedCommand(path: string): Command {
  const own = ["!", "-path", `./${MARK_NAME}`, "!", "-path", `./${LOST_AND_FOUND}`] as const;
  const argv = [
    "find",
    ".",
    "-xdev",
    "-mindepth",
    "1",
    "-cnewer",
    `./${MARK_NAME}`,
    ...own,
    "-printf",
    "%y %P\\0",
  ] as const;
  return query(argv, { cwd: path, root: "read", env: { LC_ALL: "C" }, timeout: ANSWER });
}

/** By path, one character for each byte. */
function parseTouched(stdout: Buffer): ReadonlyMap<string, Alteration> {
  const entries = new Map<string, Alteration>();
  for (const entry of stdout.toString("latin1").split("\0")) {
    const path = entry.slice(2);
    if (path !== "") entries.set(path, { path: textOf(path), kind: "touched", attributes: [] });
  }
  return entries;
}

/** Null: there is no revision to compare with. */
async function differencesOf(
  { group, facts, point, root, comparison }: ExamineRequest<DirectoryMirrorTarget>,
  io: Pick<ReadIo, "query" | "realpath" | "readFile">,
): Promise<readonly Difference[] | null> {
  const { stores } = facts as MirrorFacts;
  const from = root === null ? null : await io.realpath(root).catch(nullIfLinkRefused);
  if (comparison === null || root === null || from === null || stores === null) return null;
  const { path, compare } = group.target;
  const excludes = group.volume.exclude;
  const rules = rsyncFilters(excludes);
  const mounts = copiedMounts(await readMounts(io), from, plainPath(path), rules);
  const copy = { from: root, mounted: false, root: stores.root, to: path, rules, leftOut: "", compare };
  const command = revisionCommand(copy, comparison, stampOf(point.time), stores);
  const { stdout, overflow } = await io.query(command, { maxOutput: MOST_LISTED });
  if (overflow) return null;
  return differencesFromRevision(stdout, { input: { excludes, comparison }, stores, mountPoints: mounts.points });
}

function alterationOf(
  { path, kind, attributes }: Difference,
  touched: ReadonlyMap<string, Alteration>,
): readonly Alteration[] {
  const above = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : null;
  // The mark is written into the root, so the time of the root says nothing.
  const isLater = kind === "missing" ? above === null || isTouched(above, touched) : touched.has(path);
  return isLater ? [{ path: textOf(path), kind: kind === "other" ? "changed" : kind, attributes }] : [];
}

/** The directory of a missing entry can be missing too: then one above it changed. */
function isTouched(path: string, touched: ReadonlyMap<string, Alteration>): boolean {
  for (let at = path; ; at = at.slice(0, at.lastIndexOf("/"))) {
    if (touched.has(at)) return true;
    if (!at.includes("/")) return false;
  }
}

function textOf(path: string): string {
  return Buffer.from(path, "latin1").toString("utf8");
}

function reasonOf(stderr: Buffer, path: string): string {
  const said = stderr.toString("utf8").trim().split("\n")[0] ?? "";
  return said === "" ? `${visible(path)} could not be searched` : said;
}
