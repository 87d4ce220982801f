import type { Report } from "../model/report.ts";
import { Findings } from "./findings.ts";
import { RecordedPoints } from "./record-points.ts";
import { Recorder } from "./recorder.ts";
import type { ApplyRequest } from "./request.ts";
import { resultOf } from "./result.ts";
import { Scopes } from "./scopes.ts";
import { scopesNeededBy, scopesWithout } from "./scopes-needed.ts";
import { Steps } from "./steps.ts";

/** Executes a plan in its order, and decides nothing. The report has the result of every action. */
export async function applyPlan(request: ApplyRequest): Promise<Report> {
  const { plan, run, report } = request;
  const recorder = new Recorder(request.journal);
  const scopes = new Scopes({ ...request, recorder });
  const trees = new Map(plan.trees.map((tree) => [tree.id, tree]));
  const findings = new Findings(request);
  const points = new RecordedPoints(request);
  const steps = new Steps({ request, recorder, scopes, findings, points, machineRecords: new Map() }, trees);
  report({ type: "run-begins", run: run.id, time: run.time, actions: plan.actions.length });
  // Leftovers of dead runs are removed before the first scope opens: they can block it.
  for (const action of plan.actions.filter(({ verb }) => verb === "recover")) await steps.settle(action);
  await scopes.openMoments(request.signal, scopesWithout(plan, steps.settled, trees));
  for (const [index, action] of plan.actions.entries()) {
    if (action.verb === "recover") continue;
    await steps.settle(action);
    await scopes.closeExcept(scopesNeededBy(plan.actions.slice(index + 1), trees));
  }
  await steps.confirmAll();
  const actions = steps.reports();
  const ended = () => resultOf({ plan, actions, scopes: scopes.failures, journal: recorder.lost }, request.signal);
  await recorder.write({ type: "end", status: ended(), ...(request.atWork() > 0 ? { atWork: true } : {}) });
  // The entry that could not be written can be the entry of the end.
  const end: Report = { run, status: ended(), actions, scopes: scopes.failures, journal: recorder.lost };
  report({ type: "run-ends", report: end });
  return end;
}
