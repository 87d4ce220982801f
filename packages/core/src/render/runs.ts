import type { ChalkInstance } from "chalk";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { visible } from "../diagnostics/visible.ts";
import type { ActionRecord, RunRecord, ScopeRecord } from "../journal/run-record.ts";
import { COUNTED, summaryOf } from "../journal/run-summary.ts";
import { diagnosticTexts } from "./diagnostics.ts";
import { pointText } from "./point.ts";
import { movedParts, spanText } from "./quantity.ts";
import { led, resultText } from "./run.ts";
import { type Cell, tableLines } from "./table.ts";

/** One line a run, under headings. */
export function runListLines(runs: readonly (RunRecord | Diagnostic)[], color: ChalkInstance): readonly string[] {
  if (runs.length === 0) return ["No runs yet."];
  const records = runs.flatMap((run) => ("run" in run ? [run] : []));
  const faults = runs.flatMap((run) => ("run" in run ? [] : [run]));
  const headings = ["RUN", "RESULT", "TIME", "ACTIONS", "DATA"].map((text) => ({ text, paint: color.bold }));
  return [
    ...(records.length === 0 ? [] : tableLines([headings, ...records.map((run) => listRow(run, color))])),
    ...faults.map((fault) => `${color.red("unreadable")}  ${diagnosticTexts(fault)[0]}`),
  ];
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
    ...unplannedLines(run, color),
    "",
    ...run.actions.flatMap((action) => actionLines(action, color)),
    ...run.scopes.flatMap((scope) => scopeLines(scope, run, color)),
  ];
}

function unplannedLines({ unplanned = [] }: RunRecord, color: ChalkInstance): readonly string[] {
  if (unplanned.length === 0) return [];
  return ["", color.red("The plan was partial:"), ...unplanned.map((each) => `  ${visible(each)}`)];
}

function listRow(run: RunRecord, color: ChalkInstance): readonly Cell[] {
  const { actions, moved } = summaryOf(run);
  const counts = COUNTED.filter((status) => actions[status] > 0).map((status) => `${actions[status]} ${status}`);
  const { text, paint } = statusCell(run, color);
  const cells = [spanOf(run), counts.join(", "), movedParts(moved).join(", ")].map((each) => ({
    text: each,
    paint: plain,
  }));
  return [{ text: visible(run.run), paint: plain }, { text, paint }, ...cells];
}

function plain(text: string): string {
  return text;
}

function statusText(run: RunRecord, color: ChalkInstance): string {
  const { text, paint } = statusCell(run, color);
  return paint(text);
}

function statusCell({ status, atWork }: RunRecord, color: ChalkInstance): Cell {
  switch (status) {
    case "recovered":
      return { text: "died, then cleaned up", paint: color.yellow };
    case "unfinished":
      return atWork ? { text: "running", paint: color.yellow } : { text: "died", paint: color.red };
    default:
      return { text: status, paint: () => resultText(status, color) };
  }
}

function spanOf({ began, ended, workedUntil }: RunRecord): string {
  return spanText(Math.max(0, (Date.parse(ended ?? workedUntil) || 0) - (Date.parse(began) || 0)));
}

function actionLines(
  { action, status, milliseconds, made, moved, destroyed, diagnostics }: ActionRecord,
  color: ChalkInstance,
) {
  const paint = status === "done" ? color.green : status === "failed" || status === "begun" ? color.red : color.yellow;
  const span = milliseconds === null || status === "skipped" ? [] : [spanText(milliseconds)];
  const details = [...movedParts(moved), ...span];
  const tail = details.length === 0 ? "" : ` (${details.join(", ")})`;
  const lines = [`${paint(visible(status))} ${visible(action)}${tail}`];
  if (made !== null) lines.push(`  made ${visible(made.name)} (${visible(made.id.slice(0, 16))})`);
  for (const point of destroyed) lines.push(`  ${color.red("-")} ${pointText(point)}`);
  for (const diagnostic of diagnostics) lines.push(...led("  ", diagnosticTexts(diagnostic)));
  return lines;
}

function scopeLines(
  { scope, closed, problem }: ScopeRecord,
  { atWork }: RunRecord,
  color: ChalkInstance,
): readonly string[] {
  const open = atWork ? color.yellow("open") : color.red("never closed");
  const state = closed !== null ? "closed" : problem === null ? open : color.red("left open");
  const why = problem === null ? "" : `: ${diagnosticTexts(problem)[0]}`;
  return [`${color.dim("±")} ${visible(scope)} ${state}${why}`];
}
