import t from "tap";
import { entryOf } from "../../src/journal/history-line.ts";
import { type HistoryEntry, NO_HISTORY } from "../../src/model/history.ts";
import type { Proof } from "../../src/model/proof.ts";
import { assess } from "../../src/plan/assess.ts";
import { assessProofs } from "../../src/plan/assess-proofs.ts";
import { expiryOf } from "../../src/plan/expiry.ts";
import { archivesAddress, configOf, daily, providers, requestAt, volumeOf } from "./world.ts";

const MONTHLY = { kind: "calendar", unit: "monthly" } as const;
const verify = [{ every: MONTHLY, from: "offsite", scratch: null }];
const config = { ...configOf({}), volumes: [volumeOf("docs", { daily: 90 }, { verify })] };
const points = daily("docs", 60, "2026-11-25");

/** A result about the point of a day. */
function proven(day: string, verdict: Proof["verdict"], place?: string): HistoryEntry {
  const point = points.find(({ name }) => name.includes(day.replaceAll("-", "")));
  if (point === undefined) throw new Error(`no point of ${day}`);
  return {
    ...{ kind: "proof", subject: archivesAddress("docs"), subjectId: point.id, owner: "joke", run: day },
    ...{ time: `${day}T12:00:00Z`, status: verdict === "failed" ? "failed" : "done", problem: null, freed: null },
    proof: { verdict, point: point.name, files: 1, bytes: 1, differences: 0, lacks: [] },
    ...(place === undefined ? {} : { place }),
  };
}

function stateOf(...entries: readonly HistoryEntry[]) {
  const { desired, observed } = requestAt("2026-11-25T12:00:00Z", config, { points: { docs: points } });
  const assessments = assess(desired, observed, providers);
  const [proof] = assessProofs(assessments, desired, { ...NO_HISTORY, entries });
  return { due: proof?.due, overdue: proof?.overdue };
}

t.test("a proof of some files leaves the slot to a newer point, three times at most", (t) => {
  t.match(stateOf(), { due: true, overdue: true });
  t.match(stateOf(proven("2026-11-02", "proven")), { due: false });
  t.match(stateOf(proven("2026-11-02", "not proven")), { due: true }, "a newer point can be proven whole");
  t.match(stateOf(proven("2026-11-25", "not proven")), { due: false }, "the same point would show the same");
  const tries = ["2026-11-02", "2026-11-03"].map((day) => proven(day, "not proven"));
  t.match(stateOf(...tries), { due: true });
  t.match(stateOf(...tries, proven("2026-11-04", "not proven")), { due: false });
  t.match(stateOf(proven("2026-11-02", "proven"), proven("2026-11-03", "not proven")), { due: false });
  t.match(stateOf(proven("2026-10-20", "not proven")), { due: true, overdue: true });
  t.match(stateOf(proven("2026-10-20", "proven")), { due: true, overdue: false });
  t.end();
});

t.test("a proof of another repository under the same name counts nothing", (t) => {
  const state = (id: string | null, ...entries: readonly HistoryEntry[]) => {
    const { desired, observed } = requestAt("2026-11-25T12:00:00Z", config, { points: { docs: points } });
    const repository = { repository: "offsite", state: id === null ? ("hidden" as const) : ("present" as const), id };
    const seen = { ...observed, repositories: new Map([["offsite", { ...repository, appendOnly: null }]]) };
    const [proof] = assessProofs(assess(desired, seen, providers), desired, { ...NO_HISTORY, entries });
    return { due: proof?.due, failed: proof?.failed, proven: proof?.proven.size };
  };
  const good = proven("2026-11-02", "proven", "1111");
  t.strictSame(state("1111", good), { due: false, failed: false, proven: 1 });
  t.strictSame(state("2222", good), { due: true, failed: false, proven: 0 });
  const bad = proven("2026-11-03", "failed", "1111");
  t.strictSame(state("2222", good, bad), { due: true, failed: false, proven: 0 });
  t.strictSame(state("1111", bad, proven("2026-11-04", "proven", "2222")).failed, true, "it failed here");
  t.strictSame(state(null, good, bad).failed, true, "an unknown repository keeps what is known");
  t.strictSame(state("2222", proven("2026-11-02", "proven")).due, false, "results without a place count");
  t.strictSame(entryOf({ ...good, v: 2 })?.place, "1111", "the record keeps it");
  t.end();
});

/** The days of the points that expire. */
function expiring(...entries: readonly HistoryEntry[]): readonly string[] {
  const keep = { ...config, volumes: [volumeOf("docs", { daily: 7 }, { verify })] };
  const { desired, observed } = requestAt("2026-11-25T12:00:00Z", keep, { points: { docs: points } });
  const [proof] = assessProofs(assess(desired, observed, providers), desired, { ...NO_HISTORY, entries });
  if (proof === undefined) throw new Error("no group");
  const circumstances = { gains: true, offered: [], guardReason: null, base: null, proven: proof.proven };
  const { expired } = expiryOf(proof.assessment, circumstances, desired);
  return expired.map(({ time }) => time.slice(0, 10));
}

t.test("the newest proven point stays until a newer one is proven, and no other point stays with it", (t) => {
  const byRules = expiring();
  const without = (day: string) => byRules.filter((each) => each !== day);
  t.ok(byRules.includes("2026-11-02") && byRules.includes("2026-11-10") && !byRules.includes("2026-11-24"));
  t.strictSame(expiring(proven("2026-11-02", "proven")), without("2026-11-02"));
  const both = [proven("2026-11-02", "proven"), proven("2026-11-10", "proven")];
  t.strictSame(expiring(...both), without("2026-11-10"));
  t.strictSame(expiring(...both, proven("2026-11-24", "proven")), byRules, "a point that the rules keep is proven");
  t.strictSame(expiring(...both, proven("2026-11-24", "failed")), without("2026-11-10"));
  t.strictSame(expiring(...both, proven("2026-11-10", "failed")), without("2026-11-02"), "its newest result counts");
  for (const verdict of ["failed", "not proven", "accepted"] as const) {
    t.strictSame(expiring(proven("2026-11-02", verdict)), byRules, verdict);
  }
  t.end();
});
