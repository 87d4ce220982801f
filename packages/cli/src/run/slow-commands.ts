import type { Context } from "../context.ts";

/** Time between two reports of slow commands, in milliseconds. */
const BETWEEN = 30_000;

/** Reports slow commands while `work` runs. */
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
