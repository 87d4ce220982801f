import { parentPort, workerData } from "node:worker_threads";
import { keepHeapsSmall, noteFiles } from "../heap.ts";
import type { Settings } from "./batch.ts";
import { EntryReader } from "./entries.ts";
import type { Answer, Request } from "./pool.ts";
import type { ThreadSetup } from "./thread.ts";

/** The entry of a hashing thread: what to read first, then a request in, an answer out, in order. */
const { smallHeaps } = workerData as ThreadSetup;
if (smallHeaps) keepHeapsSmall();

parentPort?.once("message", (settings: Settings) => {
  const reader = new EntryReader(settings);
  parentPort?.on("message", ({ id, batch }: Request) => {
    const reading = reader.read(batch);
    let step = reading.next();
    while (!step.done) step = reading.next();
    const answer: Answer = { id, result: step.value };
    parentPort?.postMessage(answer);
    noteFiles(answer.result.files);
  });
});
