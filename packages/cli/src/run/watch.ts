import { setTimeout as sleep } from "node:timers/promises";
import type { Terminal } from "../terminal.ts";

export interface Page {
  readonly lines: readonly string[];
  /** Milliseconds until the next one. */
  readonly wait: number;
}

/**
 * Shows a page again and again until `stop`: in place on a terminal, else one below the other, with an empty line between
 * them and only when it has changed.
 */
export async function watch(
  pageNow: () => Promise<Page>,
  terminal: Pick<Terminal, "page" | "out" | "drawPage">,
  stop: AbortSignal,
): Promise<void> {
  let before: string | null = null;
  while (!stop.aborted) {
    const { lines, wait } = await pageNow();
    // A page that a signal interrupted shows interrupted queries.
    if (stop.aborted) return;
    if (terminal.page) terminal.drawPage(lines);
    else if (lines.join("\n") !== before)
      for (const line of before === null ? lines : ["", ...lines]) terminal.out(line);
    before = lines.join("\n");
    await sleep(wait, undefined, { signal: stop }).catch(() => {});
  }
}
