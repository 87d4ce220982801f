import t from "tap";
import type { Decay, DecayedFile } from "../../src/model/decay.ts";
import { decayedPathsOf, MOST_DECAYED, openCount, readDecay } from "../../src/model/decay.ts";
import { NO_HISTORY } from "../../src/model/history.ts";
import { presentHistory } from "../../src/model/present-history.ts";
import { decayDetail, decayDiagnostic, decayedIn, decayGuard, decayText, joinedDecay } from "../../src/plan/decay.ts";
import { acceptedLines, namedDecay, wholeDecay } from "../../src/record/accept.ts";
import { Facts, linesOf } from "../../src/record/fold.ts";
import { parseRecordLine } from "../../src/record/parse-line.ts";
import { differenceLines } from "../../src/render/drift.ts";
import { configOf } from "./world.ts";

const [GOOD, BAD] = ["a".repeat(40), "b".repeat(40)];
const file = (path: string, rest: Partial<DecayedFile> = {}): DecayedFile => ({
  ...{ path, good: GOOD, now: BAD, asOf: "2026-11-20T12:00:00Z" },
  ...rest,
});
const FOUND = {
  ...{ owner: "joke", volume: "docs", by: 'docs.integrity["2sure.dat.gz"]' },
  ...{ run: "R2", time: "2026-11-22T12:00:00Z" },
};
const decay = (files: readonly DecayedFile[], rest: Partial<Decay> = {}): Decay => ({
  ...{ ...FOUND, count: files.length, files },
  ...rest,
});

t.test("a decay keeps the run that found it, and stays accepted while the content stays", async (t) => {
  const before = decay([file("a", { accepted: true }), file("b")], { run: "R1", time: "2026-11-21T12:00:00Z" });
  const tree = { count: 2, files: [file("a"), file("b")], isLive: false };
  t.strictSame(joinedDecay(FOUND, tree, before), before);
  const changed = joinedDecay(FOUND, { ...tree, files: [file("a", { now: "c".repeat(40) }), file("b")] }, before);
  t.equal(changed.files[0]?.accepted, undefined, "other content is not accepted");
  t.match(joinedDecay(FOUND, { count: 3, files: [...tree.files, file("c")], isLive: true }, before), {
    ...{ run: "R2", count: 3, suspected: true },
    files: [{ path: "a", accepted: true }, { path: "b" }, { path: "c" }],
  });
  t.match(joinedDecay(FOUND, { count: 0, files: [], isLive: false }, before), { count: 0, files: [] });
});

t.test("decayed files that the integrity data has forgotten have not ended", async (t) => {
  const before = decay([file("a"), file("b"), file("c", { accepted: true })]);
  const tree = { count: 0, files: [], isLive: false };
  const joined = (seen: Parameters<typeof joinedDecay>[1], known = before) => joinedDecay(FOUND, seen, known);
  t.match(joined({ ...tree, ended: 3 }), { count: 0, files: { length: 0 } }, "all have ended");
  t.match(joined({ ...tree, ended: 1, count: 2, files: [file("a"), file("x")] }), { count: 2, files: [{}, {}] });
  const kept = joined({ ...tree, ended: 0 });
  t.match(kept, { count: 2, files: [{ path: "a" }, { path: "b" }] }, "the surefile was lost");
  t.strictSame(joined({ ...tree, ended: 0 }, kept), kept, "until they are accepted");
  const found = joined({ ...tree, ended: 0, count: 1, files: [file("a")] });
  t.match(found, { count: 2, files: [{ path: "a" }, { path: "b" }] }, "found again");
  const partial = joined({ ...tree, ended: 2, count: 1, files: [file("x")], isPartial: true });
  t.match(partial, { count: 3, files: [{ path: "x" }, { path: "a" }, { path: "b" }] }, "the scan failed");
  const accepted = decay([file("a", { accepted: true })]);
  t.match(joined({ ...tree, ended: 0 }, accepted), { count: 0, files: { length: 0 } });
  t.match(joined({ ...tree, ended: 0 }, decay([file("a")], { count: 2000 })), { count: 2000, files: { length: 1 } });
});

t.test("deletions wait for decayed files that are neither suspected nor accepted", async (t) => {
  const table: readonly [Decay, RegExp | null][] = [
    [decay([file("a")]), /^1 file of the source decayed \(a\), and older points have the good content$/],
    [decay([file("a"), file("b", { accepted: true })]), /^1 file/],
    [decay([file("a", { accepted: true })]), null],
    [decay([file("a")], { suspected: true }), null],
    [decay([file("a")], { volume: "home" }), null],
    [decay([], { count: 2000 }), /^2000 files/],
  ];
  for (const [each, expected] of table) {
    const guard = decayGuard("docs", [each]);
    if (expected === null) t.equal(guard, null);
    else t.match(guard, expected);
  }
  t.match(decayText(decay(Array.from({ length: 14 }, (_, at) => file(`f${at}`)))), /f9, and 4 more\)$/);
});

t.test("the text has the commands that restore and that accept", async (t) => {
  const addresses = ['docs.archives["offsite"]', 'docs.mirrors["/m"]', 'docs.snapshots["pool/docs"]'];
  const detail = decayDetail(decay([file("it's"), file("\ufffd", { bytes: "=ff" })]), addresses);
  t.match(
    detail.split("\n").filter((line) => line.startsWith("rdump")),
    [
      "rdump restore docs 'it'\\''s' --from 'docs.archives[\"offsite\"]' --at 2026-11-20T12:00:00Z --to DIR",
      "rdump restore docs 'it'\\''s' --from 'docs.mirrors[\"/m\"]' --to DIR",
      /^rdump accept docs 'it'\\''s' '?=ff'?$/,
    ],
  );
  t.match(decayDiagnostic(decay([file("a")]), []), { code: "source-decayed", detail: /2026-11-20T12:00:00Z/ });
  t.match(decayDiagnostic(decay([file("a")], { suspected: true }), addresses), { code: "source-decay-suspected" });
});

