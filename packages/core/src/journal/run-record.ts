import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { NamedPoint } from "../model/action.ts";
import type { Made, Moved, RunResult, Settled } from "../model/outcome.ts";
import { deadRunRef } from "../model/run.ts";
import type { Line, OutcomeEntry, RecoveredState, RunEntry } from "./entry.ts";

/** One action of a run, from its journal. */
export interface ActionRecord {
  readonly action: string;
  /** Null for what was never begun. */
  readonly address: string | null;
  /** `begun`: the journal has no result. Else the result, or the state that a later run found. */
  readonly status: Settled | "begun" | `recovered: ${RecoveredState}`;
  /** Null for an action that was never begun. */
  readonly began: string | null;
  readonly milliseconds: number | null;
  readonly made: Made | null;
  readonly moved: Moved;
  readonly destroyed: readonly NamedPoint[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface ScopeRecord {
  readonly scope: string;
  readonly opened: string;
  /** Null if the journal has no end of the scope. */
  readonly closed: string | null;
  readonly problem: Diagnostic | null;
}

/** What happened in a run. `unfinished`: it died, or is in progress. */
export interface RunRecord {
  readonly run: string;
  readonly status: RunResult | "recovered" | "unfinished";
  readonly atWork: boolean;
  /** Also when a later run recovered it since. */
  readonly died: boolean;
  readonly began: string;
  /** Null when it has not ended, or died. */
  readonly ended: string | null;
  /** The time of the last entry that it wrote itself: its last known work. */
  readonly workedUntil: string;
  readonly owner: string | null;
  readonly host: string | null;
  readonly rdump: string | null;
  readonly config: { readonly file: string } | null;
  /** How many actions its plan had; null when its first entry is lost. */
  readonly planned: number | null;
  /** Why its plan was partial, one line each; absent: it was not, or an older version wrote the journal. */
  readonly unplanned?: readonly string[];
  readonly actions: readonly ActionRecord[];
  readonly scopes: readonly ScopeRecord[];
}

/** Whose the state directory's lock is. */
type Holder = Pick<RunEntry, "run" | "host" | "pid"> & { readonly since: string };

/** `holders`: the live holders of the lock around the time when the lines were read. */
export function recordOf(run: string, lines: readonly Line[], holders: readonly Holder[]): RunRecord {
  const head = lines.find((line) => line.type === "run");
  const end = lines.findLast((line) => line.type === "end");
  const atWork = end === undefined && holders.some((holder) => isOf(holder, run, head));
  const actions = actionsIn(lines);
  const began = head?.time ?? deadRunRef(run, lines[0]?.at ?? null).time;
  return {
    run,
    status: statusOf(end, actions),
    atWork,
    died: end === undefined ? !atWork : end.status === "recovered",
    began,
    ended: end === undefined || end.status === "recovered" ? null : end.at,
    workedUntil: lines.findLast(isOwn)?.at ?? began,
    owner: head?.owner ?? null,
    host: head?.host ?? null,
    rdump: head?.rdump ?? null,
    config: head === undefined ? null : { file: head.config.file },
    planned: head?.actions ?? null,
    ...(head?.unplanned === undefined ? {} : { unplanned: head.unplanned }),
    actions,
    scopes: scopesIn(lines),
  };
}

/** Early builds wrote `failed` also for a run that did something. */
function statusOf(
  end: Extract<Line, { type: "end" }> | undefined,
  actions: readonly ActionRecord[],
): RunRecord["status"] {
  if (end === undefined) return "unfinished";
  return end.status === "failed" && actions.some(({ status }) => status === "done") ? "partial" : end.status;
}

/** Else the run that recovers it wrote the line. */
function isOwn(line: Line): boolean {
  return line.type === "end" ? line.status !== "recovered" : !("by" in line);
}

/** The lock has one id. A recovery before the run has another id, and the same process. */
function isOf(holder: Holder, run: string, head: RunEntry | undefined): boolean {
  if (holder.run === run) return true;
  return head?.host === holder.host && head.pid === holder.pid && head.time >= holder.since;
}

function actionsIn(lines: readonly Line[]): readonly ActionRecord[] {
  const found = new Map<string, ActionRecord>();
  for (const line of lines) {
    if (line.type === "intent") found.set(line.action, begun(line.action, line.address, line.at));
    else if (line.type === "outcome") found.set(line.action, settled(line, found.get(line.action) ?? null));
    else if (line.type === "recovered") {
      const before = found.get(line.action) ?? begun(line.action, null, line.at);
      found.set(line.action, { ...before, status: `recovered: ${line.state}` });
    }
  }
  return [...found.values()];
}

function begun(action: string, address: string | null, began: string): ActionRecord {
  return {
    action,
    address,
    status: "begun",
    began,
    milliseconds: null,
    made: null,
    moved: {},
    destroyed: [],
    diagnostics: [],
  };
}

function settled(
  { action, status, milliseconds, made, moved, destroyed = [], diagnostics }: OutcomeEntry,
  intent: ActionRecord | null,
): ActionRecord {
  const { address = null, began = null } = intent ?? {};
  return { action, address, status, began, milliseconds, made, moved, destroyed, diagnostics };
}

function scopesIn(lines: readonly Line[]): readonly ScopeRecord[] {
  const found = new Map<string, ScopeRecord>();
  for (const line of lines) {
    if (line.type === "scope-intent") {
      found.set(line.scope, { scope: line.scope, opened: line.at, closed: null, problem: null });
    } else if (line.type === "scope-closed") {
      const before = found.get(line.scope) ?? { scope: line.scope, opened: line.at };
      const problem = line.diagnostic;
      found.set(line.scope, { ...before, closed: problem === null ? line.at : null, problem });
    }
  }
  return [...found.values()];
}
