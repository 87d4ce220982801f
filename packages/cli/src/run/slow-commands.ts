import type { Context } from "../context.ts";

/** How often the commands that take long are named, in milliseconds. */
const BETWEEN = 30_000;

/** Names the commands that take long while `work` goes on. */
export async function namingSlowCommands<T>({ atWork, terminal }: Context, work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => {
    for (const line of atWork.slow()) terminal.error(line);
  }, BETWEEN);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
