import { Failure, failure, visible } from "@rdump/core";

/** Does what writes to a state directory; that it cannot be written to is told in words. */
export async function inState<T>(stateDir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof Failure || code === undefined) throw error;
    throw failure(
      "state-not-writable",
      "The state directory cannot be written to",
      `${visible(stateDir)}: ${visible(message)}. Without a lock and a journal nothing is begun. Make room, or give rdump the rights to it.`,
    );
  }
}
