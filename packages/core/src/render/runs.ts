import type { ChalkInstance } from "chalk";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { visible } from "../diagnostics/visible.ts";
import type { ActionRecord, RunRecord, ScopeRecord } from "../journal/run-record.ts";
import { COUNTED, summaryOf } from "../journal/run-summary.ts";
import { diagnosticText } from "./diagnostics.ts";
import { movedParts, spanText } from "./quantity.ts";
import { resultText } from "./run.ts";

/** One line a run. */
export function runListLines(runs: readonly (RunRecord | Diagnostic)[], color: ChalkInstance): readonly string[] {
  if (runs.length === 0) return ["No runs yet."];
  return runs.map((run) => ("run" in run ? listLine(run, color) : faultLine(run, color)));
}

/** The whole content of the journal of a run. */
export function runDetailLines(run: RunRecord, color: ChalkInstance): readonly string[] {
  const { began, ended, workedUntil, owner, host, rdump, config } = run;
  const where = host === null ? "" : ` on ${visible(host)}`;
  const by = rdump === null ? "" : `, by rdump ${visible(rdump)}`;
  return [
    `Run ${visible(run.run)}: ${statusText(run, color)}`,
    `${visible(began)} to ${ended === null ? "at least " : ""}${visible(ended ?? workedUntil)} (${spanOf(run)})${where}${by}`,
    ...(config === null ? [] : [`Owner ${visible(owner ?? "?")}, config ${visible(config.file)}`]),
    "",
    ...run.actions.flatMap((action) => actionLines(action, color)),
    ...run.scopes.flatMap((scope) => scopeLines(scope, run, color)),
  ];
}

function listLine(run: RunRecord, color: ChalkInstance): string {
  const { actions, moved } = summaryOf(run);
  const counts = COUNTED.filter((status) => actions[status] > 0).map((status) => `${actions[status]} ${status}`);
  const details = [spanOf(run), ...counts, ...movedParts(moved)];
  return `${visible(run.run)}  ${statusText(run, color)}  ${details.join(", ")}`;
}

function faultLine(fault: Diagnostic, color: ChalkInstance): string {
  return `${color.red("unreadable")}  ${diagnosticText(fault)}`;
}

function statusText({ status, atWork }: RunRecord, color: ChalkInstance): string {
  switch (status) {
    case "recovered":
      return color.yellow("died, then cleaned up");
    case "unfinished":
      return atWork ? color.yellow("running") : color.red("died");
    default:
      return resultText(status, color);
  }
}

function spanOf({ began, ended, workedUntil }: RunRecord): string {
  return spanText(Math.max(0, (Date.parse(ended ?? workedUntil) || 0) - (Date.parse(began) || 0)));
}

function actionLines({ action, status, milliseconds, made, moved, diagnostics }: ActionRecord, color: ChalkInstance) {
  const paint = status === "done" ? color.green : status === "failed" || status === "begun" ? color.red : color.yellow;
  const span = milliseconds === null || status === "skipped" ? [] : [spanText(milliseconds)];
  const details = [...movedParts(moved), ...span];
  const tail = details.length === 0 ? "" : ` (${details.join(", ")})`;
  const lines = [`${paint(visible(status))} ${visible(action)}${tail}`];
  if (made !== null) lines.push(`  made ${visible(made.name)} (${visible(made.id.slice(0, 16))})`);
  for (const diagnostic of diagnostics) lines.push(`  ${diagnosticText(diagnostic)}`);
  return lines;
}

function scopeLines(
  { scope, closed, problem }: ScopeRecord,
  { atWork }: RunRecord,
  color: ChalkInstance,
): readonly string[] {
  const open = atWork ? color.yellow("open") : color.red("never closed");
  const state = closed !== null ? "closed" : problem === null ? open : color.red("left open");
  const why = problem === null ? "" : `: ${diagnosticText(problem)}`;
  return [`${color.dim("±")} ${visible(scope)} ${state}${why}`];
}
