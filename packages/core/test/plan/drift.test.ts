import t from "tap";
import { desire } from "../../src/desired/desire.ts";
import { repositoryAddress } from "../../src/model/address.ts";
import { keyOf, NO_RECORD, type PointRecord, type RecordedPoint, type RecordLine } from "../../src/model/record.ts";
import { driftOf, forgottenIn, sourceGuard } from "../../src/plan/drift.ts";
import type { RepositoryObservation, SourceObservation } from "../../src/provider/observation.ts";
import { acceptedLines, named } from "../../src/record/accept.ts";
import { Facts, linesOf } from "../../src/record/fold.ts";
import { newsOf } from "../../src/record/news.ts";
import { parseRecordLine, RECORD_VERSION } from "../../src/record/parse-line.ts";
import { archivesAddress, configOf, observedFor, pointAt, problem, requestAt } from "./world.ts";

const NOW = "2026-11-22T12:00:00Z";
const DOCS = archivesAddress("docs");
const config = configOf({ docs: { daily: 7 } });
const desired = desire(config, Date.parse(NOW));
const first = pointAt("docs", "2026-11-20T03:00:00Z");
const second = pointAt("docs", "2026-11-21T03:00:00Z");

const recorded = (point: typeof first, changes: Partial<RecordedPoint> = {}): RecordedPoint => ({
  address: DOCS,
  subject: "r1",
  id: point.id,
  name: point.name,
  owner: config.id,
  volume: "docs",
  machine: null,
  run: point.run,
  time: new Date(point.time).toISOString().replace(".000", ""),
  ...changes,
});

const lineText = (line: RecordLine) => JSON.stringify({ v: RECORD_VERSION, ...line });
const planRequest = (of: typeof config) => requestAt(NOW, of, {});

function recordOf(points: readonly RecordedPoint[], rest: Partial<PointRecord> = {}): PointRecord {
  const known = { address: repositoryAddress("offsite"), id: "r1", encryption: "none" };
  const repositories = new Map([[known.address, known]]);
  return {
    ...NO_RECORD,
    begun: NOW,
    repositories,
    points: new Map(points.map((each) => [keyOf(each), each])),
    ...rest,
  };
}

const objects = (...points: readonly { readonly id: string; readonly name: string }[]) =>
  points.map(({ id, name }) => ({ id, name, mark: null }));

function seen(points: readonly (typeof first)[], changes: Partial<RepositoryObservation> = {}, gap = false) {
  const repository: RepositoryObservation = {
    repository: "offsite",
    state: "present",
    id: "r1",
    appendOnly: false,
    encryption: "none",
    listed: objects(...points),
    ...changes,
  };
  return observedFor(config, {
    points: { docs: points },
    repositories: [repository],
    ...(gap ? { gaps: { docs: problem("borg-gone") } } : {}),
  });
}

const kinds = (...args: Parameters<typeof driftOf>) =>
  driftOf(...args).map((each) => [
    each.kind,
    each.address,
    "points" in each ? each.points.map(({ id }) => id) : each.is,
  ]);

t.test("a recorded point that a full listing does not contain is drift", (t) => {
  const both = recordOf([recorded(first), recorded(second)]);
  t.strictSame(kinds(desired, seen([first, second]), both), []);
  t.strictSame(kinds(desired, seen([second]), both), [["gone", DOCS, [first.id]]]);
  t.strictSame(kinds(desired, seen([]), both), [["gone", DOCS, [first.id, second.id]]]);
  t.strictSame(kinds(desired, seen([], {}, true), both), [], "a gap is no drift");
  t.strictSame(kinds(desired, seen([]), recordOf([])), [], "version 0.1 made them, so nothing is known");
  t.strictSame(kinds(desired, seen([]), recordOf([recorded(first, { owner: "other" })])), []);
  const renamed = { ...second, id: "changed" };
  t.strictSame(kinds(desired, seen([first], { listed: objects(first, renamed) }), both), [
    ["unmarked", DOCS, [second.id]],
  ]);
  const marked = seen([first]);
  const group = marked.groups.get(DOCS);
  if (group === undefined) throw new Error("no group");
  const unmarked = { ...marked, groups: new Map([[DOCS, { ...group, unmarked: [second.id] }]]) };
  t.strictSame(kinds(desired, unmarked, both), [["unmarked", DOCS, [second.id]]]);
  t.end();
});

t.test("a target with one point has drift only if it has no point", (t) => {
  const one = recordOf([recorded(first, { only: true })]);
  t.strictSame(kinds(desired, seen([second]), one), []);
  t.strictSame(kinds(desired, seen([]), one), [["gone", DOCS, [first.id]]]);
  t.end();
});

t.test("another repository or another encryption at the location is drift", (t) => {
  const record = recordOf([recorded(first)]);
  const address = repositoryAddress("offsite");
  const other = { id: "r2", listed: [] };
  t.strictSame(kinds(desired, seen([], other), record), [["repository", address, { id: "r2", encryption: "none" }]]);
  const repokey = { encryption: "repokey" };
  t.strictSame(kinds(desired, seen([first], repokey), record), [["repository", address, { id: "r1", ...repokey }]]);
  t.strictSame(kinds(desired, seen([first], { encryption: "" }), record), [], "borg does not say");
  const hidden = { state: "hidden", id: null, listed: [] } as const;
  t.strictSame(kinds(desired, seen([], hidden, true), record), []);
  t.end();
});

