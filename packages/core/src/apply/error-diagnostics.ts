import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { Failure } from "../diagnostics/failure.ts";
import { APPLY } from "./codes.ts";

/**
 * What was thrown where an answer was expected, as diagnostics. A `Failure` speaks in its own words; all else is a bug, which
 * must stop nothing but what it happened in: the scopes of the run are still to be closed.
 */
export function errorDiagnostics(error: unknown, address?: string): readonly [Diagnostic, ...Diagnostic[]] {
  const [first, ...others] = error instanceof Failure ? error.diagnostics : [];
  if (first !== undefined) return [first, ...others];
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [APPLY.error("internal-error", `Please report it: ${detail}`, address === undefined ? {} : { address })];
}
