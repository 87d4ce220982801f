import type { ChalkInstance } from "chalk";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { visible } from "../diagnostics/visible.ts";
import type { Progress, RunResult } from "../model/outcome.ts";
import type { Proof } from "../model/proof.ts";
import type { ActionReport, Report } from "../model/report.ts";
import { bytesText } from "../model/size.ts";
import { shortenedPath } from "../provider/left-out.ts";
import { diagnosticTexts } from "./diagnostics.ts";
import { coverageText } from "./evidence.ts";
import { pointText } from "./point.ts";
import { counted, movedParts, spanText } from "./quantity.ts";

/** The result of one action in one line, with its warnings below. */
export function actionEndLines(report: ActionReport, color: ChalkInstance): readonly string[] {
  const { status, action, milliseconds, diagnostic, warnings, destroyedPoints, proof } = report;
  const mark = {
    done: color.green("done"),
    failed: color.red("failed"),
    skipped: color.yellow("skipped"),
    withheld: color.yellow("withheld"),
  };
  const found = proof === undefined ? [] : [proofText(proof)];
  const details = status === "done" ? [...found, ...movedParts(report.moved), spanText(milliseconds)] : [];
  const head = `${mark[status]} ${visible(action)}${details.length > 0 ? ` (${details.join(", ")})` : ""}`;
  const label = ({ severity }: Diagnostic) => (severity === "error" ? color.red(severity) : color.yellow(severity));
  const lines = [head, ...destroyedPoints.map((point) => `  ${color.red("-")} ${pointText(point)}`)];
  if (diagnostic !== null) lines.push(...led("  ", diagnosticTexts(diagnostic)));
  for (const warning of warnings) lines.push(...led(`  ${label(warning)}: `, diagnosticTexts(warning)));
  return lines;
}

/** `proven`, or for a sample `proven in a sample, 31,004 of 41,233 files proven since 2026-10-03`. */
function proofText({ verdict, coverage }: Proof): string {
  return coverage === undefined ? verdict : `${verdict} in a sample, ${coverageText(coverage)}`;
}

/** The same lines; the first line begins with `words`. */
export function led(words: string, [first, ...rest]: readonly [string, ...string[]]): readonly string[] {
  return [`${words}${first}`, ...rest];
}

/** `1,234 files, 5.0 GiB of 7.1 GiB, 88 MiB/s, 24 s left`, or `12%`, and the file or stage at hand. */
export function progressText(progress: Progress, milliseconds: number): string {
  const { bytes, totalBytes, files, totalFiles, part, current } = progress;
  const parts: string[] = [];
  if (files !== undefined) parts.push(`${files}${totalFiles === undefined ? "" : ` of ${totalFiles}`} files`);
  if (bytes !== undefined) {
    parts.push(`${bytesText(bytes)}${totalBytes === undefined ? "" : ` of ${bytesText(totalBytes)}`}`);
    if (milliseconds > 500) parts.push(`${bytesText(bytes / (milliseconds / 1000))}/s`);
  }
  const done = part ?? partOf(bytes, totalBytes) ?? partOf(files, totalFiles);
  // A guess after a moment would be wrong, and change with each line.
  if (done !== null && done > 0.02 && done < 1 && milliseconds > 3000) {
    parts.push(`${spanText((milliseconds / done) * (1 - done))} left`);
  }
  if (part !== undefined) parts.push(`${Math.floor(part * 100)}%`);
  const tail = current === undefined ? "" : `  ${shortenedPath(current)}`;
  return parts.join(", ") + tail;
}

function partOf(amount: number | undefined, total: number | undefined): number | null {
  return amount === undefined || total === undefined || total === 0 ? null : amount / total;
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
  const lines = scopes.flatMap((scope) =>
    led(`${color.red(scope.left ? "left open" : "not opened")} `, diagnosticTexts(scope, "")),
  );
  if (journal !== null) lines.push(...led(`${color.red("not written")} `, diagnosticTexts(journal, "")));
  return [...lines, `Run ${run.id}: ${[resultText(status, color), ...parts].join(", ")}.`];
}
