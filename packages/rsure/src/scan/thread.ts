import { availableParallelism } from "node:os";
import { type ResourceLimits, Worker } from "node:worker_threads";
import { heapsAreSmall } from "../heap.ts";

/** The start data of a thread. Its work comes in its first message. */
export interface ThreadSetup {
  readonly smallHeaps: boolean;
}

export interface ThreadOptions {
  /** The script, where it is not beside this file (a bundle). */
  readonly worker: URL | undefined;
  readonly xattrs: boolean;
}

/**
 * A thread's heap. It holds a few batches and nothing else, so a small limit makes V8 collect early and is never met; the
 * extended attributes of a batch may be large.
 */
const limitsOf = (xattrs: boolean): ResourceLimits => ({
  maxYoungGenerationSizeMb: 8,
  maxOldGenerationSizeMb: xattrs ? 1024 : 32,
});

export const defaultThreads = (): number => Math.min(availableParallelism(), 8);

/**
 * The script beside this file. Run from the sources there is none: a loader for TypeScript is not handed on to threads by
 * Node 20, so unless `ThreadOptions.worker` names one the calling thread does all the work.
 */
const ownWorker = (): URL | undefined =>
  import.meta.url.endsWith(".ts") ? undefined : new URL("./hash-worker.js", import.meta.url);

/** A hashing thread, which takes a good part of a tenth of a second to start, while others do other things. */
export class HashThread {
  readonly worker: Worker;
  /** Whether it has room for extended attributes. */
  readonly xattrs: boolean;
  /** Whether its script runs: until then it works on nothing. */
  runs = false;
  /** What it failed with. */
  error: unknown;
  onError: (error: unknown) => void = () => {};

  constructor(worker: Worker, xattrs: boolean) {
    this.worker = worker;
    this.xattrs = xattrs;
    worker.once("online", () => {
      this.runs = true;
    });
    worker.on("error", (error) => {
      this.error ??= error;
      this.onError(error);
    });
  }
}

/** `undefined` where there is no script for it. */
export function startThread({ worker, xattrs }: ThreadOptions): HashThread | undefined {
  const script = worker ?? ownWorker();
  if (!script) return undefined;
  const setup: ThreadSetup = { smallHeaps: heapsAreSmall() };
  return new HashThread(new Worker(script, { workerData: setup, resourceLimits: limitsOf(xattrs) }), xattrs);
}
