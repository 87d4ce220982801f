import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Action } from "./action.ts";
import type { Address } from "./address.ts";
import type { Config } from "./config.ts";
import type { Scope, Tree } from "./scope.ts";

/** What a plan took for granted about one group; a change of it makes the plan stale. */
export interface Assumption {
  readonly address: Address;
  /** How many own points there were. */
  readonly points: number;
  /** SHA-256 over their identities. */
  readonly digest: string;
}

/** Points that bear this owner's mark and belong to nothing that is declared. They are never destroyed unasked. */
export interface Forgotten {
  readonly address: Address;
  readonly points: number;
  /** The newest of them, `2026-11-22T20:06:40Z`. */
  readonly newest: string;
}

export interface PlanSummary {
  /** Leftovers of dead runs that are taken down. */
  readonly recover: number;
  readonly prepare: number;
  readonly create: number;
  readonly update: number;
  /** Counted in points. */
  readonly destroy: number;
  /** Repositories that are looked over, and those whose freed space is given back. */
  readonly check: number;
  readonly compact: number;
  /** The part of `destroy` that waits for `--allow-destroy`. */
  readonly guarded: number;
  /** Groups that need nothing. */
  readonly unchanged: number;
}

/** The way from what is to what is declared: immutable, and the same bytes for the same inputs. */
export interface Plan {
  readonly formatVersion: 1;
  /** The version of rdump that made it; another one may plan otherwise. */
  readonly rdump: string;
  readonly config: { readonly file: string; readonly digest: string; readonly resolved: Config };
  readonly host: string;
  /** The moment that it was planned for. */
  readonly asOf: string;
  /** The first instant at which a decision in it would be another; null when none ever is. */
  readonly notAfter: string | null;
  /** Made with `--now`: it can be read, never applied. */
  readonly simulated: boolean;
  /** The volumes that it is about; null means all. */
  readonly only: readonly string[] | null;
  readonly trees: readonly Tree[];
  readonly scopes: readonly Scope[];
  /** In an order in which they can run. */
  readonly actions: readonly Action[];
  readonly assumes: readonly Assumption[];
  readonly forgotten: readonly Forgotten[];
  readonly diagnostics: readonly Diagnostic[];
  /** Something could not be seen or cannot be done; what is shown is not all that is declared. */
  readonly partial: boolean;
  readonly summary: PlanSummary;
}
