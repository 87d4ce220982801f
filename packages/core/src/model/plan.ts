import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Action } from "./action.ts";
import type { Address } from "./address.ts";
import type { Config } from "./config.ts";
import type { Decay } from "./decay.ts";
import type { Drift } from "./drift.ts";
import type { Examined } from "./examined.ts";
import type { Scope, Tree } from "./scope.ts";
import type { Shrinkage } from "./shrinkage.ts";
import type { Verb } from "./verb.ts";

type Counts = { readonly [verb in Verb]: number };

/** The assumptions of a plan about one group. A change makes the plan stale. */
export interface Assumption {
  readonly address: Address;
  /** How many own points there were. */
  readonly points: number;
  /** SHA-256 over their identities. */
  readonly digest: string;
}

/** Points with the mark of this owner that belong to no declared group. A plan never destroys them. */
export interface Forgotten {
  readonly address: Address;
  readonly points: number;
  /** The newest of them, `2026-11-22T20:06:40Z`. */
  readonly newest: string;
  /** Only the record of points shows them: their place is not declared any more, so nothing lists them. */
  readonly recorded?: true;
}

/** The number of complete points of a group that the config adopts. */
export interface AdoptedCount {
  readonly address: Address;
  readonly points: number;
}

/** The expected size of the stream of an action, in bytes. */
export interface Estimate {
  readonly action: string;
  readonly bytes: number;
}

/** How many actions there are of each verb; `destroy` is counted in points. */
export interface PlanSummary extends Counts {
  /** The part of `destroy` that requires `--allow-destroy`. */
  readonly guarded: number;
  /** Groups that need nothing. */
  readonly unchanged: number;
  /** Groups whose optional disk is not connected, within its grace; absent: none. */
  readonly absent?: number;
  /** Groups that are due, and that cannot be backed up until the user acts. */
  readonly waiting: number;
}

/** The actions from the observed to the declared state: immutable, and the same bytes for the same inputs. */
export interface Plan {
  readonly formatVersion: 1;
  /** The version of rdump that made it; another one may plan otherwise. */
  readonly rdump: string;
  readonly config: { readonly file: string; readonly digest: string; readonly resolved: Config };
  readonly host: string;
  /** The moment that it was planned for. */
  readonly asOf: string;
  /** The first instant at which a decision changes; null if no decision ever changes. */
  readonly notAfter: string | null;
  /** Made with `--now`: it can be read, never applied. */
  readonly simulated: boolean;
  /** The volumes and groups that it is about; null means all. */
  readonly only: readonly string[] | null;
  /** The volumes and groups of which one more point was requested (`apply --now`); absent: none. */
  readonly extra?: readonly string[];
  /** New archives are full (`apply --full`). Absent: by the levels of their repository. */
  readonly full?: true;
  readonly trees: readonly Tree[];
  readonly scopes: readonly Scope[];
  /** In an order in which they can run. */
  readonly actions: readonly Action[];
  readonly assumes: readonly Assumption[];
  readonly forgotten: readonly Forgotten[];
  /** The groups with adopted points, which count as own; absent: none. */
  readonly adopted?: readonly AdoptedCount[];
  /** What changed in targets since the runs that made them (`--deep`); absent: not looked for. Never in a plan file. */
  readonly examined?: readonly Examined[];
  /** About how many bytes actions send; absent: not asked. Never in a plan file. */
  readonly estimates?: readonly Estimate[];
  /** What differs from what runs made, and no run caused. */
  readonly drift: readonly Drift[];
  /** Sources that lost too much, as far as the plan is about them: deletions in their volumes require confirmation. */
  readonly shrunken: readonly Shrinkage[];
  /** Volumes with decayed files, as far as the plan is about them; absent: none. */
  readonly decayed?: readonly Decay[];
  readonly diagnostics: readonly Diagnostic[];
  /**
   * An object could not be listed, or an action is impossible: the plan does not contain everything that is declared.
   */
  readonly partial: boolean;
  readonly summary: PlanSummary;
}

/** Whether a plan contains everything that is declared. */
export function isWhole({ partial, summary }: Pick<Plan, "partial" | "summary">): boolean {
  return !partial && summary.waiting === 0;
}
