import { lstatSync } from "node:fs";
import { inDirectory } from "../descriptor/open-directory.ts";
import { within } from "../descriptor/path.ts";
import { SureError, systemCode } from "../errors.ts";
import { defaultThreads, type HashThread, startThread } from "../scan/thread.ts";
import type { Place } from "../store/place.ts";
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
  const count = Math.max(0, countOf(sizeOf(surefileAt(args.file)), args.threads ?? defaultThreads()));
  const threads = Array.from({ length: count }, () => startThread({ worker: io.worker, xattrs: args.xattrs }));
  const started = threads.filter((thread) => thread !== undefined);
  try {
    return await use(started);
  } finally {
    await Promise.all(started.map((thread) => thread.worker.terminate()));
  }
}

/** Undefined for a missing or unreadable surefile: the command reports that later. */
function sizeOf({ directory, name }: Place): number | undefined {
  try {
    return inDirectory(directory, (fd) => lstatSync(within(fd, name))).size;
  } catch (error) {
    if (systemCode(error) === undefined && !(error instanceof SureError)) throw error;
    return undefined;
  }
}
