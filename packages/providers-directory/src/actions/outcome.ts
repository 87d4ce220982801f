import type { Diagnostic, Outcome } from "@rdump/core/provider";

export const DONE: Outcome = { status: "done", made: null, moved: {}, warnings: [] };

export function failed(
  diagnostic: Diagnostic,
  warnings: readonly Diagnostic[] = [],
): Extract<Outcome, { readonly status: "failed" }> {
  return { status: "failed", diagnostic, warnings };
}
