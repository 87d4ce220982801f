import { type Diagnostic, diagnosticLines, diagnosticsJson, type Failure } from "@rdump/core";
import type { Context } from "./context.ts";

/** Reports a failure: as one line of JSON on standard output, or as text on standard error. */
export function showFailure({ diagnostics }: Failure, json: boolean, context: Context): void {
  if (json) context.terminal.out(JSON.stringify({ type: "error", ...JSON.parse(diagnosticsJson(diagnostics)) }));
  else showDiagnostics(diagnostics, context);
}

export function showDiagnostics(diagnostics: readonly Diagnostic[], { terminal, texts }: Context): void {
  for (const line of diagnosticLines(diagnostics, texts, terminal.errorColor)) terminal.error(line);
}
