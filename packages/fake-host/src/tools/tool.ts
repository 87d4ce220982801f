import type { Command } from "@rdump/core/provider";
import type { World } from "../world/world.ts";

/** A command, for a tool. */
export interface Call {
  readonly argv: readonly string[];
  /** An absolute path; what the command was started in. */
  readonly cwd: string;
  readonly env: Command["env"];
  /** In a pipeline, the output of the stage before; else empty. */
  readonly stdin: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** How a command ends: the world after it, and what it printed. */
export interface Ended {
  readonly world: World;
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The world after the kill of a command. */
export interface Half {
  readonly what: string;
  readonly world: World;
}

export interface Tool {
  run(world: World, call: Call): Ended;
  /** The intermediate states in which this command can be killed; none if the command is one step in the kernel. */
  halves?(world: World, call: Call): readonly Half[];
}

export function done(world: World, stdout = ""): Ended {
  return { world, exitCode: 0, stdout, stderr: "" };
}

export function refused(world: World, exitCode: number, stderr: string): Ended {
  return { world, exitCode, stdout: "", stderr: `${stderr}\n` };
}

/** Waits for a suspended device, and never returns. No test may reach this. */
export class Hung extends Error {
  constructor(what: string) {
    super(`hangs for ever: ${what}`);
  }
}
