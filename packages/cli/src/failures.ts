import { type Diagnostic, type Failure, visible } from "@rdump/core";
import type { Context } from "./context.ts";
export function showFailure(failure: Failure, json: boolean, { terminal }: Context): void {
  if (json) terminal.out(JSON.stringify({ formatVersion: 1, diagnostics: failure.diagnostics }));
  showDiagnostics(failure.diagnostics, { terminal });
}
export function showDiagnostics(
  diagnostics: readonly Diagnostic[],
  { terminal }: Pick<Context, "terminal">,
  _texts?: ReadonlyMap<string, string>,
): void {
  for (const d of diagnostics)
    terminal.error(`${d.severity}[${d.code}] ${visible(d.address ?? "")} ${d.summary}: ${visible(d.detail)}`);
}
