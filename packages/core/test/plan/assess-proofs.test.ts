import t from "tap";
import { type HistoryEntry, NO_HISTORY } from "../../src/model/history.ts";
import type { Proof } from "../../src/model/proof.ts";
import { assess } from "../../src/plan/assess.ts";
import { assessProofs } from "../../src/plan/assess-proofs.ts";
import { archivesAddress, configOf, daily, providers, requestAt, volumeOf } from "./world.ts";

const MONTHLY = { kind: "calendar", unit: "monthly" } as const;
const verify = [{ every: MONTHLY, from: "offsite", scratch: null }];
const config = { ...configOf({}), volumes: [volumeOf("docs", { daily: 90 }, { verify })] };
const points = daily("docs", 60, "2026-11-25");

/** A result about the point of a day. */
function proven(day: string, verdict: Proof["verdict"]): HistoryEntry {
  const point = points.find(({ name }) => name.includes(day.replaceAll("-", "")));
  if (point === undefined) throw new Error(`no point of ${day}`);
  return {
    ...{ kind: "proof", subject: archivesAddress("docs"), subjectId: point.id, owner: "joke", run: day },
    ...{ time: `${day}T12:00:00Z`, status: verdict === "failed" ? "failed" : "done", problem: null, freed: null },
    proof: { verdict, point: point.name, files: 1, bytes: 1, differences: 0, lacks: [] },
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
