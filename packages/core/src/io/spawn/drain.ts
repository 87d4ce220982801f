import type { Readable } from "node:stream";

/** How long the pipes of a process that has ended may be silent, in milliseconds, while something else holds them open. */
const SILENCE = 2_000;
/** How long that may go on printing at most. */
const LONGEST = 20_000;

/**
 * Waits until all is taken in of what a process printed that has ended. What it leaves in the background (a daemon of a
 * hook's, an ssh that serves others, too) may hold its pipes open for ever: these are closed then, and the rest is let go.
 * Of what the process printed itself nothing is: that is in the pipes when it ends.
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
