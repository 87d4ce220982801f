import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { Failure } from "../diagnostics/failure.ts";
import { isLinkRefused } from "../io/untrusted.ts";
import { APPLY } from "./codes.ts";

/**
 * A thrown error as diagnostics. A `Failure` has its own diagnostics, and a refused link is what another user did. Any
 * other error is a bug, which stops only the action in which it occurred, because the scopes of the run must still be closed.
 */
export function errorDiagnostics(error: unknown, address?: string): readonly [Diagnostic, ...Diagnostic[]] {
  const [first, ...others] = error instanceof Failure ? error.diagnostics : [];
  if (first !== undefined) return [first, ...others];
  const about = address === undefined ? {} : { address };
  if (isLinkRefused(error)) return [APPLY.error("apply-link-refused", error.message, about)];
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [APPLY.error("internal-error", `Please report it: ${detail}`, about)];
}
