import { spawn } from "node:child_process";
import { once } from "node:events";

/** Programs with their arguments, the output of each the input of the next. */
export type Command = readonly (readonly string[])[];

export const pipeline = (...programs: Command): Command => programs;

/**
 * The environment of a program: only PATH. NODE_OPTIONS would change what is measured, and
 * NODE_EXTRA_CA_CERTS makes Node read all certificates that it knows before it starts anything (40 ms).
 */
const ENVIRONMENT = { PATH: process.env.PATH };

/** Milliseconds from the start of a command to its end. Exit statuses 0 and 1 (differences) count as success. */
export async function timed(command: Command): Promise<number> {
  const start = performance.now();
  let input: "ignore" | NonNullable<ReturnType<typeof spawn>["stdout"]> = "ignore";
  const ends = command.map(async ([program = "", ...args], index) => {
    const last = index === command.length - 1;
    const child = spawn(program, args, { env: ENVIRONMENT, stdio: [input, last ? "ignore" : "pipe", "inherit"] });
    if (child.stdout) input = child.stdout;
    const [status] = await once(child, "exit");
    if (status > 1) throw new Error(`${program} ended with ${status}`);
  });
  await Promise.all(ends);
  return performance.now() - start;
}
