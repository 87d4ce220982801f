import { deepStrictEqual } from "node:assert/strict";
import { appendFileSync, mkdirSync, readFileSync, statSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import t from "tap";
import { historyPath } from "../../src/journal/history.ts";
import { type DecayedFile, MOST_DECAYED } from "../../src/model/decay.ts";
import type { HistoryEntry } from "../../src/model/history.ts";
import { NO_RECORD, type PointRecord, type RecordedPoint, type RecordLine } from "../../src/model/record.ts";
import type { SourceFinding } from "../../src/model/shrinkage.ts";
import { joinedDecay } from "../../src/plan/decay.ts";
import { acceptedLines } from "../../src/record/accept.ts";
import { appendRecord, parseRecord, readRecord, recordPath, rewriteRecord } from "../../src/record/file.ts";
import { linesOf } from "../../src/record/fold.ts";

const TIME = "2026-11-22T12:00:00Z";
const point: RecordedPoint = {
  address: 'docs.archives["offsite"]',
  subject: "r1",
  id: "a1",
  name: "docs-20261122T120000Z",
  owner: "joke",
  volume: "docs",
  machine: null,
  run: "R1",
  time: TIME,
  files: 10,
  bytes: 2000,
};
const result: HistoryEntry = {
  kind: "check",
  subject: 'repository["offsite"]',
  subjectId: "r1",
  owner: "joke",
  run: "R1",
  time: TIME,
  status: "done",
  problem: null,
  freed: null,
};
const shrunk: SourceFinding = {
  kind: "shrunk",
  volume: "docs",
  by: point.address,
  owner: "joke",
  run: "R1",
  time: TIME,
  had: 10,
  gone: 10,
  has: 0,
};

/** What a record says, without how it is written. */
function factsOf({ lines: _, runs, points, seen, repositories, accepted, ...rest }: PointRecord) {
  return {
    ...rest,
    runs: [...runs].sort(),
    points: [...points.values()],
    seen: [...seen].map(([id, marks]) => [id, [...marks]] as const).filter(([, marks]) => marks.length > 0),
    repositories: [...repositories.values()],
    accepted: [...accepted].sort(),
  };
}

const textOf = (lines: readonly RecordLine[]) => lines.map((line) => `${JSON.stringify({ v: 1, ...line })}\n`).join("");
const read = (lines: readonly RecordLine[]) => parseRecord(Buffer.from(textOf(lines)), "F");

t.test("added lines are read again; the file is readable only by its owner", async (t) => {
  const state = `${t.testdir({})}/state`;
  t.strictSame(await readRecord(state), NO_RECORD, "no file is no record");
  await rewriteRecord(state, { ...NO_RECORD, begun: TIME });
  await appendRecord(state, [{ type: "run", run: "R1", time: TIME }]);
  await appendRecord(state, [
    { type: "made", ...point },
    { type: "seen", subject: "r1", id: "b2", mark: null },
  ]);
  const found = await readRecord(state);
  t.strictSame(
    [found.begun, [...found.runs], [...found.points.values()], found.lines],
    [TIME, [["R1", TIME]], [{ type: "made", ...point }], 4],
  );
  t.strictSame(found.seen.get("r1")?.get("b2"), null);
  t.equal(statSync(recordPath(state)).mode & 0o777, 0o600);
});

t.test("later lines of a record change or remove earlier lines", (t) => {
  const made: RecordLine = { type: "made", ...point };
  const removed: RecordLine = { type: "removed", by: "R2", address: point.address, id: point.id };
  const pointsOf = (...lines: readonly RecordLine[]) => [...read(lines).points.values()].map(({ id }) => id);
  t.strictSame(pointsOf(made, removed), []);
  t.strictSame(pointsOf(made, { ...removed, address: "other" }), ["a1"]);
  t.strictSame(pointsOf(made, removed, made), ["a1"], "it stayed, and a run saw it");
  const only: RecordLine = { ...made, address: 'docs.mirrors["/m"]', subject: null, only: true };
  t.strictSame(pointsOf(only, { ...only, id: "a2" }, made), ["a2", "a1"], "a mirror is one point");
  const accepted: RecordLine = { type: "accepted", address: point.address };
  t.equal(read([made, accepted]).accepted.size, 1);
  t.equal(read([made, accepted, made]).accepted.size, 0, "it was declared again");
  const bad: HistoryEntry = { ...result, status: "failed", problem: { code: "x", summary: "It failed" } };
  const newer = { ...result, run: "R2" };
  const results = [result, bad, newer].map((each): RecordLine => ({ type: "result", result: each }));
  t.strictSame(read(results).history.entries, [bad, newer], "the newest of each kind of result, in order");
  const findings = (...kinds: readonly SourceFinding["kind"][]) =>
    read(kinds.map((kind) => ({ type: "finding", finding: { ...shrunk, kind } }))).history.findings.map(
      ({ kind }) => kind,
    );
  t.strictSame(findings("shrunk", "made", "regrown"), ["shrunk", "made", "regrown"], "their order says what is open");
  t.end();
});

t.test("a record of many blocks has all lines", (t) => {
  const seen = Array.from({ length: 5000 }, (_, index): RecordLine => {
    const mark = { owner: "joke", volume: "dócs", machine: null, run: `R${index}` };
    return { type: "seen", subject: "r1", id: `a${index}`, mark: index % 3 === 0 ? null : mark };
  });
  const newer = `{"v":2,"text":"${"x".repeat(200_000)}"}`;
  const torn = '{"v":1,"type":"se';
  const whole = textOf(seen);
  const middle = whole.indexOf("\n", whole.length / 2) + 1;
  for (const end of ["", torn, "\n\n"]) {
    const content = `${whole.slice(0, middle)}${newer}\n${whole.slice(middle)}${end}`;
    const found = parseRecord(Buffer.from(content), "F");
    t.strictSame([...(found.seen.get("r1") ?? [])].length, 5000);
    t.strictSame(found.seen.get("r1")?.get("a4999"), { owner: "joke", volume: "dócs", machine: null, run: "R4999" });
    t.strictSame([found.unknown, found.lines], [[newer], 5001]);
  }
  const [only] = seen.slice(1);
  t.equal(parseRecord(Buffer.from(textOf(only === undefined ? [] : [only]).trimEnd()), "F").lines, 1, "no line feed");
  t.end();
});

t.test("the mark in a line of an object can lack its machine", (t) => {
  const text = '{"v":1,"type":"seen","subject":"r1","id":"a","mark":{"owner":"joke","volume":"docs","run":"R1"}}\n';
  const found = parseRecord(Buffer.from(text), "F").seen.get("r1");
  t.strictSame(found?.get("a"), { owner: "joke", volume: "docs", run: "R1", machine: null });
  for (const mark of [
    '"x"',
    "[]",
    '{"owner":"joke","volume":"docs"}',
    text.replace(/.*"mark":(.*)}\n/s, "$1").replace("}", ',"machine":7}'),
  ])
    t.equal(parseRecord(Buffer.from(text.replace(/"mark":.*}/, `"mark":${mark}}`)), "F").unknown.length, 1, mark);
  t.end();
});

