import type { Result } from "tap-parser";
import type { CheckResult } from "./checks.ts";

/** One line for a check or a test file. */
export function resultLine(ok: boolean, name: string, milliseconds: number | null): string {
  const time = milliseconds === null ? "" : ` (${(milliseconds / 1000).toFixed(1)} s)`;
  return `${ok ? "ok    " : "FAILED"} ${name}${time}`;
}

export function checkLines({ name, ok, output, milliseconds }: CheckResult): readonly string[] {
  const line = resultLine(ok, name, milliseconds);
  return ok ? [line] : [line, ...indented(output)];
}

/** Where a test failed, and how what it got differs from what it wanted. */
export function failureLines({ fullname, name, diag }: Result): readonly string[] {
  const said: string[] = [`FAILED ${fullname || name}`];
  const at = diag?.at;
  if (at?.fileName !== undefined) said.push(`  at ${at.fileName}:${at.lineNumber}`);
  for (const key of ["message", "tapError", "exitCode", "signal", "error", "diff", "found", "wanted", "stack"]) {
    const value = diag?.[key];
    if (value === undefined || value === null) continue;
    said.push(`  ${key}:`, ...indented(typeof value === "string" ? value : JSON.stringify(value, null, 2)));
  }
  return said;
}

export function skipLine({ fullname, name, skip, todo }: Result): string {
  const reason = [skip, todo].find((each) => typeof each === "string" && each !== "") ?? "no reason given";
  return `skipped ${fullname || name}: ${reason}`;
}

function indented(text: string): readonly string[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => `    ${line}`);
}
