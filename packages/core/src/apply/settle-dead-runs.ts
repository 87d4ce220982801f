import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { visible } from "../diagnostics/visible.ts";
import type { Entry, RecoveredState } from "../journal/entry.ts";
import { resumeJournal } from "../journal/journal.ts";
import type { OpenScope } from "../model/dead-run.ts";
import { canonicalJson } from "../model/json.ts";
import type { Plan } from "../model/plan.ts";
import type { ExaminedRun } from "../observe/examine.ts";
import { HOOK_SCOPE } from "../provider/hook.ts";
import { RECOVER, type RecoverInput } from "../provider/recover.ts";
import type { ActionReport, Report } from "./report.ts";

export interface Recovered {
  readonly plan: Plan;
  /** Of the run that carried it out; null when there was nothing to take down. */
  readonly report: Report | null;
  /** The run that recovers. */
  readonly by: string;
}

/**
 * Writes into the journal of each dead run what became of what it had begun, and its end once nothing of it is open. Gives
 * back what could not be written: such a run is looked after again by the next recovery.
 */
export async function settleDeadRuns(
  dead: readonly ExaminedRun[],
  recovered: Recovered,
  now: () => number,
): Promise<readonly Diagnostic[]> {
  const problems: Diagnostic[] = [];
  for (const run of dead) {
    try {
      const journal = await resumeJournal(run.path, now);
      try {
        for (const entry of entriesFor(run, recovered)) await journal.append(entry);
      } finally {
        await journal.close();
      }
    } catch (error) {
      problems.push(notSettled(run, error instanceof Error ? error.message : String(error)));
    }
  }
  return problems;
}

/** Pure: what is now known of a dead run. */
export function entriesFor(dead: ExaminedRun, { plan, report, by }: Recovered): readonly Entry[] {
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

/** A hook that failed is not called again and again: that it failed has been said. */
function isOver({ kind }: OpenScope, { status }: ActionReport): boolean {
  return status === "done" || (kind === HOOK_SCOPE && status === "failed");
}

/** How the release of a scope ended; null when it was not tried. */
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
  return {
    code: "journal-not-written",
    severity: "warning",
    summary: "The run's journal could not be written",
    detail: `What became of run ${visible(run)} could not be added to ${visible(path)}: ${why}. It is looked after again next time, which does no harm.`,
  };
}
