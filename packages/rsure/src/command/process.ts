import { constants } from "node:os";
import { workAmongDescriptors } from "../descriptor/path.ts";
import { keepHeapsSmall } from "../heap.ts";
import { main } from "./main.ts";

export { main };

/**
 * The command as a process: the first signal lets it clean up, the second one ends it at once.
 *
 * @param argv as for `main`
 */
export async function runProcess(argv: readonly string[]): Promise<void> {
  keepHeapsSmall();
  workAmongDescriptors();
  const ending = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(name, () => {
      process.exitCode = 128 + constants.signals[name];
      ending.abort();
    });
  }
  const { stdout, stderr } = process;
  try {
    const status = await main(argv, { stdout, stderr, signal: ending.signal });
    process.exitCode ??= status;
  } catch (error) {
    if (!ending.signal.aborted) throw error;
  }
}