t.test("a copy keeps the files by their bytes", async (t) => {
  const { paths, isCut } = decayedPathsOf(
    decay([file("ä"), file("\ufffd=", { bytes: "=ff=3d" }), file("x", { accepted: true })], { count: 4 }),
  );
  t.strictSame(paths, ["\xc3\xa4", "\xff="]);
  t.ok(isCut);
  t.strictSame(decayedPathsOf(undefined).paths, []);
});

t.test("the record keeps the newest state of each volume, and refuses lines of other programs", async (t) => {
  const facts = new Facts();
  const add = (each: Decay) => {
    const line = parseRecordLine(JSON.stringify({ v: 1, type: "decay", decay: each }));
    t.ok(line);
    if (line !== null) facts.add(line);
  };
  add(decay([file("a"), file("b")]));
  add(decay([file("z")], { owner: "other" }));
  const record = facts.record([]);
  const { decay: named, strange } = namedDecay("docs", ["a", "c"], record.history);
  t.strictSame(strange, ["c"]);
  const lines = acceptedLines(
    { drift: [], forgotten: [], proofs: [], decays: [named ?? decay([])] },
    record,
    FOUND.time,
  );
  t.match(lines, [{ type: "decay", decay: { files: [{ path: "a", accepted: true }, { path: "b" }], count: 2 } }]);
  for (const line of lines) facts.add(line);
  t.strictSame(namedDecay("docs", ["a"], facts.record([]).history).strange, ["a"], "accepted before");
  t.equal(linesOf(facts.record([])).filter(({ type }) => type === "decay").length, 2);
  const good = decay([file("a")]);
  const bad: readonly unknown[] = [
    ...[null, [], { ...good, count: 0 }, { ...good, time: "now" }, { ...good, suspected: false }],
    ...[
      { ...good, files: [{ ...file("a"), good: "x" }] },
      { ...good, files: [{ ...file("a"), path: 7 }] },
    ],
    decay(Array.from({ length: MOST_DECAYED + 1 }, () => file("a"))),
  ];
  for (const each of bad) t.equal(readDecay(each), null, JSON.stringify(each)?.slice(0, 80));
});

t.test("a volume with another name keeps its decay, and the newest line counts", async (t) => {
  const config = { ...configOf({}), moved: { volumes: [{ from: "old", to: "docs" }], repositories: [], targets: [] } };
  const old = decay([file("a")], { volume: "old", by: "old.integrity" });
  const history = { entries: [], findings: [], gap: null, diagnostics: [], decays: [old, decay([], { count: 0 })] };
  t.match(presentHistory(history, config as never).decays, [{ volume: "docs", count: 0 }]);
  t.match(presentHistory({ ...history, decays: [old] }, config as never).decays, [
    { volume: "docs", by: "docs.integrity" },
  ]);
});

t.test("all decayed files are accepted at once, also those without a name, and later ones are not", (t) => {
  const files = Array.from({ length: MOST_DECAYED }, (_, at) => file(`f${at}`));
  const newest = "2026-11-21T12:00:00Z";
  const before = decay(files, { count: 5000, newest });
  const config = { ...configOf({}), volumes: [] };
  const volumes = [{ name: "docs" }];
  const shown = (known: Decay) =>
    decayedIn({ config, volumes } as never, { ...NO_HISTORY, decays: [known] }).map(openCount);
  const facts = new Facts();
  facts.add({ type: "decay", decay: before });
  const record = facts.record([]);
  t.match(decayDetail(before, []), /^rdump accept docs --all$/m);
  const whole = wholeDecay("docs", record.history.decays ?? []);
  if (whole === null) return t.fail("no decay");
  const lines = differenceLines({ drift: [], forgotten: [], proofs: [], decays: [whole] });
  t.equal(lines.length, 21);
  t.equal(lines.at(-1), "docs: and 4980 more decayed files");
  for (const line of acceptedLines({ drift: [], forgotten: [], proofs: [], decays: [whole] }, record, FOUND.time)) {
    const text = parseRecordLine(JSON.stringify({ v: 1, ...line }));
    t.ok(text);
    if (text !== null) facts.add(text);
  }
  const [known] = facts.record([]).history.decays ?? [];
  if (known === undefined) return t.fail("no decay");
  t.match(known, { count: 0, files: { length: 0 }, acceptedUntil: newest, accepted: 5000 });
  t.equal(decayGuard("docs", [known]), null);
  t.equal(decayedPathsOf(known).acceptedUntil, newest);
  t.strictSame(shown(known), [0], "the next run knows it");
  t.equal(wholeDecay("docs", [known]), null);

  const later = file("new", { asOf: "2026-11-25T12:00:00Z" });
  const tree = { count: 1, files: [later], isLive: false, ended: 0, accepted: 5000, newest: later.asOf };
  const joined = joinedDecay(FOUND, tree, known);
  t.match(joined, { count: 1, files: [{ path: "new" }], accepted: 5000, acceptedUntil: newest });
  t.ok(decayGuard("docs", [joined]));
  const ended = { count: 0, files: [], isLive: false, ended: 5001 };
  t.strictSame(shown(joinedDecay(FOUND, ended, joined)), [], "all are good again");
  const partial = { count: 0, files: [], isLive: false, ended: 0, isPartial: true } as const;
  t.match(joinedDecay(FOUND, partial, joined), { count: 1, accepted: 5000, acceptedUntil: newest });
  t.equal(readDecay({ ...joined, acceptedUntil: "x" }), null);
  t.end();
});
