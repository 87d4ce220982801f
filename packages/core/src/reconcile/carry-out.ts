import { setTimeout } from "node:timers/promises";
import { watchChangers } from "../apply/changers.ts";
import { applyPlan } from "../apply/executor.ts";
import type { ApplyRequest } from "../apply/request.ts";
import type { RunEntry } from "../journal/entry.ts";
import type { Plan } from "../model/plan.ts";
import type { RecordLine } from "../model/record.ts";
import type { Report } from "../model/report.ts";
import { type RunRef, runAt } from "../model/run.ts";
import { RDUMP_VERSION } from "../model/version.ts";
import { doubtsOf } from "../record/doubts.ts";
import type { Host } from "./host.ts";
import { type Session, secondOf } from "./session.ts";
import { writable } from "./state.ts";

export interface CarryOutOptions {
  /** The id of the run. */
  readonly run: string;
  /** The user confirmed the guarded deletions by their exact number. */
  readonly allowDestroy: boolean;
}

/** Applies a plan as one run with its own journal. The caller holds the lock. */
export async function carryOut(session: Session, plan: Plan, options: CarryOutOptions): Promise<Report> {
  const { host, config, providers, stop, listener, whileActing = (actions) => actions() } = session;
  const state = host.state(config.stateDir);
  const journal = await state.beginJournal(options.run);
  try {
    await pastSecond(host, plan);
    const run = runAt(options.run, secondOf(host), config.machine);
    // A point of a run that is not in the record counts as a point of another machine.
    const begins: RecordLine = { type: "run", run: run.id, time: run.time };
    await writable(state.path, () => state.appendRecord([begins, ...doubtsOf(plan, run)]));
    await writable(state.path, () => journal.append(headOf(session, plan, run)));
    const changers = watchChangers(journal, listener.event);
    const request: ApplyRequest = {
      plan,
      run,
      providers,
      ...host.worker({ stop, longest: config.limits.time, changers, shielded: providers.shielded }),
      journal,
      note: (lines) => state.appendRecord(lines),
      allowDestroy: options.allowDestroy,
      signal: stop.signal,
      report: listener.event,
      atWork: () => changers.atWork(),
    };
    return await whileActing(() => applyPlan(request));
  } finally {
    await journal.close();
  }
}

/** Milliseconds, and number of attempts: the wait ends even if the clock stands still. */
const [PAUSE, MOST_PAUSES] = [50, 40];

/**
 * Names of points have whole seconds. A point that was requested begins in a later second than all that the plan has
 * seen, so its name is free.
 */
async function pastSecond(host: Host, { extra, asOf }: Plan): Promise<void> {
  if (extra === undefined) return;
  const seen = Date.parse(asOf);
  for (let pauses = 0; secondOf(host) <= seen && pauses < MOST_PAUSES; pauses++) await setTimeout(PAUSE);
}

/** The first entry of a run's journal. */
function headOf({ host, config, file, digest }: Session, plan: Plan, { id, time }: RunRef): RunEntry {
  const { bootId, pidNamespace, pid } = host.identity.own();
  return {
    type: "run",
    run: id,
    time,
    owner: config.id,
    host: host.hostname,
    bootId,
    pidNamespace,
    pid,
    rdump: RDUMP_VERSION,
    config: { file, digest },
    actions: plan.actions.length,
    ...(plan.partial ? { unplanned: unplannedIn(plan) } : {}),
  };
}

/** A plan can have an error for each of thousands of targets. */
const MOST_UNPLANNED = 20;

function unplannedIn({ diagnostics }: Plan): readonly string[] {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return errors
    .slice(0, MOST_UNPLANNED)
    .map(({ address, summary, code }) => `${address === undefined ? "" : `${address}: `}${summary} [${code}]`);
}