const text = fc.constantFrom("a", "b", "c");
const address = fc.constantFrom(point.address, 'docs.mirrors["/m"]', 'etc.archives["offsite"]');
const finding = fc.record({
  kind: fc.constantFrom<SourceFinding["kind"]>("shrunk", "regrown", "accepted", "made"),
  volume: fc.constantFrom("docs", "etc"),
  by: address,
  owner: fc.constantFrom("joke", "other"),
  run: text,
  time: fc.constant(TIME),
  had: fc.nat(9),
  gone: fc.nat(9),
  has: fc.nat(9),
});
const line: fc.Arbitrary<RecordLine> = fc.oneof(
  fc.constantFrom<RecordLine>({ type: "begin", time: TIME }, { type: "begin", time: "2026-11-23T12:00:00Z" }),
  fc.record({ type: fc.constant("run" as const), run: text, time: fc.constant(TIME) }),
  fc
    .record({ address, id: text, only: fc.boolean() })
    .map(({ only, ...rest }): RecordLine => ({ type: "made", ...point, ...rest, ...(only ? { only } : {}) })),
  fc.record({ type: fc.constant("removed" as const), by: text, address, id: text }),
  fc.record({ type: fc.constant("seen" as const), subject: text, id: text, mark: fc.constant(null) }),
  fc.record({ type: fc.constant("repository" as const), address, id: text, encryption: text }),
  fc.record({ type: fc.constant("accepted" as const), address }),
  fc
    .record({ run: text, status: fc.constantFrom<HistoryEntry["status"]>("done", "failed"), subjectId: text })
    .map((rest): RecordLine => ({ type: "result", result: { ...result, ...rest } })),
  finding.map((each): RecordLine => ({ type: "finding", finding: each })),
);

