import type { Machine, RunResult } from "./machine.ts";

/** A machine as core's `farHost` works on one: any exit code is an answer. */
export function reach(machine: Machine) {
  return {
    run: (argv: readonly string[]): Promise<RunResult> => machine.run(argv, { mayFail: true, timeout: 600 }),
    write: (path: string, content: string): Promise<void> => machine.write(path, content),
  };
}
