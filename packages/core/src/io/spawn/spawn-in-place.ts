import { commandEnvironment, type VariablePattern } from "../environment.ts";
import { launch } from "./launch.ts";

/**
 * Runs a command with the standard input, output and error of this process, and gives its exit status; null: it was not
 * started, or ended by a signal. When its input ends, it ends.
 */
export async function spawnInPlace(
  argv: readonly [string, ...string[]],
  env: NodeJS.ProcessEnv,
  shielded: readonly VariablePattern[],
): Promise<number | null> {
  const output = ["inherit", "inherit"] as const;
  const environment = commandEnvironment(env, shielded);
  const child = launch({ argv, cwd: null, env: environment, stdin: 0, output, files: [], directories: [] });
  if (child.pid === undefined) {
    await child.startError();
    return null;
  }
  await child.exit;
  return child.ending().exitCode;
}
