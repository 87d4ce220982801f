import { constants } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { commandEnvironment, type VariablePattern } from "../environment.ts";
import { type Child, launch } from "./launch.ts";
import { openPipes } from "./pipe.ts";

export type Argv = readonly [string, ...string[]];

/** The exit status of each command of a pipeline, as a shell gives it; `before` null: it was ended because the last one had. */
export interface EndedInPlace {
  readonly before: number | null;
  readonly last: number;
}

/**
 * Runs a command with the standard input, output and error of this process, and gives its exit status as a shell does. When
 * its input ends, it ends.
 */
export async function spawnInPlace(
  argv: Argv,
  env: NodeJS.ProcessEnv,
  shielded: readonly VariablePattern[],
): Promise<number> {
  return ended(start(argv, 0, "inherit", commandEnvironment(env, shielded)));
}

/**
 * The same for a command that reads the output of `before`, through a pipe of the kernel. The sender can be silent when the
 * last command has ended, so `before` is then ended.
 */
export async function spawnPipeInPlace(
  before: Argv,
  argv: Argv,
  env: NodeJS.ProcessEnv,
  shielded: readonly VariablePattern[],
): Promise<EndedInPlace> {
  const environment = commandEnvironment(env, shielded);
  const ends = await openPipes(2, environment);
  if ("error" in ends) return { before: NOT_STARTED, last: NOT_STARTED };
  const [from, to] = ends;
  if (from?.stdout == null || to?.stdin == null) throw new Error("a pipe without ends");
  const second = start(argv, to.stdin, "inherit", environment);
  const first = start(before, 0, from.stdout, environment);
  for (const each of ends) each.close();
  const last = await ended(second);
  const status = await Promise.race([ended(first), pause(GRACE, null, { ref: false })]);
  if (status === null && first.pid !== undefined && !first.hasEnded()) process.kill(first.pid, "SIGTERM");
  return { before: status, last };
}

/** Milliseconds in which a command ends whose output has no reader any more, or that has written all. */
const GRACE = 2000;

const NOT_STARTED = 127;

function start(argv: Argv, stdin: number, stdout: "inherit" | number, env: { readonly [name: string]: string }): Child {
  return launch({ argv, cwd: null, env, stdin, output: [stdout, "inherit"], files: [], directories: [] });
}

async function ended(child: Child): Promise<number> {
  if (child.pid === undefined) {
    await child.startError();
    return NOT_STARTED;
  }
  await child.exit;
  const { exitCode, signal } = child.ending();
  return exitCode ?? 128 + (constants.signals[signal as NodeJS.Signals] ?? 0);
}
