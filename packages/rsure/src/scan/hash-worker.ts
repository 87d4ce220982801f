import { parentPort, workerData } from "node:worker_threads";
import type { Settings } from "./batch.ts";
import { EntryReader } from "./entries.ts";
import type { Answer, Request } from "./pool.ts";

/** The entry of a hashing thread: a request in, an answer out, in order. */
const reader = new EntryReader(workerData as Settings);

parentPort?.on("message", ({ id, batch }: Request) => {
  const reading = reader.read(batch);
  let step = reading.next();
  while (!step.done) step = reading.next();
  const answer: Answer = { id, result: step.value };
  parentPort?.postMessage(answer);
});