t.test("a compacted record has the same meaning, also after more lines", (t) => {
  const property = fc.property(
    fc.array(line, { maxLength: 30 }),
    fc.array(line, { maxLength: 10 }),
    (before, after) => {
      const whole = read(before);
      const short = linesOf(whole);
      deepStrictEqual(factsOf(read(short)), factsOf(whole));
      deepStrictEqual(factsOf(read([...short, ...after])), factsOf(read([...before, ...after])));
    },
  );
  const made = (id: string, rest: Partial<RecordedPoint> = {}): RecordLine => ({ type: "made", ...point, id, ...rest });
  const onlyRemoved: [RecordLine[], RecordLine[]] = [
    [made("b"), made("a", { only: true }), { type: "removed", by: "R2", address: point.address, id: "a" }],
    [made("a", { address: 'etc.archives["offsite"]' }), made("b", { only: true })],
  ];
  t.doesNotThrow(() => fc.assert(property, { numRuns: 1000, examples: [onlyRemoved] }));
  t.end();
});

t.test(
  "a record that is cut anywhere is a valid shorter record, and the next line begins on its own line",
  async (t) => {
    const state = t.testdir({});
    const lines = fc.sample(line, { numRuns: 12, seed: 17 });
    const whole = Buffer.from(textOf(lines));
    for (let length = 0; length <= whole.length; length++) {
      const cut = whole.subarray(0, length).toString("utf8");
      const full = cut.split("\n").length - 1;
      // A line whose feed alone is missing is whole.
      const isWhole = length > 0 && whole[length] === 0x0a;
      const expected = read(lines.slice(0, isWhole ? full + 1 : full));
      t.strictSame(factsOf(parseRecord(whole.subarray(0, length), "F")), factsOf(expected), `${length} bytes`);
      if (length % 7 !== 0) continue;
      writeFileSync(recordPath(state), cut, { mode: 0o600 });
      await appendRecord(state, [{ type: "run", run: "next", time: TIME }]);
      const went = await readRecord(state);
      t.strictSame([went.runs.get("next"), went.unknown, went.points.size], [TIME, [], expected.points.size]);
    }
  },
);

t.test("lines of another version are kept and reported", async (t) => {
  const state = t.testdir({});
  const made = { v: 1, type: "made", ...point };
  for (const strange of [
    "a stranger's line",
    "null",
    "[]",
    "{}",
    { ...made, v: 2 },
    { ...made, type: "proof" },
    { ...made, id: 7 },
    { ...made, time: "yesterday" },
    { ...made, only: false },
    { ...made, missing: { count: 1, first: [7] } },
    { v: 1, type: "run", run: "R1" },
    { v: 1, type: "runs", runs: [["R1"]] },
    { v: 1, type: "seen", subject: "r1", id: "a", mark: { owner: "joke" } },
    { v: 1, type: "result", result: { ...result, freed: "much" } },
    { v: 1, type: "finding", finding: { ...shrunk, had: -1 } },
    { v: 1, type: "removed", by: "x".repeat(70_000), address: "a", id: "b" },
  ]) {
    const written = typeof strange === "string" ? strange : JSON.stringify(strange);
    writeFileSync(recordPath(state), `${written}\n${JSON.stringify(made)}\n`, { mode: 0o600 });
    const found = await readRecord(state);
    t.strictSame([found.points.size, found.unknown], [1, [written]], written.slice(0, 80));
    t.match(found.history.diagnostics, [{ code: "history-passed-over", detail: /1 line was/ }]);
    await rewriteRecord(state, found);
    t.strictSame((await readRecord(state)).unknown, [written], "a newer rdump can still read them");
  }
});

