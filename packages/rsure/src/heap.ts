import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Garbage of this many files is not collected: a collection takes about as long as reading two thousand files. */
const FILES = 50_000;

/** About as long is the line of a file in a revision's text. */
const LINE = 150;

let small = false;
let files = 0;
let collect: (() => void) | undefined;

/**
 * Keeps all heaps of this process from growing with the garbage that passes through them: what is alive in a scan is a
 * few batches, however large the tree. This is a decision on the whole process, so only the command as a process takes
 * it.
 */
export function keepHeapsSmall(): void {
  small = true;
  setFlagsFromString("--semi-space-growth-factor=1");
  // Each core is busy: helper threads of the collector would slow down the hashing threads.
  setFlagsFromString("--no-parallel-scavenge");
}

/** Whether heaps are kept small. A thread must set it again, because Node resets the flag when it starts a thread. */
export const heapsAreSmall = (): boolean => small;

/**
 * Must be called for all files that this thread has processed. Collects garbage from time to time, if heaps are kept
 * small.
 */
export function noteFiles(count: number): void {
  files += count;
  if (!small || files < FILES) return;
  files = 0;
  if (!collect) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc") as () => void;
  }
  collect();
}

/** The same text; the files in it count for `noteFiles`. For what reads revisions and no tree. */
export async function* noteText(text: AsyncIterable<string>): AsyncGenerator<string, void> {
  for await (const piece of text) {
    noteFiles(piece.length / LINE);
    yield piece;
  }
}