t.test("a source on another file system is drift until it is accepted, and withholds deletions", (t) => {
  const on = (disk?: string) => {
    const observed = seen([first]);
    const sources = [...observed.sources].map(([name, source]): [string, SourceObservation] => [
      name,
      { ...source, ...(disk === undefined ? {} : { disk }) },
    ]);
    return { ...observed, sources: new Map(sources) };
  };
  const before = recordOf([recorded(first)]);
  const after = (record: PointRecord, lines: readonly RecordLine[]) => {
    const facts = new Facts();
    const texts = [...linesOf(record), ...lines].map(lineText);
    const parsed = texts.flatMap((text) => parseRecordLine(text) ?? []);
    t.equal(parsed.length, texts.length);
    for (const line of parsed) facts.add(line);
    return facts.record([]);
  };
  const record = after(before, newsOf(before, on("A"), desired));
  const guard = (disk?: string, known = record) =>
    sourceGuard("docs", { ...planRequest(config), observed: on(disk), record: known });
  t.strictSame(kinds(desired, on("A"), record), []);
  t.strictSame(kinds(desired, on(), record), [], "without a known UUID, nothing is known");
  t.strictSame([guard("A"), guard()], [null, null]);
  const moved = driftOf(desired, on("B"), record);
  t.match(moved, [{ kind: "disk", address: "docs", was: "A", is: "B" }]);
  t.match(guard("B"), "another file system (UUID B instead of A)");
  t.strictSame(newsOf(record, on("B"), desired), [], "an observation does not accept it");
  const found = named("docs", { drift: moved, forgotten: [], proofs: [] });
  t.strictSame(named("docs", { drift: driftOf(desired, on("A"), record), forgotten: [], proofs: [] }).drift, []);
  const accepted = after(record, acceptedLines(found, record, "2026-11-22T00:00:00Z"));
  t.strictSame([kinds(desired, on("B"), accepted), guard("B", accepted)], [[], null]);
  t.end();
});

t.test("groups that are no longer declared are found", (t) => {
  const mirror = recorded(first, { id: "m1", address: 'docs.mirrors["/m"]', subject: null, only: true });
  const archive = recorded(second, { address: archivesAddress("old") });
  const record = recordOf([recorded(first), mirror, archive]);
  const forgotten = (...args: Parameters<typeof forgottenIn>) =>
    forgottenIn(...args).map(({ address, points, recorded: only }) => [address, points, only ?? false]);
  const all = seen([first], { listed: objects(first, second) });
  t.strictSame(forgotten(desired, all, record), [[mirror.address, 1, true]], "the listing shows the archive");
  t.strictSame(kinds(desired, all, record), []);
  t.strictSame(kinds(desired, seen([first]), record), [["gone", archive.address, [second.id]]]);
  t.strictSame(
    forgotten(desired, seen([first]), recordOf([recorded(second, { address: "x", subject: "r9" })])),
    [["x", 1, true]],
    "its repository is not declared",
  );
  t.strictSame(forgotten(desired, all, { ...record, accepted: new Set([mirror.address]) }), []);
  const child = recordOf([
    recorded(first, { id: "k1", address: 'docs/kid.snapshots["tank/docs/kid"]', subject: null }),
  ]);
  t.strictSame(forgotten(desired, seen([]), child).length, 1);
  const source = {
    volume: "docs",
    gap: problem("zfs-gone"),
    unreadable: null,
    root: null,
    facts: null,
    diagnostics: [],
  };
  t.strictSame(forgotten(desired, { ...seen([]), sources: new Map([["docs", source]]) }, child), [], "a gap again");
  t.end();
});

t.test("accepted drift is no longer reported, and other drift still is", (t) => {
  const record = recordOf([
    recorded(first),
    recorded(second),
    recorded(first, { id: "m1", address: 'docs.mirrors["/m"]', subject: null, only: true }),
  ]);
  const after = (wanted: string, observed: ReturnType<typeof seen>) => {
    const all = {
      drift: driftOf(desired, observed, record),
      forgotten: forgottenIn(desired, observed, record),
      proofs: [],
    };
    const facts = new Facts();
    for (const line of [...linesOf(record), ...acceptedLines(named(wanted, all), record, "2026-11-22T00:00:00Z")])
      facts.add(line);
    const now = facts.record([]);
    return [kinds(desired, observed, now), forgottenIn(desired, observed, now).length];
  };
  t.strictSame(after(DOCS, seen([])), [[], 1]);
  t.strictSame(after(`${DOCS}@${first.name}`, seen([])), [[["gone", DOCS, [second.id]]], 1]);
  t.strictSame(after(`${DOCS}@${second.id}`, seen([])), [[["gone", DOCS, [first.id]]], 1]);
  t.strictSame(after('docs.mirrors["/m"]', seen([first, second])), [[], 0]);
  t.strictSame(after(repositoryAddress("offsite"), seen([], { id: "r2" })), [[], 1]);
  t.strictSame(
    named(`${DOCS}@none`, { drift: driftOf(desired, seen([]), record), forgotten: [], proofs: [] }).drift,
    [],
  );
  t.end();
});