t.test("very many decayed files are read again, however long their paths are", async (t) => {
  const found = { owner: "joke", volume: "docs", by: "docs.integrity", run: "R1", time: TIME };
  const hash = "a".repeat(40);
  for (const length of [20, 200, 4000]) {
    const state = t.testdir({});
    const files = Array.from({ length: MOST_DECAYED }, (_, at): DecayedFile => {
      const path = String(at).padStart(length, length > 200 ? "\u0001" : "x");
      return { path, bytes: path, good: hash, now: hash, asOf: TIME };
    });
    const decay = joinedDecay(found, { count: 2 * MOST_DECAYED, files, isLive: false }, undefined);
    await appendRecord(state, [{ type: "decay", decay }]);
    const record = await readRecord(state);
    t.strictSame(record.unknown, []);
    t.match(record.history.decays, [{ count: 2 * MOST_DECAYED, files: { length: decay.files.length } }]);
    t.ok(decay.files.length === MOST_DECAYED || length > 200, `${decay.files.length} of ${length}`);
    t.ok(decay.files.length > 10);
    const nothing = { drift: [], forgotten: [], proofs: [] };
    await appendRecord(state, acceptedLines({ ...nothing, decays: [decay] }, record, TIME));
    t.match((await readRecord(state)).history.decays, [{ files: [{ accepted: true }] }], "after all are accepted");
  }
});

t.test("an unreadable record is not an empty record", async (t) => {
  const state = t.testdir({ other: {}, torn: {} });
  mkdirSync(recordPath(state));
  t.match(await readRecord(state), { begun: null, history: { gap: { code: "history-unreadable" } } });
  symlinkSync("/dev/null", recordPath(`${state}/other`));
  t.match(await readRecord(`${state}/other`), { history: { gap: { code: "history-unreadable" } } });
  await t.rejects(appendRecord(`${state}/other`, [{ type: "begin", time: TIME }]));
});

t.test("without a record, the newest valid result of each subject in the history of version 0.1 counts", async (t) => {
  const state = t.testdir({});
  const old = [shrunk, result, { ...result, run: "R2" }, { ...shrunk, volume: "etc", kind: "regrown" }];
  writeFileSync(historyPath(state), old.map((each) => `${JSON.stringify({ v: 2, at: "", ...each })}\n`).join(""), {
    mode: 0o600,
  });
  const found = await readRecord(state);
  t.strictSame([found.begun, found.lines], [null, 0]);
  t.strictSame(found.history.entries, [{ ...result, run: "R2" }]);
  t.strictSame(found.history.findings, [shrunk, { ...shrunk, volume: "etc", kind: "regrown" }]);
  await rewriteRecord(state, { ...found, begun: TIME });
  writeFileSync(historyPath(state), "", { mode: 0o600 });
  t.strictSame((await readRecord(state)).history, found.history, "the record has them now");
});

t.test("an open loss never ages out, however long the record grows", async (t) => {
  const state = t.testdir({});
  await appendRecord(state, [{ type: "finding", finding: shrunk }]);
  const filler = textOf([{ type: "result", result }]);
  appendFileSync(recordPath(state), filler.repeat(Math.ceil((17 * 1024 * 1024) / filler.length)));
  const found = await readRecord(state);
  t.strictSame(found.history.findings, [shrunk]);
  await rewriteRecord(state, found);
  t.ok(statSync(recordPath(state)).size < 2000);
  t.strictSame((await readRecord(state)).history.findings, [shrunk]);
  truncateSync(recordPath(state), statSync(recordPath(state)).size - 1);
  t.equal(readFileSync(recordPath(state), "utf8").endsWith("}"), true);
  t.strictSame((await readRecord(state)).history.findings, [shrunk]);
});
