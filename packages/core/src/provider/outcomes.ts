import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Proof } from "../model/proof.ts";
import type { Outcome } from "./handler.ts";

/** For an action that makes no point. */
export const DONE: Outcome = { status: "done", made: null, moved: {}, warnings: [] };

export function failed(
  diagnostic: Diagnostic,
  warnings: readonly Diagnostic[] = [],
): Extract<Outcome, { readonly status: "failed" }> {
  return { status: "failed", diagnostic, warnings };
}

/** A damaged archive is a failed proof. Any other failure says nothing about the archive. */
export function damageProof({ name }: { readonly name: string }): Proof {
  return { verdict: "failed", point: name, files: 0, bytes: 0, differences: 1, lacks: [] };
}
