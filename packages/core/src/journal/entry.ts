import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { NamedPoint } from "../model/action.ts";
import type { Changer, OpenIntent, OpenScope } from "../model/dead-run.ts";
import type { Json } from "../model/json.ts";
import type { Made, Moved, RunResult, Settled } from "../model/outcome.ts";

export interface RunEntry {
  readonly type: "run";
  readonly run: string;
  readonly time: string;
  readonly owner: string;
  readonly host: string;
  readonly bootId: string;
  /** Absent when an older version wrote it. */
  readonly pidNamespace?: string | null;
  readonly pid: number;
  readonly rdump: string;
  readonly config: { readonly file: string; readonly digest: string };
  readonly actions: number;
  /** Why the plan is partial, one line each: `ADDRESS: SUMMARY [CODE]`. Absent: it is not. */
  readonly unplanned?: readonly string[];
}

export interface OutcomeEntry {
  readonly type: "outcome";
  readonly action: string;
  readonly status: Settled;
  readonly made: Made | null;
  readonly moved: Moved;
  readonly milliseconds: number;
  /** Absent: none. */
  readonly destroyed?: readonly NamedPoint[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The content of a journal, one entry a line: the intent before an action, the outcome after it. */
export type Entry =
  | RunEntry
  | ({ readonly type: "intent"; readonly makes: string | null } & OpenIntent)
  | OutcomeEntry
  /**
   * A file whose content was found while the action ran: one character for each byte. `bytes`: the length of a content that is
   * longer than the part in the journal.
   */
  | {
      readonly type: "file-written";
      readonly action: string;
      readonly path: string;
      readonly content: string;
      readonly bytes?: number;
    }
  | ({ readonly type: "scope-intent"; readonly handle: Json } & OpenScope)
  | { readonly type: "scope-open"; readonly scope: string }
  /** With a diagnostic it could not be closed. `by`: the run that closed it, when that was a later one. */
  | {
      readonly type: "scope-closed";
      readonly scope: string;
      readonly diagnostic: Diagnostic | null;
      readonly by?: string;
    }
  | ({ readonly type: "changer" } & Changer)
  | { readonly type: "changer-ended"; readonly pid: number }
  /** The result that a later run found for an action that this run had begun. */
  | { readonly type: "recovered"; readonly action: string; readonly state: RecoveredState; readonly by: string }
  /**
   * `recovered`: the run died, and a later run cleaned up after it. `atWork`: changers of the run were still running
   * when it ended.
   */
  | { readonly type: "end"; readonly status: RunResult | "recovered"; readonly atWork?: true };

export type RecoveredState = "done" | "absent" | "partial";

/** The journal's format. A reader refuses a newer one rather than misread it. */
export const JOURNAL_VERSION = 1;

/** A line of the file: the entry, its version and the moment it was written. */
export type Line = {
  readonly v: number;
  readonly at: string;
  /** The torn lines before it: the journal was continued after them. */
  readonly torn?: true;
} & Entry;
