import type { Diagnostic, Outcome } from "@rdump/core/provider";
import type { Access } from "../access.ts";

export const DONE: Outcome = { status: "done", made: null, moved: {}, warnings: [] };

export function failed(
  diagnostic: Diagnostic,
  warnings: readonly Diagnostic[] = [],
): Extract<Outcome, { readonly status: "failed" }> {
  return { status: "failed", diagnostic, warnings };
}

/** Snapshots in one repository can be confirmed and deleted together. */
export function placeOf({ name, location }: Access): string {
  return JSON.stringify([name, location]);
}
