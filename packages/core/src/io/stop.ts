/** How long a process may take to end by itself, before the next, harder signal. */
const PATIENCE = { interrupt: 15_000, terminate: 10_000 } as const;

/**
 * Ends a process that may be ended: an interrupt to the process itself, which lets borg write its checkpoint and
 * rsync keep its partial file; then, to its whole group, SIGTERM and SIGKILL. Never for a changer.
 */
export function stopGently(pid: number, ended: PromiseLike<unknown>): void {
  signalProcess(pid, "SIGINT");
  const terminate = setTimeout(() => signalProcess(-pid, "SIGTERM"), PATIENCE.interrupt);
  const kill = setTimeout(() => signalProcess(-pid, "SIGKILL"), PATIENCE.interrupt + PATIENCE.terminate);
  const calm = () => {
    clearTimeout(terminate);
    clearTimeout(kill);
  };
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
