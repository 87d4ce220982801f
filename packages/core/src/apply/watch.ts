import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ReadIo } from "../io/capability.ts";
import type { Action } from "../model/action.ts";
import type { Scope } from "../model/scope.ts";
import type { Providers } from "../provider/providers.ts";

/** Time between two checks whether running work can still end. */
const BETWEEN = 5_000;

export type Watched<T> = { readonly done: T } | { readonly stuck: Diagnostic };

/**
 * Does some work, unless it would never end because the kernel has suspended a device or pool. A process that waits for
 * such a device cannot be killed. So the work is not begun. If the suspension is detected during the work, twice in a
 * row, the work is abandoned; the second query gives the work time to fail by itself.
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
  // The promise that loses the race is not awaited, and must not become an unhandled rejection.
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
    // The timer must not keep the process alive.
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

/** Whether the object of an action, or an object that it depends on, is suspended. */
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
