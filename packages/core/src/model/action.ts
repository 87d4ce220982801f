import type { Address } from "./address.ts";
import type { UpkeepTask } from "./history.ts";
import type { Json } from "./json.ts";
import type { Verb } from "./verb.ts";

/** A point that a destroy names, by identity; `time` as `2026-11-22T20:06:40Z`. */
export interface NamedPoint {
  readonly id: string;
  readonly name: string;
  readonly time: string;
}

/**
 * An action may end well, with a warning, and still leave nothing of what it was to do. What is worth nothing without
 * that is only begun once the system shows it; else it is left out, and the run is none the worse.
 */
export interface OnlyIf {
  /** The action whose probe has to find it done. */
  readonly seen: string;
  /** What that means for the user when it is not, in sentences. */
  readonly otherwise: string;
}

/** One step of a plan. It is settled as a whole: done, failed or skipped. */
export interface Action {
  /** Unique in the plan and the same in every plan that has it: `create boot.archives["offsite"]`. */
  readonly id: string;
  /** Which handler runs it: `borg/create`. */
  readonly kind: string;
  readonly verb: Verb;
  readonly address: Address;
  /** The reason, for the user. */
  readonly reason: string;
  /** All that the handler needs; with the run it determines every argument. */
  readonly input: Json;
  /** The tree that it reads, opened before and checked around it. */
  readonly tree: string | null;
  /** The scopes that must be open while it runs, beside those of its tree. */
  readonly scopes: readonly string[];
  /** The name of the point that it makes, with `{run.time}`. */
  readonly makes: string | null;
  /** Exactly the points that it destroys. */
  readonly destroys: readonly NamedPoint[];
  /** What its end adds to the history; null for what can be seen in the system itself. */
  readonly records: UpkeepTask | null;
  /** The actions that must be done before it; when one is not, this is skipped. */
  readonly after: readonly string[];
  /** Absent for what `after` is enough for. */
  readonly onlyIf?: OnlyIf;
  /** Why it waits for `--allow-destroy`; null when it need not. */
  readonly guard: string | null;
}
