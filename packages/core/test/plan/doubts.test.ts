import t from "tap";
import { desire } from "../../src/desired/desire.ts";
import type { Config } from "../../src/model/config.ts";
import type { RecordedDisk, RecordLine } from "../../src/model/record.ts";
import { runAt } from "../../src/model/run.ts";
import type { SourceFinding } from "../../src/model/shrinkage.ts";
import { diskDoubts, lossDoubts, withDoubts } from "../../src/plan/doubts.ts";
import { doubtsOf } from "../../src/record/doubts.ts";
import { appendRecord, readRecord, rewriteRecord } from "../../src/record/file.ts";
import { withoutSettled } from "../../src/record/news.ts";
import { archivesAddress, configOf, observedFor, planAt, pointAt } from "./world.ts";

const finding = (kind: SourceFinding["kind"], run: string, rest: Partial<SourceFinding> = {}): SourceFinding => ({
  ...{ kind, volume: "docs", by: "a", owner: "joke", run, time: "2026-11-20T12:00:00Z", had: 10, gone: 10, has: 0 },
  ...rest,
});
const ended = (...findings: readonly SourceFinding[]) =>
  [...(lossDoubts(findings, "joke").get("docs")?.runs ?? [])].map(
    ([run, isEnded]) => `${run}${isEnded ? " ended" : ""}`,
  );

t.test("the runs of a loss are in doubt, until it is accepted", (t) => {
  const lost = [finding("shrunk", "R1"), finding("made", "R2"), finding("made", "R3")];
  t.strictSame(ended(...lost), ["R1", "R2", "R3"]);
  const back = finding("regrown", "R3");
  t.strictSame(ended(...lost, back), ["R1 ended", "R2 ended"], "the run that finds the files has them");
  t.strictSame(ended(...lost, finding("accepted", "R3")), []);
  t.strictSame(ended(...lost, back, finding("made", "R4")), ["R1 ended", "R2 ended"], "nothing is open");
  const again = finding("shrunk", "R5", { by: "b" });
  t.strictSame(ended(...lost, back, again, finding("accepted", "R6")), ["R1 ended", "R2 ended"], "only what was open");
  const byTwo = [finding("shrunk", "R1"), finding("shrunk", "R1", { by: "b" }), back];
  t.strictSame(ended(...byTwo), ["R1"], "the other counter misses files still");
  t.strictSame(ended(...byTwo, finding("regrown", "R4", { by: "b" })), ["R1 ended"]);
  t.strictSame(ended(finding("shrunk", "R1", { owner: "other" })), []);
  t.end();
});

const moved = { volumes: [{ from: "old", to: "docs" }], repositories: [] };
const disk = (name: string, run?: string, volume = "docs"): RecordedDisk => ({
  ...{ volume, disk: name },
  ...(run === undefined ? {} : { run }),
});

t.test("the runs on another disk are in doubt, until this disk is accepted", (t) => {
  const known = (...disks: readonly RecordedDisk[]) => {
    const { expected = null, runs = [] } = diskDoubts(disks, { moved }).get("docs") ?? {};
    return [expected, ...[...runs].map(([run, on]) => `${run} ${on}`)];
  };
  const swapped = [disk("A"), disk("B", "R1"), disk("C", "R2")];
  t.strictSame(known(...swapped), ["A", "R1 B", "R2 C"]);
  t.strictSame(known(...swapped, disk("B")), ["B", "R2 C"]);
  t.strictSame(known(...swapped, disk("B"), disk("A", "R3")), ["B", "R2 C", "R3 A"], "the former disk is another one");
  t.strictSame(known(...swapped, disk("B"), disk("A", "R3"), disk("A")), ["A", "R2 C"], "both were accepted");
  t.strictSame(known(disk("A", undefined, "old"), disk("B", "R1", "old"), disk("B")), ["B"], "under its former name");
  t.end();
});

const NOW = "2026-11-22T12:00:00Z";
const config: Config = configOf({ docs: { daily: 2 } }, { moved });
const desired = desire(config, Date.parse(NOW), null);
const days = ["19", "20", "21"].map((day) => pointAt("docs", `2026-11-${day}T03:00:00Z`, { run: `R${day}` }));
const [second, third] = ["R20", "R21"];

