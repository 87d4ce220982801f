import type { Address } from "./address.ts";
import type { UpkeepTask } from "./history.ts";
import type { Json } from "./json.ts";
import type { Verb } from "./verb.ts";

/** A point that a destroy names, by identity; `time` as `2026-11-22T20:06:40Z`. */
export interface NamedPoint {
  readonly id: string;
  readonly name: string;
  readonly time: string;
  /** The config declares it as own, and rdump did not make it. */
  readonly adopted?: true;
}

/**
 * An action can succeed with a warning and make nothing. An action that requires its result starts only after the
 * result is found in the system. Else it is skipped, and the run does not fail.
 */
export interface OnlyIf {
  /** The action whose probe must find the state `done`. */
  readonly seen: string;
  /** The consequence for the user if it is not done, in sentences. */
  readonly otherwise: string;
}

/** One step of a plan. It is done, failed or skipped as a whole. */
export interface Action {
  /** Unique in the plan and the same in every plan that has it: `create boot.archives["offsite"]`. */
  readonly id: string;
  /** Which handler runs it: `borg/create`. */
  readonly kind: string;
  readonly verb: Verb;
  readonly address: Address;
  /** The reason, for the user. */
  readonly reason: string;
  /** The whole input of the handler. With the run, it determines every argument. */
  readonly input: Json;
  /** The tree that it reads, opened before and checked around it. */
  readonly tree: string | null;
  /** The scopes that must be open while it runs, beside those of its tree. */
  readonly scopes: readonly string[];
  /** The name of the point that it makes, with `{run.time}`. */
  readonly makes: string | null;
  /** Exactly the points that it destroys. */
  readonly destroys: readonly NamedPoint[];
  /** The entry that its end adds to the history; null if the system itself shows the result. */
  readonly records: UpkeepTask | null;
  /** The actions that must be done before it. If one is not done, this action is skipped. */
  readonly after: readonly string[];
  /** Absent for what `after` is enough for. */
  readonly onlyIf?: OnlyIf;
  /** Why it requires `--allow-destroy`; null if it does not. */
  readonly guard: string | null;
}
