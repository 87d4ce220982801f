import type { Action } from "../model/action.ts";
import type { Settled } from "../model/outcome.ts";
import type { ActionReport, Report } from "../model/report.ts";
import { Findings } from "./findings.ts";
import { RecordedPoints } from "./record-points.ts";
import { Recorder } from "./recorder.ts";
import type { ApplyRequest } from "./request.ts";
import { resultOf } from "./result.ts";
import { Scopes } from "./scopes.ts";
import { scopesNeededBy, scopesWithout } from "./scopes-needed.ts";
import { settle } from "./settle.ts";

/** Executes a plan in its order, and decides nothing. The report has the result of every action. */
export async function applyPlan(request: ApplyRequest): Promise<Report> {
  const { plan, run, report } = request;
  const recorder = new Recorder(request.journal);
  const scopes = new Scopes({ ...request, recorder });
  const trees = new Map(plan.trees.map((tree) => [tree.id, tree]));
  const settled = new Map<string, Settled>();
  const findings = new Findings(request);
  const points = new RecordedPoints(request);
  const actions: ActionReport[] = [];
  report({ type: "run-begins", run: run.id, time: run.time, actions: plan.actions.length });
  const settleNext = async (action: Action, index: number) => {
    const tree = action.tree === null ? null : (trees.get(action.tree) ?? null);
    const state = { request, recorder, scopes, findings, points, settled, before: actions, number: index + 1 };
    const ended = await settle(action, tree, state);
    settled.set(action.id, ended.status);
    actions.push(ended);
    report({ type: "action-ends", number: index + 1, report: ended });
  };
  // Leftovers of dead runs are removed before the first scope opens: they can block it.
  const recovery = plan.actions.filter(({ verb }) => verb === "recover");
  for (const [index, action] of recovery.entries()) await settleNext(action, index);
  await scopes.openMoments(request.signal, scopesWithout(plan, settled, trees));
  for (const [index, action] of plan.actions.entries()) {
    if (action.verb === "recover") continue;
    await settleNext(action, index);
    await scopes.closeExcept(scopesNeededBy(plan.actions.slice(index + 1), trees));
  }
  const ended = () => resultOf({ plan, actions, scopes: scopes.failures, journal: recorder.lost }, request.signal);
  await recorder.write({ type: "end", status: ended(), ...(request.atWork() > 0 ? { atWork: true } : {}) });
  // The entry of the end can be the one that could not be written.
  const end: Report = { run, status: ended(), actions, scopes: scopes.failures, journal: recorder.lost };
  report({ type: "run-ends", report: end });
  return end;
}
