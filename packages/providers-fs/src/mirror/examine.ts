import {
  type Alteration,
  type DirectoryMirrorTarget,
  type Examination,
  type ExamineRequest,
  nullIfLinkRefused,
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
import { parseTouched, touchedCommand } from "./touched.ts";

/** In bytes. A user decides how many entries differ. */
const MOST_LISTED = 16 * 1024 * 1024;
/** So many alterations are named. */
const MOST_NAMED = 1000;

/**
 * What somebody changed in a mirror since it was completed. Entries whose ctime is after the mark are candidates; the
 * revision of the run says which metadata differ. An entry that differs and did not change since then changed in the source while
 * it was copied.
 */
export async function examineMirror(
  request: ExamineRequest<DirectoryMirrorTarget>,
  io: Pick<ReadIo, "query" | "realpath" | "readFile">,
): Promise<Examination> {
  const { path } = request.group.target;
  const touched = await io.query(touchedCommand(path, "read"), { maxOutput: MOST_LISTED });
  if (touched.exitCode !== 0 && !touched.overflow) return { ...NOTHING, problem: reasonOf(touched.stderr, path) };
  const kinds = parseTouched(touched.stdout);
  const differences = touched.overflow ? null : await differencesOf(request, io);
  const found = differences === null ? [...kinds.keys()].map(touchedAlteration) : alterationsOf(differences, kinds);
  const sorted = [...found].sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    alterations: sorted.slice(0, MOST_NAMED),
    count: found.length,
    isCut: touched.overflow,
    by: differences === null ? "times" : "revision",
    problem: null,
  };
}

const NOTHING = { alterations: [], count: 0, isCut: false, by: "times" } as const;

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
  return differencesFromRevision(stdout, {
    input: { excludes, comparison },
    stores,
    notCompared: new Set(mounts.points),
  });
}

/**
 * The differences that are later than the mark, and the entries that changed later and have the same metadata: content, ACLs
 * and extended attributes are not compared. A directory changes with the entries in it.
 */
function alterationsOf(differences: readonly Difference[], kinds: ReadonlyMap<string, string>): readonly Alteration[] {
  const differing = new Set(differences.map(({ path }) => path));
  const same = [...kinds].filter(([path, kind]) => kind !== "d" && !differing.has(path));
  return [
    ...differences.flatMap((each) => alterationOf(each, kinds)),
    ...same.map(([path]) => touchedAlteration(path)),
  ];
}

function touchedAlteration(path: string): Alteration {
  return { path: textOf(path), kind: "touched", attributes: [] };
}

function alterationOf(
  { path, kind, attributes }: Difference,
  touched: ReadonlyMap<string, string>,
): readonly Alteration[] {
  const above = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : null;
  // The mark is written into the root, so the time of the root says nothing.
  const isLater = kind === "missing" ? above === null || isTouched(above, touched) : touched.has(path);
  return isLater ? [{ path: textOf(path), kind: kind === "other" ? "changed" : kind, attributes }] : [];
}

/** The directory of a missing entry can be missing too: then one above it changed. */
function isTouched(path: string, touched: ReadonlyMap<string, string>): boolean {
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
