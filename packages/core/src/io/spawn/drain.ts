import type { Readable } from "node:stream";

/**
 * How long the pipes of a process that has ended may be silent, in milliseconds, while something else holds them open.
 */
const SILENCE = 2_000;
/** The maximum time for output of background processes. */
const LONGEST = 20_000;

/**
 * Waits until the whole output of an ended process is read. A background process that it started (a daemon of a hook, a
 * shared ssh) can keep the pipes open for ever: then they are closed, and later output is lost. Output of the process
 * itself is never lost: it is in the pipes when the process ends.
 */
export async function drainEnded(pipes: readonly Readable[], drained: Promise<unknown>): Promise<void> {
  let heard = false;
  for (const pipe of pipes) pipe.on("data", () => (heard = true));
  const release = () => {
    for (const pipe of pipes) pipe.destroy();
  };
  const look = () => {
    if (!heard) release();
    heard = false;
  };
  // An immediate comes after Node has read what is there, which it may not have done for long when it was busy.
  const silence = setInterval(() => setImmediate(look), SILENCE);
  const longest = setTimeout(() => setImmediate(release), LONGEST);
  await drained;
  clearInterval(silence);
  clearTimeout(longest);
}
