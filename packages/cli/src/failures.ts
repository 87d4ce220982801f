import { type Diagnostic, diagnosticLines, diagnosticsJson, type Failure } from "@rdump/core";
import type { Context } from "./context.ts";

/** Tells what went wrong: to a person on standard error, to a machine as a document on standard output. */
export function showFailure(failure: Failure, json: boolean, { terminal }: Context): void {
  if (json) terminal.out(diagnosticsJson(failure.diagnostics));
  showDiagnostics(failure.diagnostics, { terminal });
}

export function showDiagnostics(
  diagnostics: readonly Diagnostic[],
  { terminal }: Pick<Context, "terminal">,
  texts: ReadonlyMap<string, string> = new Map(),
): void {
  for (const line of diagnosticLines(diagnostics, texts, terminal.errorColor)) terminal.error(line);
}
