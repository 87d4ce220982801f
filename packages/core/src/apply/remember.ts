import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { JOURNAL } from "../journal/codes.ts";
import type { Action } from "../model/action.ts";
import type { HistoryEntry } from "../model/history.ts";
import type { Plan } from "../model/plan.ts";
import type { RecordLine } from "../model/record.ts";
import type { ActionReport } from "../model/report.ts";
import type { RunRef } from "../model/run.ts";
import type { Outcome } from "../provider/handler.ts";

interface Memory {
  readonly plan: Plan;
  readonly run: RunRef;
  readonly signal: AbortSignal;
  /** The actions of the run that have ended. */
  readonly before: readonly ActionReport[];
  readonly note: (lines: readonly RecordLine[]) => Promise<void>;
}

/**
 * Adds the result of an action to the record, if the action requests that. A failed write is a warning: the action is due
 * again.
 */
export async function remember(action: Action, outcome: Outcome, memory: Memory): Promise<Diagnostic | null> {
  const entry = entryOf(action, outcome, memory);
  if (entry === null) return null;
  try {
    await memory.note([{ type: "result", result: entry }, ...repositoryMade(entry)]);
    return null;
  } catch (error) {
    return notRemembered(error, action.address);
  }
}

/** From now on, another repository in its place is drift. Its encryption is recorded by the next run that lists it. */
function repositoryMade({ kind, subject, subjectId }: HistoryEntry): readonly RecordLine[] {
  return kind === "made" ? [{ type: "repository", address: subject, id: subjectId, encryption: "" }] : [];
}

export function notRemembered(error: unknown, address: string): Diagnostic {
  const why = error instanceof Error ? error.message : String(error);
  const detail = `${why}. The next plan does not know this result, so the action is due again. Free space in the state directory.`;
  return JOURNAL.warning("history-not-written", detail, { address });
}

/** The result of an interrupted command is not a result of the check. An interrupted deletion may have deleted points. */
function entryOf(action: Action, outcome: Outcome, { plan, run, signal, before }: Memory): HistoryEntry | null {
  if (action.records === null) return null;
  const { madeBy, ...records } = action.records;
  const done = outcome.status === "done";
  const made = madeBy === undefined ? (done ? outcome.made : null) : madeIn(before, madeBy);
  const subjectId = records.subjectId ?? made?.id ?? null;
  if (records.kind === "proof" && outcome.proof === undefined) return null;
  const isPartOf = records.kind === "deleted" || (records.kind !== "made" && !signal.aborted);
  if (subjectId === null || (!done && !isPartOf)) return null;
  return {
    ...records,
    subjectId,
    owner: plan.config.resolved.id,
    run: run.id,
    time: run.time,
    status: outcome.status,
    problem: done ? null : { code: outcome.diagnostic.code, summary: outcome.diagnostic.summary },
    freed: done ? (outcome.moved.freed ?? null) : null,
    ...(outcome.proof === undefined ? {} : { proof: outcome.proof }),
  };
}

function madeIn(before: readonly ActionReport[], id: string): ActionReport["made"] {
  return before.find(({ action }) => action === id)?.made ?? null;
}
