import type { StreamCounter } from "../../model/command.ts";
import type { LineListener } from "../capability.ts";
import { callAfter } from "./timer.ts";

/** Counts the bytes that a pipeline moves, and notices when it moves nothing. */
export interface StreamWatch {
  /** For the lines of the stage that counts. */
  readonly listener: LineListener | undefined;
  /** Aborted when nothing has moved for too long. */
  readonly stalled: AbortSignal;
  /** In seconds; null if it did not stall. */
  stalledFor(): number | null;
  /** The pipeline has ended. */
  end(): void;
}

export function watchStream(counter: StreamCounter | null, listener: LineListener | undefined): StreamWatch {
  const stall = new AbortController();
  const watch = { stalled: stall.signal, stalledFor: () => (stall.signal.aborted ? (counter?.stall ?? null) : null) };
  if (counter === null) return { ...watch, listener, end: () => {} };
  const pattern = new RegExp(counter.pattern);
  const wait = () => callAfter(counter.stall * 1000, () => stall.abort());
  let cancel = wait();
  let bytes = 0;
  const stderr = (line: Buffer) => {
    listener?.stderr?.(line);
    const now = Number(pattern.exec(line.toString("latin1"))?.[1] ?? Number.NaN);
    if (!Number.isSafeInteger(now) || now === bytes) return;
    bytes = now;
    cancel();
    cancel = wait();
    listener?.moved?.(now);
  };
  return { ...watch, listener: { ...listener, stderr }, end: () => cancel() };
}
