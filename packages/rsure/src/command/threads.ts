import { statSync } from "node:fs";
import { fsPath } from "../format/bytes.ts";
import { defaultThreads, type HashThread, startThread } from "../scan/thread.ts";
import { placeOf } from "../store/place.ts";
import type { Arguments } from "./arguments.ts";
import type { CommandIo } from "./io.ts";

/** A surefile of at least this many bytes records some thousand files, which are worth threads. */
const LARGE = 1 << 17;

/**
 * Starts the hashing threads at once where the surefile says that the tree is large, so that they are ready when the rest
 * of the program is loaded and the tree is opened.
 */
export async function withThreads<T>(
  args: Arguments,
  io: CommandIo,
  use: (threads: readonly HashThread[]) => Promise<T>,
): Promise<T> {
  const size = statSync(fsPath(placeOf(args.file).file), { throwIfNoEntry: false })?.size ?? 0;
  const count = size < LARGE ? 0 : (args.threads ?? defaultThreads()) - 1;
  const threads = Array.from({ length: Math.max(0, count) }, () =>
    startThread({ worker: io.worker, xattrs: args.xattrs }),
  );
  const started = threads.filter((thread) => thread !== undefined);
  try {
    return await use(started);
  } finally {
    await Promise.all(started.map((thread) => thread.worker.terminate()));
  }
}
