import { parentPort, workerData } from "node:worker_threads";
import { EntryReader } from "./entries.ts";
import { keepHeapsSmall, noteFiles } from "./heap.ts";
import type { Answer, Request, WorkerSetup } from "./pool.ts";

/** The entry of a hashing thread: a request in, an answer out, in order. */
const { settings, smallHeaps } = workerData as WorkerSetup;
if (smallHeaps) keepHeapsSmall();
const reader = new EntryReader(settings);

parentPort?.on("message", ({ id, batch }: Request) => {
  const reading = reader.read(batch);
  let step = reading.next();
  while (!step.done) step = reading.next();
  const answer: Answer = { id, result: step.value };
  parentPort?.postMessage(answer);
  noteFiles(answer.result.files);
});
