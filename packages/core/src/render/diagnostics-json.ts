import type { Diagnostic } from "../diagnostics/diagnostic.ts";

/** Diagnostics for programs, lines and columns from 1. Missing values are null, so that every key is present. */
export function diagnosticsJson(diagnostics: readonly Diagnostic[]): string {
  const entries = diagnostics.map(({ code, severity, summary, detail, file, range, address }) => {
    return { code, severity, summary, detail, file: file ?? null, range: range ?? null, address: address ?? null };
  });
  return JSON.stringify({ formatVersion: 1, diagnostics: entries }, null, 2);
}
