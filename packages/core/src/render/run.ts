import type { ChalkInstance } from "chalk";
import { visible } from "../diagnostics/visible.ts";
import type { Progress, RunResult } from "../model/outcome.ts";
import type { ActionReport, Report } from "../model/report.ts";
import { bytesText } from "../model/size.ts";
import { shortenedPath } from "../provider/left-out.ts";
import { diagnosticText } from "./diagnostics.ts";
import { counted, movedParts, spanText } from "./quantity.ts";

/** The result of one action in one line, with its warnings below. */
export function actionEndLines(report: ActionReport, color: ChalkInstance): readonly string[] {
  const { status, action, milliseconds, diagnostic, warnings } = report;
  const mark = {
    done: color.green("done"),
    failed: color.red("failed"),
    skipped: color.yellow("skipped"),
    withheld: color.yellow("withheld"),
  };
  const details = status === "done" ? [...movedParts(report.moved), spanText(milliseconds)] : [];
  const head = `${mark[status]} ${visible(action)}${details.length > 0 ? ` (${details.join(", ")})` : ""}`;
  const lines = [head];
  if (diagnostic !== null) lines.push(`  ${diagnosticText(diagnostic)}`);
  for (const warning of warnings) lines.push(`  ${color.yellow("warning")}: ${diagnosticText(warning)}`);
  return lines;
}

/** `1,234 files, 5.0 GiB of 7.1 GiB, 88 MiB/s`, or `12%`, and the file or stage at hand. */
export function progressText(progress: Progress, milliseconds: number): string {
  const { bytes, totalBytes, files, totalFiles, part, current } = progress;
  const parts: string[] = [];
  if (files !== undefined) parts.push(`${files}${totalFiles === undefined ? "" : ` of ${totalFiles}`} files`);
  if (bytes !== undefined) {
    parts.push(`${bytesText(bytes)}${totalBytes === undefined ? "" : ` of ${bytesText(totalBytes)}`}`);
    if (milliseconds > 500) parts.push(`${bytesText(bytes / (milliseconds / 1000))}/s`);
  }
  if (part !== undefined) parts.push(`${Math.floor(part * 100)}%`);
  const tail = current === undefined ? "" : `  ${shortenedPath(current)}`;
  return parts.join(", ") + tail;
}

/** The result of a run, in its colour. */
export function resultText(result: RunResult, color: ChalkInstance): string {
  const paint = { ok: color.green, partial: color.yellow, failed: color.red, interrupted: color.red };
  return paint[result](result);
}

/** The last lines of a run: actions that were done and not done, and the cleanup of scopes that were left open. */
export function reportLines(
  { actions, scopes, journal, status, run }: Report,
  color: ChalkInstance,
): readonly string[] {
  const count = (wanted: ActionReport["status"]) => actions.filter((action) => action.status === wanted).length;
  const parts = (["done", "failed", "skipped", "withheld"] as const).flatMap((each) =>
    count(each) > 0 ? [`${count(each)} ${each}`] : [],
  );
  const warnings = actions.reduce((sum, action) => sum + action.warnings.length, 0);
  if (warnings > 0) parts.push(counted(warnings, "warning"));
  const lines = scopes.map((scope) => `${color.red(scope.left ? "left open" : "not opened")} ${diagnosticText(scope)}`);
  if (journal !== null) lines.push(`${color.red("not written")} ${diagnosticText(journal)}`);
  return [...lines, `Run ${run.id}: ${[resultText(status, color), ...parts].join(", ")}.`];
}
