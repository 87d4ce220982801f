import type { Command } from "../../model/command.ts";
import type { Callers } from "../callers.ts";
import type { CommandResult } from "../capability.ts";
import { closeAll, openPlaces, type Placed } from "../places.ts";
import { findProgram, lifeline } from "../program.ts";
import { launch } from "./launch.ts";
import { stopGently } from "./stop.ts";

export interface HereOptions {
  readonly env: { readonly [name: string]: string };
  /** The input of the command on descriptors from 3 up. */
  readonly contents: readonly Buffer[];
  readonly signal: AbortSignal;
  readonly callers: Callers;
}

type Ended = Pick<CommandResult, "exitCode" | "signal" | "notStarted">;

/** Runs a command with the standard streams of this process. The command is ended when this process is interrupted. */
export async function spawnHere(command: Pick<Command, "argv" | "env"> & Placed, options: HereOptions): Promise<Ended> {
  const env = { ...options.env, ...command.env };
  const path = env.PATH ?? "";
  const places = await openPlaces(command, options.callers);
  try {
    if ("error" in places) return notStarted(places.error);
    const program = findProgram(command.argv[0], path, places.cwd);
    if ("error" in program) return notStarted(program.error);
    const child = launch({
      argv: [...lifeline(path), ...command.argv],
      cwd: places.cwd,
      env,
      stdin: "ignore",
      output: ["inherit", "inherit"],
      files: options.contents,
      directories: places.directories,
    });
    const { pid, exit } = child;
    if (pid === undefined) return notStarted(await child.startError());
    const stop = () => {
      if (!child.hasEnded()) stopGently(pid, exit);
    };
    if (options.signal.aborted) stop();
    options.signal.addEventListener("abort", stop, { once: true });
    await exit;
    return { ...child.ending(), notStarted: null };
  } finally {
    closeAll(places.held);
  }
}

function notStarted(code: string): Ended {
  return { exitCode: null, signal: null, notStarted: code };
}
