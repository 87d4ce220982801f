import type { Readable } from "node:stream";
import type { LineListener } from "../capability.ts";
import { LineSplitter, Tail } from "../lines.ts";

const STDERR_TAIL = 64 * 1024;

/** Reads the output of a process up to a limit. */
export class Capture {
  readonly #maxOutput: number;
  readonly #listener: LineListener | undefined;
  readonly #tooMuch: () => unknown;
  readonly #stderr = new Tail(STDERR_TAIL);
  readonly #stdout: Buffer[] = [];
  #stdoutBytes = 0;
  #overflow = false;

  constructor(maxOutput: number, listener: LineListener | undefined, tooMuch: () => unknown) {
    this.#maxOutput = maxOutput;
    this.#listener = listener;
    this.#tooMuch = tooMuch;
  }

  stdout(stream: Readable): Promise<void> {
    const taken = this.#listener?.output;
    if (taken !== undefined) return drain(stream, taken);
    const heard = this.#listener?.stdout;
    if (heard !== undefined) return throughLines(stream, heard, () => {});
    return drain(stream, (chunk) => {
      if (this.#overflow) return;
      this.#stdoutBytes += chunk.length;
      this.#overflow = this.#stdoutBytes > this.#maxOutput;
      if (this.#overflow) this.#tooMuch();
      else this.#stdout.push(chunk);
    });
  }

  stderr(stream: Readable): Promise<void> {
    return throughLines(stream, this.#listener?.stderr ?? (() => {}), (chunk) => this.#stderr.push(chunk));
  }

  result(): { stdout: Buffer; stderr: Buffer; overflow: boolean } {
    return { stdout: Buffer.concat(this.#stdout), stderr: this.#stderr.bytes(), overflow: this.#overflow };
  }
}

function throughLines(stream: Readable, heard: (line: Buffer) => void, raw: (chunk: Buffer) => void): Promise<void> {
  const lines = new LineSplitter(heard);
  return drain(stream, (chunk) => {
    raw(chunk);
    lines.push(chunk);
  }).then(() => lines.end());
}

/** Ends with the stream, in any way: a killed process is not an error here. */
function drain(stream: Readable, take: (chunk: Buffer) => void): Promise<void> {
  return new Promise((resolve) => {
    stream.on("data", take);
    stream.once("error", () => resolve());
    stream.once("close", () => resolve());
  });
}
