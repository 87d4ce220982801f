import type { Command } from "../../model/command.ts";
import type { ChangerWatch } from "../changer-watch.ts";
import { localProcesses } from "../process-table.ts";
import type { Child } from "./launch.ts";
import { endWithUs, stopGently } from "./stop.ts";
import { callAfter } from "./timer.ts";

/** When and how a process is ended. */
export interface Supervision {
  /** Told to stop: every process but a changer is ended. */
  readonly signal: AbortSignal;
  /** Hurry: an interrupted process has less time to end. */
  readonly hurry?: AbortSignal | undefined;
  /** Time limit for a command that declares none, in milliseconds. */
  readonly longest?: number | undefined;
  /** How long a command may go on after the stop signal before it is ended, in milliseconds. */
  readonly grace?: number | undefined;
  /** The work of the command makes no progress: it is ended at once. */
  readonly stalled?: AbortSignal | undefined;
  readonly changers?: ChangerWatch | undefined;
}

export interface Supervised {
  /** Whether rdump ended the process. */
  readonly stopped: boolean;
  /** The time limit that the process exceeded, in milliseconds. */
  readonly outOfTime?: number;
}

type Supervise = (command: Command, child: Child, supervision: Supervision) => Promise<Supervised>;

/**
 * Waits for a process to end, and ends it when rdump is interrupted or its time is over. A changer is only waited for.
 */
export const supervise: Supervise = (command, child, supervision) =>
  command.nature === "changer"
    ? superviseChanger(command, child, supervision)
    : superviseReader(command, child, supervision);

/**
 * Reports a changer as soon as it has started, and when it has ended. Its start time is read at once: a process that no
 * one has waited for yet still has one.
 */
const superviseChanger: Supervise = async ({ argv }, { pid, exit }, { changers }) => {
  if (pid === undefined) return { stopped: false };
  const begun = changers?.began({ pid, startTime: localProcesses.statOf(pid)?.startTime ?? "", argv });
  await exit;
  await begun;
  await changers?.ended(pid);
  return { stopped: false };
};

const superviseReader: Supervise = async ({ attended, timeout }, child, supervision) => {
  const { signal, hurry, longest, grace, stalled } = supervision;
  const { pid, exit, stdin } = child;
  if (pid === undefined) return { stopped: false };
  let stopped = false;
  let outOfTime: number | undefined;
  const end = () => {
    if (stopped || child.hasEnded()) return;
    stopped = true;
    if (attended) stdin?.end();
    else stopGently(pid, exit, hurry);
  };

  let cancelGrace = () => {};
  const stop = () => {
    if (grace === undefined) end();
    else cancelGrace = callAfter(grace, end);
  };
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  stalled?.addEventListener("abort", end, { once: true });

  const limit = timeout === null ? longest : timeout * 1000;
  const endLate = () => {
    if (!stopped && !child.hasEnded()) outOfTime = limit;
    end();
  };
  const cancelLimit = limit === undefined ? () => {} : callAfter(limit, endLate);

  const release = attended ? () => {} : endWithUs(pid);
  await exit;
  release();
  signal.removeEventListener("abort", stop);
  stalled?.removeEventListener("abort", end);
  cancelGrace();
  cancelLimit();
  return { stopped, ...(outOfTime === undefined ? {} : { outOfTime }) };
};
