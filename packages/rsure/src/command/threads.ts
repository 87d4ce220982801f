import { statSync } from "node:fs";
import { fsPath } from "../format/bytes.ts";
import { defaultThreads, type HashThread, startThread } from "../scan/thread.ts";
import type { Arguments } from "./arguments.ts";
import type { CommandIo } from "./io.ts";
import { surefileAt } from "./surefile.ts";

/** A surefile of at least this many bytes records some thousand files, which are worth threads. */
const LARGE = 1 << 17;

/**
 * How many threads to start before anything is known but the surefile's size. Of a tree that is scanned for the first time
 * nothing is known: it gets one, which is lost on a small tree but is ready when a large one is read.
 */
function countOf(size: number | undefined, threads: number): number {
  if (size === undefined) return Math.min(1, threads - 1);
  return size < LARGE ? 0 : threads - 1;
}

/**
 * Starts the hashing threads while the rest of the program is being loaded, where the tree is likely to be large.
 *
 * @param use is given what was started, which ends when it does
 */
export async function withThreads<T>(
  args: Arguments,
  io: CommandIo,
  use: (threads: readonly HashThread[]) => Promise<T>,
): Promise<T> {
  const size = statSync(fsPath(surefileAt(args.file).file), { throwIfNoEntry: false })?.size;
  const count = Math.max(0, countOf(size, args.threads ?? defaultThreads()));
  const threads = Array.from({ length: count }, () => startThread({ worker: io.worker, xattrs: args.xattrs }));
  const started = threads.filter((thread) => thread !== undefined);
  try {
    return await use(started);
  } finally {
    await Promise.all(started.map((thread) => thread.worker.terminate()));
  }
}
