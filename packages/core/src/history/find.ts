import { parseGlob } from "../config/index.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { visible } from "../diagnostics/visible.ts";
import { pointAddress } from "../model/address.ts";
import { type ExcludePart, literalName } from "../model/exclude.ts";
import { isLeftOut, matchesPath } from "../model/exclude-match.ts";
import { isoOf } from "../model/instant.ts";
import type { FindOutput, FoundEntry, FoundVersion, FoundVolume } from "../model/recorded.ts";
import type { Volume } from "../model/volume.ts";
import type { EntryWish, RecordedEntry, RecordedRevision, RecordedVersion } from "../provider/records.ts";
import type { Session } from "../reconcile/session.ts";
import { HISTORY } from "./codes.ts";
import { byPath, factsOf, unknownVolume } from "./path.ts";
import {
  lookAround,
  pointsIn,
  type Records,
  recordsOf,
  revisionOf,
  type Surroundings,
  whyNotRecorded,
} from "./records.ts";

export interface FindWish {
  readonly pattern: string;
  /** Null: all volumes. */
  readonly volume: string | null;
}

/** `rdump find`: which points have files of some name, and when the files changed. Throws a `Failure`. */
export async function find(
  session: Session,
  { pattern, volume }: FindWish,
): Promise<{ readonly output: FindOutput; readonly diagnostics: readonly Diagnostic[] }> {
  const parts = parseGlob(pattern);
  if (typeof parts === "string") throw HISTORY.failure("history-bad-path", `${visible(pattern)}: ${parts}`);
  const around = await lookAround(volume === null ? session : { ...session, only: [volume] });
  if (volume !== null && around.request.desired.volumes.length === 0) throw unknownVolume(volume);
  const volumes: FoundVolume[] = [];
  for (const each of around.request.desired.volumes) volumes.push(await findIn(each, parts, around));
  const gaps = around.assessments.flatMap(({ gap, desired: { group } }) =>
    gap === null ? [] : [HISTORY.warning("history-gap", `${gap.summary}. ${gap.detail}`, { address: group.address })],
  );
  return { output: { formatVersion: 1, pattern, volumes }, diagnostics: gaps };
}

async function findIn(volume: Volume, parts: readonly ExcludePart[], around: Surroundings): Promise<FoundVolume> {
  const points = around.assessments
    .filter(({ desired: { group } }) => group.volume.name === volume.name)
    .flatMap((assessment) =>
      pointsIn(assessment).map((point) => ({
        point,
        name: pointAddress(assessment.desired.group.address, point.name),
      })),
    );
  const all = await recordsOf(volume, around);
  const count = (records: Records) => points.filter(({ point }) => revisionOf(records, point) !== null).length;
  const [best] = all.filter(({ revisions }) => revisions.length > 0).sort((a, b) => count(b) - count(a));
  const missing = points.filter(({ point }) => best === undefined || revisionOf(best, point) === null);
  const notRecorded = missing.map(({ name }) => name).sort();
  if (best === undefined) {
    const problem = whyNotRecorded(volume, all);
    return { volume: volume.name, problem, revisions: [], notRecorded, entries: [] };
  }
  const found = await around.role.entries(best.tree, wishFor(parts), around.io);
  const revisions = best.revisions.map((revision) => ({
    ...{ name: revision.name, time: isoOf(revision.time) },
    points: points.flatMap(({ point, name }) => (revisionOf(best, point) === revision ? [name] : [])).sort(),
  }));
  const entries = entriesOf(found, parts, volume, best.revisions);
  return { volume: volume.name, problem: null, revisions, notRecorded, entries };
}

/** Less than all entries, if the pattern says which. */
function wishFor(parts: readonly ExcludePart[]): EntryWish {
  const above = parts.slice(0, -1);
  const literal = above.findIndex((part) => part.kind === "directories" || literalName(part.pieces) === null);
  const below = above.slice(0, literal < 0 ? above.length : literal);
  const names = below.map((part) => (part.kind === "name" ? literalName(part.pieces) : null));
  const hasDepth = !parts.some(({ kind }) => kind === "directories");
  const last = parts.at(-1);
  const texts =
    last?.kind === "name" ? last.pieces.flatMap((piece) => (piece.kind === "text" ? [piece.text] : [])) : [];
  const [longest = ""] = texts.sort((a, b) => b.length - a.length);
  return {
    revision: null,
    below: names.join("/"),
    depth: hasDepth ? parts.length - below.length : null,
    name: longest,
  };
}

function entriesOf(
  found: readonly RecordedEntry[],
  parts: readonly ExcludePart[],
  volume: Volume,
  revisions: readonly RecordedRevision[],
): readonly FoundEntry[] {
  const byText = new Map<string, FoundEntry>();
  for (const { versions, ...path } of found) {
    if (path.path === "" || !matchesPath(parts, path.path)) continue;
    const named = versions.flatMap((version) => versionOf(version, revisions));
    if (named.length === 0) continue;
    const key = path.bytes ?? path.path;
    const known = byText.get(key)?.versions ?? [];
    const excluded = isLeftOut(volume.exclude, path.path);
    byText.set(key, { ...path, excluded, versions: [...known, ...named] });
  }
  return [...byText.values()].sort(byPath).map((entry) => inOrder(entry, revisions));
}

function inOrder(entry: FoundEntry, revisions: readonly RecordedRevision[]): FoundEntry {
  if (entry.versions.length < 2) return entry;
  const place = (from: string) => revisions.findIndex(({ name }) => name === from);
  return { ...entry, versions: [...entry.versions].sort((a, b) => place(a.from) - place(b.from)) };
}

/** A version that only revisions of other volumes have is none. */
function versionOf(version: RecordedVersion, revisions: readonly RecordedRevision[]): readonly FoundVersion[] {
  const { from, until, changed } = version;
  const first = revisions.find(({ number }) => number >= from);
  if (first === undefined || (until !== null && first.number >= until)) return [];
  const end = until === null ? undefined : revisions.find(({ number }) => number >= until);
  return [{ from: first.name, until: end?.name ?? null, changed, ...factsOf(version) }];
}
