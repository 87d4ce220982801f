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

/** What must not outlive this process, by the leaders of their groups. */
const bound = new Set<{ readonly pid: number }>();

/**
 * Ends a process and its whole group when this one exits, however busy it was: the kernel sees to the process itself, and
 * not to what that has begun. Gives back what is to be called once its number may be another's.
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

/** How often it is looked whether anybody is left of a group, in milliseconds. */
const LOOK = 100;

/**
 * Ends what a process that has ended leaves of its group. The group is looked at without a gap: while anybody is in it, its
 * number is nobody else's; once nobody is, it may be, and is not signalled any more.
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
 * False when there was nobody to signal. Nothing is thrown for that, nor for one that is root's when we are not: such a query
 * ends by itself. 0 only asks.
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
