import { APPLY } from "../apply/codes.ts";
import { desire } from "../desired/desire.ts";
import { blockers } from "../observe/observe.ts";
import { awaitChangers, liveChangers } from "./await-changers.ts";
import { newRun, type Session, secondOf } from "./session.ts";

/** Holds the lock of the state directory during `work`, which begins when no command of a dead run is active any more. `wait`: how long to wait for another run, in milliseconds. */
export async function withLock<T>(session: Session, wait: number, work: (run: string) => Promise<T>): Promise<T> {
  const { host, config, stop, listener } = session;
  const warnings = host.warnings();
  if (warnings.length > 0) listener.warn(warnings);
  const { run, since } = newRun(host);
  const lock = await host.state(config.stateDir).takeLock({ run, since, wait, signal: stop.signal });
  try {
    await awaitDeadRuns(session);
    return await work(run);
  } finally {
    await lock.release();
  }
}

/**
 * How long to wait for a command that a run left behind because it hung, or whose end cannot be seen from here, in
 * milliseconds. The user who broke the lock of a run in another PID namespace vouched for that run's death.
 */
const LEFT_BEHIND = 30_000;

/** Waits for the changers of dead runs. Obstacles to their end are reported first. */
async function awaitDeadRuns(session: Session): Promise<void> {
  const { host, config, providers, only, stop, listener } = session;
  const { identity } = host;
  const { runs, atWork } = await host.state(config.stateDir).unfinishedRuns();
  if (liveChangers([...runs, ...atWork], identity).length === 0) return;
  const desired = desire(config, secondOf(host), only);
  listener.warn(await blockers(desired, providers, host.reader(stop, providers.shielded)));
  const wait = (dead: typeof runs, signal: AbortSignal) => awaitChangers(dead, identity, signal, listener.event);
  // Such a command can hang as long as its pool is suspended. Volumes on other pools are still backed up.
  const unseen = runs.filter((each) => each.host !== null && identity.isElsewhere({ ...each, host: each.host }));
  await wait([...atWork, ...unseen], AbortSignal.any([stop.signal, AbortSignal.timeout(LEFT_BEHIND)]));
  const others = runs.filter((each) => !unseen.includes(each));
  if (await wait(others, stop.signal)) return;
  throw APPLY.failure("apply-stopped", "rdump was still waiting for a command of an earlier run.");
}
