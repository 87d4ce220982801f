import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { NamedPoint } from "./action.ts";
import type { Address } from "./address.ts";
import type { Made, Moved, RunResult, Settled } from "./outcome.ts";
import type { Proof } from "./proof.ts";
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
  /** The points that are gone, by name and identity. */
  readonly destroyedPoints: readonly NamedPoint[];
  readonly moved: Moved;
  /** What a proof found out; absent: the action made none. */
  readonly proof?: Proof;
  readonly milliseconds: number;
}

/** The diagnostic of a scope has the commands for a manual cleanup. */
export interface ScopeFailure extends Diagnostic {
  /** True: it could not be closed, and still exists. False: it could not be opened. */
  readonly left: boolean;
}

/** The report of one run. */
export interface Report {
  readonly run: RunRef;
  readonly status: RunResult;
  /** In the order of the plan. */
  readonly actions: readonly ActionReport[];
  /** A scope that could not be opened is closed too, and is listed a second time if closing failed. */
  readonly scopes: readonly ScopeFailure[];
  /** Why its journal is incomplete; null if it is complete. */
  readonly journal: Diagnostic | null;
}
