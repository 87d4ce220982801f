import type { Host } from "@rdump/core";
import { Failure, visible } from "@rdump/core/start";
import { CommanderError } from "commander";
import { AtWork } from "./at-work.ts";
import { commandFirst } from "./command-first.ts";
import type { Context, ExitCode } from "./context.ts";
import { readInput } from "./input.ts";
import { buildProgram } from "./program.ts";
import { signalsFor } from "./signals.ts";
import { openTerminal, type Streams } from "./terminal.ts";

/** The surroundings of the command. Tests and demonstrations pass another clock and other streams. */
export interface World {
  readonly clock?: () => number;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly streams?: Streams;
  /** Ends the process at once. */
  readonly leave?: (code: number) => void;
}

/** Runs `rdump` with these arguments and returns its exit status. */
export async function main(argv: readonly string[], world: World = {}): Promise<ExitCode> {
  const { stdin, stdout, stderr } = world.streams ?? process;
  const env = world.env ?? process.env;
  const terminal = openTerminal({ stdin, stdout, stderr }, env);
  const atWork = new AtWork();
  const leave = world.leave ?? process.exit;
  const signals = signalsFor(terminal, atWork, leave);
  let host: Host | null = null;
  const context: Context = {
    get host() {
      if (host === null) throw new Error("no command has begun");
      return host;
    },
    user: { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 },
    env,
    cwd: world.cwd ?? process.cwd(),
    terminal,
    input: (most) => readInput(stdin, most),
    texts: new Map(),
    trees: new Map(),
    holding: signals.holding,
    stop: { signal: signals.signal, hurry: signals.hurry },
    atWork,
  };
  // Help and wrong options need no host, and most of the program is loaded with it.
  const begin = async () => {
    const { thisHost } = await import("./begin.ts");
    host = thisHost({ env, clock: world.clock ?? Date.now });
  };
  const ended = await runProgram(argv, context, begin).finally(() => host?.close?.());
  const exitCode = signals.exitCode() ?? ended;
  if (atWork.leftBehind) leave(exitCode);
  return exitCode;
}

async function runProgram(argv: readonly string[], context: Context, begin: () => Promise<void>): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const program = buildProgram(context, (code) => {
    exitCode = code;
  });
  program.hook("preAction", begin);
  try {
    await program.parseAsync([...commandFirst(argv)], { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
    if (error instanceof Failure) {
      const { showFailure } = await import("./failures.ts");
      showFailure(error, argv.includes("--json"), context);
    } else context.terminal.error(`Error in rdump itself. Please report it:\n${visibleLines(error)}`);
    return 1;
  }
}

function visibleLines(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return text.split("\n").map(visible).join("\n");
}
