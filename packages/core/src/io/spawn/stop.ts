/** How long a process may take to end by itself, before the next, harder signal. */
const PATIENCE = { interrupt: 15_000, terminate: 10_000 } as const;
/** The same for a process whose time is over and that already got the first signal. */
const SHORT_PATIENCE = 2_000;

/**
 * Ends a process that may be ended: an interrupt to the process itself, which lets borg write its checkpoint and rsync
 * keep its partial file; then, to its whole group, SIGTERM and SIGKILL. With `hurry` these come at once. `ended` is
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
  const calm = () => {
    hurry?.removeEventListener("abort", hasten);
    clearTimeout(terminate);
    clearTimeout(kill);
    endGroup(pid);
  };
  if (hurry?.aborted === true) hasten();
  else hurry?.addEventListener("abort", hasten, { once: true });
  ended.then(calm, calm);
}

/** Process groups that must not outlive this process, by their leaders. */
const bound = new Set<{ readonly pid: number }>();

/**
 * Ends a process and its whole group when this one exits, also when this process is busy: the kernel ends only the
 * process itself, and not its children. Returns a function to call before the process number can be reused.
 */
export function endWithUs(pid: number): () => void {
  if (bound.size === 0) process.once("exit", endBound);
  const one = { pid };
  bound.add(one);
  return () => {
    bound.delete(one);
    if (bound.size === 0) process.off("exit", endBound);
  };
}

function endBound(): void {
  for (const { pid } of bound) signalProcess(-pid, "SIGKILL");
}

/** Time between two checks whether a group still has a process, in milliseconds. */
const LOOK = 100;

/**
 * Ends the remaining processes in the group of an ended process. While the group has a process, its number cannot be
 * reused. When it is empty, the number can be reused, and is not signalled any more.
 */
function endGroup(pid: number): void {
  const end = performance.now() + SHORT_PATIENCE;
  if (!signalProcess(-pid, "SIGTERM")) return;
  const free = endWithUs(pid);
  const looking = setInterval(() => {
    const isLate = performance.now() >= end;
    if (signalProcess(-pid, isLate ? "SIGKILL" : 0) && !isLate) return;
    clearInterval(looking);
    free();
  }, LOOK);
}

/**
 * False if there was no process to signal. It does not throw, also not for a process of root: such a query ends by
 * itself. Signal 0 only checks.
 */
export function signalProcess(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ESRCH" && code !== "EPERM") throw error;
    return code === "EPERM";
  }
}
