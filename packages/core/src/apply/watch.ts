import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ReadIo } from "../io/capability.ts";
import type { Action } from "../model/action.ts";
import type { Scope } from "../model/scope.ts";
import type { Providers } from "../provider/providers.ts";

/** How often something that runs is asked whether it can ever end. */
const BETWEEN = 5_000;

export type Watched<T> = { readonly done: T } | { readonly stuck: Diagnostic };

/**
 * Does some work, unless it would never end: the kernel has stopped what it touches, and a process that waits for that
 * cannot even be killed. So it is not begun; and what turns out to be so while it runs is left behind, once it was told
 * twice in a row, so that what fails by itself can say so.
 */
export async function unlessStuck<T>(
  begin: () => Promise<T>,
  isStuck: () => Promise<Diagnostic | null>,
  between = BETWEEN,
): Promise<Watched<T>> {
  const stuck = await isStuck().catch(() => null);
  if (stuck !== null) return { stuck };
  let ended = false;
  const done = begin().then((value) => {
    ended = true;
    return { done: value };
  });
  const watching = watch(isStuck, () => ended, between);
  // Whoever loses the race is not waited for, and must not be an unhandled rejection.
  done.catch(() => {});
  return Promise.race([done, watching.promise]).finally(watching.stop);
}

function watch(isStuck: () => Promise<Diagnostic | null>, isOver: () => boolean, between: number) {
  let timer: NodeJS.Timeout | null = null;
  let before = false;
  const promise = new Promise<{ readonly stuck: Diagnostic }>((resolve) => {
    const look = async () => {
      const stuck = await isStuck().catch(() => null);
      if (isOver()) return;
      if (stuck !== null && before) resolve({ stuck });
      before = stuck !== null;
      again();
    };
    // To watch is no reason to go on: whoever works keeps the process alive.
    const again = () => {
      timer = setTimeout(look, between).unref();
    };
    again();
  });
  const stop = () => {
    if (timer !== null) clearTimeout(timer);
  };
  return { promise, stop };
}

/** Whether what an action works on, or what it stands on, has stopped for good. */
export async function whyStuck(
  action: Action | null,
  scopes: readonly Scope[],
  providers: Providers,
  io: ReadIo,
): Promise<Diagnostic | null> {
  const own = action === null ? null : await providers.action(action.kind).stuck?.(action.input, io);
  if (own != null) return own;
  for (const { kind, input } of scopes) {
    const why = await providers.scope(kind).stuck?.(input, io);
    if (why != null) return why;
  }
  return null;
}