t.test("points in doubt are incomplete after the state has ended, and complete before", async (t) => {
  const state = `${t.testdir({})}/state`;
  const lines = (more: readonly RecordLine[]): readonly RecordLine[] => [
    { type: "begin", time: "2026-11-01T00:00:00Z" },
    { type: "disk", ...disk("A", undefined, "old") },
    { type: "disk", ...disk("B", second) },
    ...more,
  ];
  await appendRecord(state, lines([]));
  const record = await readRecord(state);
  const states = (now: string | undefined, findings: readonly SourceFinding[] = []) => {
    const observed = observedFor(config, {
      points: { docs: days },
      ...(now === undefined ? {} : { disks: { docs: now } }),
    });
    const seen = withDoubts(desired, observed, record, findings).groups.get(archivesAddress("docs"));
    return seen?.points.map((point) => point.state[0]).join("");
  };
  t.equal(states("B"), "ccc", "the other disk is there");
  t.equal(states("A"), "cic");
  t.equal(states(undefined), "cic", "what is there is not known");
  t.equal(states("B", [finding("shrunk", third)]), "ccc");
  t.equal(states("B", [finding("shrunk", third), finding("regrown", "R9")]), "cci");

  const kept = withoutSettled(record, config);
  t.strictSame(kept.disks, [disk("A", undefined, "old")], "no point of the run is recorded");
  const made = { ...{ address: archivesAddress("docs"), subject: null, id: "x", name: "x", owner: "joke" } };
  const point = { ...made, volume: "docs", machine: null, run: second, time: NOW };
  const news = [{ type: "made" as const, ...point }];
  t.equal(withoutSettled(record, config, news).disks?.length, 2, "the point of a dead run is recorded just now");
  await appendRecord(state, news);
  const whole = withoutSettled(await readRecord(state), config);
  t.equal(whole.disks?.length, 2);
  await rewriteRecord(state, whole);
  t.strictSame((await readRecord(state)).disks, whole.disks);
});

t.test("findings that are settled leave the record with the points of their runs", async (t) => {
  const state = `${t.testdir({})}/state`;
  const left = async (...findings: readonly SourceFinding[]) => {
    await rewriteRecord(state, {
      ...(await readRecord(state)),
      history: { ...(await readRecord(state)).history, findings },
    });
    return withoutSettled(await readRecord(state), config).history.findings.map(({ kind }) => kind);
  };
  const former = { volume: "old" };
  t.strictSame(await left(finding("shrunk", "R1", former)), ["shrunk"]);
  t.strictSame(await left(finding("shrunk", "R1", former), finding("regrown", "R2")), [], "under both names");
  t.strictSame(await left(finding("shrunk", "R1"), finding("accepted", "R2")), []);
  t.strictSame(await left(finding("shrunk", "R1", { owner: "other" })), ["shrunk"]);
  const point = { address: archivesAddress("docs"), subject: null, id: "x", name: "x", owner: "joke", volume: "docs" };
  await appendRecord(state, [{ type: "made", ...point, machine: null, run: "R1", time: NOW }]);
  t.strictSame(await left(finding("shrunk", "R1"), finding("regrown", "R2")), ["shrunk", "regrown"]);
});

t.test("a run notes before its first action of which volumes its points are in doubt", (t) => {
  const run = runAt("R7", Date.parse(NOW));
  const plan = planAt(NOW, config, { points: { docs: days }, history: { findings: [finding("shrunk", "R1")] } });
  const drift = [{ kind: "disk", address: "docs", was: "A", is: "B" }] as const;
  t.match(doubtsOf({ ...plan, drift }, run), [
    { type: "finding", finding: { kind: "made", volume: "docs", run: "R7", owner: "joke" } },
    { type: "disk", volume: "docs", disk: "B", run: "R7" },
  ]);
  const destroys = plan.actions.filter((action) => action.destroys.length > 0);
  t.ok(destroys.length > 0);
  t.strictSame(doubtsOf({ ...plan, drift, actions: destroys }, run), [], "it makes nothing");
  t.end();
});
