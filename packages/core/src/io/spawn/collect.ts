import type { LineListener } from "../capability.ts";
import { Capture } from "./capture.ts";
import type { ChangerOutput } from "./changer-output.ts";
import { drainEnded } from "./drain.ts";
import type { Child } from "./launch.ts";
import { signalProcess } from "./stop.ts";

export interface Collected {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  /** Whether standard output was longer than allowed. */
  readonly overflow: boolean;
}

/**
 * Reads what a process prints. Returns a function to call once after the process has ended: it reads the rest and
 * returns the whole.
 */
export function collect(
  child: Child,
  files: ChangerOutput | null,
  maxOutput: number,
  listener: LineListener | undefined,
): () => Promise<Collected> {
  return files === null ? fromPipes(child, maxOutput, listener) : fromFiles(files, maxOutput, listener);
}

function fromPipes(child: Child, maxOutput: number, listener: LineListener | undefined): () => Promise<Collected> {
  const { stdout, stderr } = child;
  if (stderr === null) throw new Error("the process has no pipes to read");
  const capture = new Capture(maxOutput, listener, () => {
    if (child.pid === undefined) return;
    // The closed pipe ends a process that rdump may not signal.
    child.stdin?.end();
    if (!child.hasEnded()) signalProcess(child.pid, "SIGKILL");
    stdout?.destroy();
  });
  // The output of a stage of a pipeline goes to the next stage.
  const pipes = stdout === null ? [stderr] : [stdout, stderr];
  const drained = Promise.all([stdout === null ? null : capture.stdout(stdout), capture.stderr(stderr)]);
  return async () => {
    await drainEnded(pipes, drained);
    return capture.result();
  };
}

/** A changer that prints too much goes on; its output beyond the limit is dropped. */
function fromFiles(
  files: ChangerOutput,
  maxOutput: number,
  listener: LineListener | undefined,
): () => Promise<Collected> {
  const capture = new Capture(maxOutput, listener, () => {});
  return async () => {
    const { stdout, stderr } = files.read();
    await Promise.all([capture.stdout(stdout), capture.stderr(stderr)]);
    return capture.result();
  };
}
