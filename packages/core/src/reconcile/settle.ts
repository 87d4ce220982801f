import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { visible } from "../diagnostics/visible.ts";
import { JOURNAL } from "../journal/codes.ts";
import type { Entry, RecoveredState } from "../journal/entry.ts";
import type { OpenScope } from "../model/dead-run.ts";
import { canonicalJson } from "../model/json.ts";
import type { Plan } from "../model/plan.ts";
import type { ActionReport, Report } from "../model/report.ts";
import type { ExaminedRun } from "../observe/examine.ts";
import { HOOK_SCOPE } from "../provider/hook.ts";
import type { RecoverInput } from "../provider/inputs.ts";
import { RECOVER } from "../provider/recover.ts";
import type { Planned } from "./plan-for.ts";
import type { Session } from "./session.ts";
import type { StateDirectory } from "./state-directory.ts";

export interface Settlement {
  /** The report of the run that carried the plan out; null: there was nothing to do. */
  readonly report: Report | null;
  /** The id of that run. */
  readonly by: string;
}

/**
 * Records in the journal of each dead run the results of its actions, and its end if nothing of it is open. A failed
 * write is a warning: the next recovery examines that run again.
 */
export async function settle(
  session: Session,
  { plan, dead }: Pick<Planned, "plan" | "dead">,
  settlement: Settlement,
): Promise<void> {
  const { host, config, listener } = session;
  const state = host.state(config.stateDir);
  for (const run of dead) {
    const problem = await append(entriesFor(run, plan, settlement), run, state);
    if (problem !== null) listener.warn([problem]);
  }
}

async function append(entries: readonly Entry[], run: ExaminedRun, state: StateDirectory): Promise<Diagnostic | null> {
  try {
    const journal = await state.resumeJournal(run.path);
    try {
      for (const entry of entries) await journal.append(entry);
    } finally {
      await journal.close();
    }
    return null;
  } catch (error) {
    return notSettled(run, error instanceof Error ? error.message : String(error));
  }
}

/** Pure: the present facts about a dead run. */
export function entriesFor(dead: ExaminedRun, plan: Plan, { report, by }: Settlement): readonly Entry[] {
  const { scopes, intents } = dead;
  const entries: Entry[] = [];
  let open = false;
  for (const { action, found } of intents) {
    if ("diagnostic" in found) open = true;
    else entries.push({ type: "recovered", action, state: found.state satisfies RecoveredState, by });
  }
  for (const scope of scopes) {
    const released = releaseOf(scope, dead, plan, report);
    if (released !== null)
      entries.push({ type: "scope-closed", scope: scope.scope, diagnostic: released.diagnostic, by });
    if (released === null || !isOver(scope, released)) open = true;
  }
  return open ? entries : [...entries, { type: "end", status: "recovered" }];
}

/** A failed hook is not run again: its failure was reported. */
function isOver({ kind }: OpenScope, { status }: ActionReport): boolean {
  return status === "done" || (kind === HOOK_SCOPE && status === "failed");
}

/** The result of the release of a scope; null if it was not tried. */
function releaseOf(
  { kind, input }: OpenScope,
  { run, began }: ExaminedRun,
  { actions }: Plan,
  report: Report | null,
): ActionReport | null {
  const wanted: RecoverInput = { scope: kind, input, run, time: began === "" ? null : began };
  const key = canonicalJson(wanted);
  const action = actions.find((each) => each.kind === RECOVER && canonicalJson(each.input) === key);
  const found = report?.actions.find((each) => each.action === action?.id) ?? null;
  return found?.status === "done" || found?.status === "failed" ? found : null;
}

function notSettled({ run, path }: ExaminedRun, why: string): Diagnostic {
  const detail = `The result of run ${visible(run)} could not be added to ${visible(path)}: ${why}. The next run examines that run again.`;
  return JOURNAL.warning("journal-not-written", detail);
}
