import { availableParallelism } from "node:os";
import { type ResourceLimits, Worker } from "node:worker_threads";
import type { Batch, BatchResult, Settings } from "./batch.ts";
import { EntryReader } from "./entries.ts";
import { heapsAreSmall } from "./heap.ts";

export interface Request {
  readonly id: number;
  readonly batch: Batch;
}

export interface Answer {
  readonly id: number;
  readonly result: BatchResult;
}

/** What a thread is started with. */
export interface WorkerSetup {
  readonly settings: Settings;
  readonly smallHeaps: boolean;
}

interface Task {
  readonly batch: Batch;
  resolve(result: BatchResult): void;
  reject(error: unknown): void;
}

interface Hand {
  readonly worker: Worker;
  readonly tasks: Map<number, Task>;
}

export interface PoolOptions {
  readonly settings: Settings;
  /** Threads that read and hash, the calling one among them. */
  readonly threads: number;
  /** The script of a worker, where it is not beside this file (a bundle). */
  readonly worker: URL | undefined;
}

/** Batches that a worker has at a time: one to work on, the others so that it need not wait for this thread. */
const AHEAD = 3;

/** A worker starts in the time in which about this many batches are read here: few enough are not worth one. */
const WORTH_A_WORKER = 2;

/**
 * A thread's heap. It holds a few batches and nothing else, so a small limit makes V8 collect early and is never met; the
 * extended attributes of a batch may be large.
 */
const limitsOf = (settings: Settings): ResourceLimits => ({
  maxYoungGenerationSizeMb: 8,
  maxOldGenerationSizeMb: settings.xattrs ? 1024 : 32,
});

export const defaultThreads = (): number => Math.min(availableParallelism(), 8);

/**
 * The script beside this file. Run from the sources there is none: a loader for TypeScript is not handed on to threads by
 * Node 20, so unless `PoolOptions.worker` names one the calling thread does all the work.
 */
const ownWorker = (): URL | undefined =>
  import.meta.url.endsWith(".ts") ? undefined : new URL("./hash-worker.js", import.meta.url);

/**
 * Reads batches on several threads. This thread takes part whenever the workers have enough to do, in short steps, so that
 * whatever else it has to do goes on; a small tree is done before a worker would have started, so none is.
 */
export class Pool {
  readonly #options: PoolOptions;
  readonly #reader: EntryReader;
  readonly #hands: Hand[] = [];
  readonly #urgent: Task[] = [];
  readonly #waiting: Task[] = [];
  #own: { readonly task: Task; readonly reading: Generator<void, BatchResult> } | undefined;
  #stepping = false;
  #closed = false;
  #seen = 0;
  #nextId = 0;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#reader = new EntryReader(options.settings);
  }

  /** @param urgent before all that is not: the rest of a batch that others wait for */
  run(batch: Batch, urgent: boolean): Promise<BatchResult> {
    return new Promise((resolve, reject) => {
      (urgent ? this.#urgent : this.#waiting).push({ batch, resolve, reject });
      this.#seen++;
      if (urgent || this.#seen > WORTH_A_WORKER) this.#hire();
      this.#deal();
    });
  }

  /** Ends all threads; what is not done yet is never done. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#own?.reading.return(undefined as never);
    await Promise.all(this.#hands.map((hand) => hand.worker.terminate()));
  }

  #hire(): void {
    const script = this.#options.worker ?? ownWorker();
    if (!script || this.#hands.length >= this.#options.threads - 1) return;
    const worker = new Worker(script, {
      workerData: { settings: this.#options.settings, smallHeaps: heapsAreSmall() } satisfies WorkerSetup,
      resourceLimits: limitsOf(this.#options.settings),
    });
    const hand: Hand = { worker, tasks: new Map() };
    this.#hands.push(hand);
    worker.on("message", ({ id, result }: Answer) => {
      const task = hand.tasks.get(id);
      hand.tasks.delete(id);
      this.#deal();
      task?.resolve(result);
    });
    worker.on("error", (error) => this.#fail(error));
  }

  #fail(error: unknown): void {
    const tasks = [...this.#hands.flatMap((hand) => [...hand.tasks.values()]), ...this.#urgent, ...this.#waiting];
    for (const hand of this.#hands) hand.tasks.clear();
    this.#urgent.length = this.#waiting.length = 0;
    for (const task of tasks) task.reject(error);
  }

  #deal(): void {
    for (let depth = 0; depth < AHEAD; depth++) {
      for (const hand of this.#hands) {
        if (hand.tasks.size > depth) continue;
        const task = this.#take();
        if (!task) return;
        const request: Request = { id: this.#nextId++, batch: task.batch };
        hand.tasks.set(request.id, task);
        hand.worker.postMessage(request);
      }
    }
    if (!this.#stepping) this.#scheduleStep();
  }

  #take(): Task | undefined {
    return this.#urgent.shift() ?? this.#waiting.shift();
  }

  #scheduleStep(): void {
    this.#stepping = true;
    setImmediate(() => {
      this.#stepping = false;
      if (!this.#closed) this.#step();
    });
  }

  #step(): void {
    if (!this.#own) {
      const task = this.#take();
      if (!task) return;
      this.#own = { task, reading: this.#reader.read(task.batch) };
    }
    const { task, reading } = this.#own;
    try {
      const { done, value } = reading.next();
      if (done) {
        this.#own = undefined;
        task.resolve(value);
      }
    } catch (error) {
      this.#own = undefined;
      task.reject(error);
    }
    if (this.#own || this.#urgent.length > 0 || this.#waiting.length > 0) this.#scheduleStep();
  }
}
