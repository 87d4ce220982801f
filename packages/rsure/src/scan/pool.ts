import type { Worker } from "node:worker_threads";
import type { Batch, BatchResult, Settings } from "./batch.ts";
import { EntryReader } from "./entries.ts";
import { type HashThread, startThread } from "./thread.ts";

export interface Request {
  readonly id: number;
  readonly batch: Batch;
}

export interface Answer {
  readonly id: number;
  readonly result: BatchResult;
}

interface Task {
  readonly batch: Batch;
  resolve(result: BatchResult): void;
  reject(error: unknown): void;
}

interface Hand {
  readonly thread: HashThread;
  readonly worker: Worker;
  readonly tasks: Map<number, Task>;
}

export interface PoolOptions {
  readonly settings: Settings;
  /** Threads that read and hash, the calling one among them. */
  readonly threads: number;
  /** The script of a worker, where it is not beside this file (a bundle). */
  readonly worker: URL | undefined;
  /** Threads that were started before it was known what they are for. */
  readonly started: readonly HashThread[];
}

/** Batches that a worker has at a time: one to work on, the others so that it need not wait for this thread. */
const AHEAD = 3;

/** A worker starts in the time in which about this many batches are read here: few enough are not worth one. */
const WORTH_A_WORKER = 2;

/**
 * Reads batches on several threads. This thread takes part when the workers have enough work, in short steps, so that
 * its other work goes on. A small tree is finished before a worker could start, so no worker is started.
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
  #error: unknown;
  #seen = 0;
  #nextId = 0;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#reader = new EntryReader(options.settings);
    for (const thread of options.started) if (thread.xattrs || !options.settings.xattrs) this.#employ(thread);
  }

  /** @param urgent before all that is not: the rest of a batch that others wait for */
  run(batch: Batch, urgent: boolean): Promise<BatchResult> {
    return new Promise((resolve, reject) => {
      if (this.#error !== undefined) return reject(this.#error);
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
    const { settings, threads, worker } = this.#options;
    if (this.#hands.length >= threads - 1) return;
    const thread = startThread({ worker, xattrs: settings.xattrs });
    if (thread) this.#employ(thread);
  }

  #employ(thread: HashThread): void {
    const { worker } = thread;
    const hand: Hand = { thread, worker, tasks: new Map() };
    this.#hands.push(hand);
    worker.postMessage(this.#options.settings);
    worker.on("message", ({ id, result }: Answer) => {
      const task = hand.tasks.get(id);
      hand.tasks.delete(id);
      this.#deal();
      task?.resolve(result);
    });
    thread.onError = (error) => this.#fail(error);
    if (thread.error !== undefined) this.#fail(thread.error);
  }

  #fail(error: unknown): void {
    this.#error = error;
    const tasks = [...this.#hands.flatMap((hand) => [...hand.tasks.values()]), ...this.#urgent, ...this.#waiting];
    for (const hand of this.#hands) hand.tasks.clear();
    this.#urgent.length = this.#waiting.length = 0;
    for (const task of tasks) task.reject(error);
  }

  #deal(): void {
    // While all workers start, this thread would be idle without a task.
    if (!this.#own && this.#hands.every(({ thread }) => !thread.runs)) this.#begin();
    for (let depth = 0; depth < AHEAD; depth++) {
      for (const hand of this.#hands) {
        if (hand.tasks.size > depth) continue;
        // A large file that waits behind another one could be read by this thread meanwhile.
        if (depth > 0 && this.#next?.batch.alone) break;
        const task = this.#take();
        if (!task) {
          this.#scheduleStep();
          return;
        }
        const request: Request = { id: this.#nextId++, batch: task.batch };
        hand.tasks.set(request.id, task);
        hand.worker.postMessage(request);
      }
    }
    this.#scheduleStep();
  }

  get #next(): Task | undefined {
    return this.#urgent[0] ?? this.#waiting[0];
  }

  #take(): Task | undefined {
    return this.#urgent.shift() ?? this.#waiting.shift();
  }

  /** Takes a task for this thread. */
  #begin(): void {
    const task = this.#take();
    if (task) this.#own = { task, reading: this.#reader.read(task.batch) };
  }

  #scheduleStep(): void {
    if (this.#stepping) return;
    this.#stepping = true;
    setImmediate(() => {
      this.#stepping = false;
      if (!this.#closed) this.#step();
    });
  }

  #step(): void {
    if (!this.#own) this.#begin();
    if (!this.#own) return;
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
