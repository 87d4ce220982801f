import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import {
  type ApplyEvent,
  awaitChangers,
  desire,
  failure,
  hindrances,
  isElsewhere,
  isoOf,
  liveChangers,
  openLocalReader,
  stampOf,
  takeLock,
  unfinishedRuns,
  withoutLifeline,
} from "@rdump/core";
import type { Context } from "../context.ts";
import { showDiagnostics } from "../failures.ts";
import { type Session, wholeSeconds } from "../session.ts";
import { inState } from "./state-directory.ts";

/** The id of a run that begins now: used once. */
export function newRunId(context: Context): string {
  return `${stampOf(wholeSeconds(context.clock()))}-${randomBytes(4).toString("hex")}`;
}

export interface LockedOptions {
  /** How long to wait for another run, in milliseconds. */
  readonly wait: number;
  readonly report: (event: ApplyEvent) => void;
}

/** Holds the state directory's lock while `work` does something, once no command of a dead run is at work any more. */
export async function locked<T>(
  session: Session,
  context: Context,
  { wait, report }: LockedOptions,
  work: (run: string) => Promise<T>,
): Promise<T> {
  const { stateDir } = session.config;
  const bare = withoutLifeline(context.env);
  if (bare !== null) showDiagnostics([bare], context);
  const run = newRunId(context);
  const since = isoOf(wholeSeconds(context.clock()));
  const lock = await inState(stateDir, () => takeLock({ stateDir, run, since, wait, signal: context.signal }));
  try {
    await waitForTheDead(session, context, report);
    return await work(run);
  } finally {
    await lock.release();
  }
}

/**
 * How long a command is waited for, in milliseconds, that a run left behind because it hung, or whose end cannot be seen from
 * here: whoever broke the lock of a run in another PID namespace vouched for that.
 */
const LEFT_BEHIND = 30_000;

/** What would keep such a command from ending is looked for first, and named. */
async function waitForTheDead(
  { config, providers, only }: Session,
  context: Context,
  report: (event: ApplyEvent) => void,
): Promise<void> {
  const { runs, atWork } = await unfinishedRuns(config.stateDir, hostname());
  if (liveChangers([...runs, ...atWork]).length === 0) return;
  const io = openLocalReader({ env: context.env, signal: context.signal, hurry: context.hurry });
  const desired = desire(config, wholeSeconds(context.clock()), only);
  showDiagnostics(await hindrances(desired, providers, io), context);
  // It may hang for as long as its pool has stopped; what has not is backed up all the same.
  const unseen = runs.filter(({ host, pidNamespace }) => host !== null && isElsewhere({ host, pidNamespace }));
  await awaitChangers(
    [...atWork, ...unseen],
    AbortSignal.any([context.signal, AbortSignal.timeout(LEFT_BEHIND)]),
    report,
  );
  const others = runs.filter((each) => !unseen.includes(each));
  if (await awaitChangers(others, context.signal, report)) return;
  throw failure("apply-stopped", "The run was told to stop", "It was still waiting for a command of a dead run.");
}
