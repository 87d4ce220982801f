import { runInNewContext } from "node:vm";

/**
 * The result of a function, if it ends in time. The functions of a hostile text can take hours (repeated names, nested
 * brackets, regular expressions), and no signal is handled while they run.
 *
 * @param milliseconds the longest time
 * @throws an Error with a sentence after this time; errors of the function
 */
export function within<T>(milliseconds: number, work: () => T): T {
  try {
    return runInNewContext("work()", { work }, { timeout: milliseconds }) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
    throw new Error(
      `The text could not be converted within ${milliseconds / 1000} s. Remove the parts that are repeated very often.`,
    );
  }
}
