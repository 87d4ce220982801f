import type { LockState } from "../../packages/core/src/apply/lock.ts";
import type { ConfigValue } from "../../packages/core/src/config/values.ts";
import type { Diagnostic } from "../../packages/core/src/diagnostics/diagnostic.ts";
import type { RunRecord } from "../../packages/core/src/journal/run-record.ts";
import type { RunSummary } from "../../packages/core/src/journal/run-summary.ts";
import type { Explanation } from "../../packages/core/src/lint/explain.ts";
import type { Action } from "../../packages/core/src/model/action.ts";
import type { ApplyEvent } from "../../packages/core/src/model/apply-event.ts";
import type { Plan } from "../../packages/core/src/model/plan.ts";
import type { NamedState } from "../../packages/core/src/model/recorded.ts";
import type { RestoredVolume } from "../../packages/core/src/restore/restored.ts";

/** The first line of `apply --json`: the plan that is carried out. */
interface PlanEvent extends Pick<Plan, "formatVersion" | "asOf" | "notAfter" | "summary" | "partial" | "diagnostics"> {
  readonly type: "plan";
  readonly actions: readonly Pick<Action, "id" | "verb" | "address" | "reason" | "destroys">[];
}

/** The first line of `restore --json`: the point that is restored, and why. */
interface RestoreEvent {
  readonly type: "restore";
  readonly point: NamedState;
  readonly reason: string;
  readonly to: string;
  readonly paths: readonly string[];
}

/** The last line of `restore --json`: what is known about each volume. */
interface RestoredEvent {
  readonly type: "restored";
  readonly volumes: readonly RestoredVolume[];
}

/** The last line of a command with `--json` that failed: the only line of commands that print one object. */
export interface ErrorOutput extends DiagnosticsOutput {
  readonly type: "error";
}

/** One line of `apply --json`, and of other commands that make a run. */
export type ApplyLine = PlanEvent | RestoreEvent | RestoredEvent | ApplyEvent | ErrorOutput;

/** `runs --json`. */
export interface RunsOutput {
  readonly formatVersion: 1;
  readonly runs: readonly (RunSummary | { readonly unreadable: Diagnostic })[];
}

/** `runs show --json`. */
export interface RunOutput extends RunRecord {
  readonly formatVersion: 1;
}

/** `lint --json`. Every key is present; a missing value is null. */
export interface DiagnosticsOutput {
  readonly formatVersion: 1;
  readonly diagnostics: readonly (Pick<Diagnostic, "code" | "severity" | "summary" | "detail"> & {
    readonly file: string | null;
    readonly range: Diagnostic["range"] | null;
    readonly address: string | null;
  })[];
}

/** `lock --json`. */
export interface LockOutput {
  readonly formatVersion: 1;
  /** Null: no run holds the lock. */
  readonly lock: (LockState["holder"] & Pick<LockState, "state">) | null;
}

/** The place of a declaration, both numbers from 1. */
interface Declared {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** `config --json`. */
export interface ConfigOutput {
  readonly formatVersion: 1;
  /** The host name whose overrides are applied. */
  readonly host: string;
  /** The config and its included files. */
  readonly files: readonly string[];
  readonly values: readonly (Pick<ConfigValue, "path" | "value"> & {
    /** Null: a default. */
    readonly declared: Declared | null;
    /** The declarations of the same key that this one overrides, the lowest first. */
    readonly overrides: readonly Declared[];
  })[];
}

/** `explain --json`: all codes, or the one code that was given. */
export interface CodesOutput {
  readonly formatVersion: 1;
  /** Sorted by code. */
  readonly codes: readonly Explanation[];
}
