import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Address } from "./address.ts";
import type { Made, Moved, RunResult, Settled } from "./outcome.ts";
import type { RunRef } from "./run.ts";

/** How one action of a run ended. */
export interface ActionReport {
  readonly action: string;
  readonly address: Address;
  readonly status: Settled;
  /** Why it was skipped, withheld or failed; null when done, and when it was left out with nothing but a warning. */
  readonly diagnostic: Diagnostic | null;
  readonly warnings: readonly Diagnostic[];
  readonly made: Made | null;
  readonly destroyed: number;
  readonly moved: Moved;
  readonly milliseconds: number;
}

/** What to do about a scope by hand is in its words. */
export interface ScopeFailure extends Diagnostic {
  /** It could not be closed, and is still there; else it could not be opened. */
  readonly left: boolean;
}

/** What one run did, all of it. */
export interface Report {
  readonly run: RunRef;
  readonly status: RunResult;
  /** In the order of the plan. */
  readonly actions: readonly ActionReport[];
  /** One that could not be opened is closed too, and stands here once more when that failed. */
  readonly scopes: readonly ScopeFailure[];
  /** Why its journal is incomplete; null if it is complete. */
  readonly journal: Diagnostic | null;
}
