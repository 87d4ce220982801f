import type { Diagnostic } from "../diagnostics/diagnostic.ts";

/** Diagnostics for a machine, lines and columns from 1. What one has no place for is null, so that every key is always there. */
export function diagnosticsJson(diagnostics: readonly Diagnostic[]): string {
  const entries = diagnostics.map(({ code, severity, summary, detail, file, range, address }) => {
    return { code, severity, summary, detail, file: file ?? null, range: range ?? null, address: address ?? null };
  });
  return JSON.stringify({ formatVersion: 1, diagnostics: entries }, null, 2);
}
