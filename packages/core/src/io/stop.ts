/** How long a process may take to end by itself, before the next, harder signal. */
const PATIENCE = { interrupt: 15_000, terminate: 10_000 } as const;
/** The same for a process that was first asked gently, when there is no more time for that. */
const SHORT_PATIENCE = 2_000;

/**
 * Ends a process that may be ended: an interrupt to the process itself, which lets borg write its checkpoint and
 * rsync keep its partial file; then, to its whole group, SIGTERM and SIGKILL. With `hurry` these come at once. `ended` is
 * settled by its exit, at once. Never for a changer.
 */
export function stopGently(pid: number, ended: PromiseLike<unknown>, hurry?: AbortSignal): void {
  signalProcess(pid, "SIGINT");
  const terminate = setTimeout(() => signalProcess(-pid, "SIGTERM"), PATIENCE.interrupt);
  let kill = setTimeout(() => signalProcess(-pid, "SIGKILL"), PATIENCE.interrupt + PATIENCE.terminate);
  const hasten = () => {
    clearTimeout(terminate);
    clearTimeout(kill);
    signalProcess(-pid, "SIGTERM");
    kill = setTimeout(() => signalProcess(-pid, "SIGKILL"), SHORT_PATIENCE);
  };
  // What it leaves of its group is told at its end, and never later: once nobody is left, the number may be another's.
  const calm = () => {
    hurry?.removeEventListener("abort", hasten);
    clearTimeout(terminate);
    clearTimeout(kill);
    signalProcess(-pid, "SIGTERM");
  };
  if (hurry?.aborted === true) hasten();
  else hurry?.addEventListener("abort", hasten, { once: true });
  ended.then(calm, calm);
}

/** Nothing is thrown when it has ended already, nor when it is root's and we are not: such a query ends by itself. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ESRCH" && code !== "EPERM") throw error;
  }
}
