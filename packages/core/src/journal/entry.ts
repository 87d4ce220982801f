import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Json } from "../model/json.ts";
import type { Moved } from "../provider/handler.ts";

/** How an action of a run was settled. `withheld`: it waits for `--allow-destroy`. */
export type Settled = "done" | "failed" | "skipped" | "withheld";

/** How a run ended: `failed` when anything in it failed or a scope stayed open, `stopped` when it was told to stop. */
export type RunEnd = "done" | "failed" | "stopped";

/** What a run's journal holds, one entry a line: the intent before, the outcome after. */
export type Entry =
  | {
      readonly type: "run";
      readonly run: string;
      readonly time: string;
      readonly owner: string;
      readonly host: string;
      readonly pid: number;
      readonly rdump: string;
      readonly config: { readonly file: string; readonly digest: string };
      readonly actions: number;
    }
  | { readonly type: "intent"; readonly action: string; readonly kind: string; readonly makes: string | null }
  | {
      readonly type: "outcome";
      readonly action: string;
      readonly status: Settled;
      readonly made: { readonly id: string; readonly name: string } | null;
      readonly moved: Moved;
      readonly milliseconds: number;
      readonly diagnostics: readonly Diagnostic[];
    }
  | { readonly type: "scope-intent"; readonly scope: string; readonly kind: string; readonly handle: Json }
  | { readonly type: "scope-open"; readonly scope: string }
  | { readonly type: "scope-closed"; readonly scope: string; readonly diagnostic: Diagnostic | null }
  | { readonly type: "end"; readonly status: RunEnd };

/** The journal's format. A reader refuses a newer one rather than misread it. */
export const JOURNAL_VERSION = 1;

/** A line of the file: the entry, its version and the moment it was written. */
export type Line = { readonly v: number; readonly at: string } & Entry;
