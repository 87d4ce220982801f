import { closeSync, readFileSync } from "node:fs";
import type { Command } from "../../model/command.ts";
import { NOT_STARTED } from "../attend/not-started.ts";
import { givenLine } from "../attend/wire.ts";
import { ownCallers } from "../callers.ts";
import type { CommandResult, LineListener } from "../capability.ts";
import { commandResult } from "../command-result.ts";
import type { VariablePattern } from "../environment.ts";
import { closeAll, type Handed, openPlaces } from "../places.ts";
import { findProgram, lifeline } from "../program.ts";
import { type ChangerOutput, openChangerOutput } from "./changer-output.ts";
import { collect } from "./collect.ts";
import { openDescriptors } from "./descriptors.ts";
import { type Child, launch } from "./launch.ts";
import type { PipeEnds } from "./pipe.ts";
import { type Supervision, supervise } from "./supervise.ts";

export interface SpawnOptions extends Supervision {
  /** The whole environment, except what the command adds. */
  readonly env: { readonly [name: string]: string };
  /** The variables that the attendant must not hand on from its own environment. */
  readonly shielded: readonly VariablePattern[];
  /** The longest standard output that is kept, in bytes. */
  readonly maxOutput: number;
  readonly listener?: LineListener | undefined;
  /** The ends of pipes that a stage of a pipeline gets. They are closed here as soon as the process has them. */
  readonly ends?: PipeEnds | undefined;
}

/** Runs a command to its end, in stages: launch, supervise, collect. */
export async function spawn(command: Command, options: SpawnOptions): Promise<CommandResult> {
  const started = process.hrtime.bigint();
  const milliseconds = () => Number((process.hrtime.bigint() - started) / 1_000_000n);
  const path = command.env.PATH ?? options.env.PATH ?? "";
  const refuse = (code: string) => {
    options.ends?.close();
    return notStarted(code, milliseconds());
  };
  const program = findProgram(command.argv[0], path, command.cwd);
  if ("error" in program) return refuse(program.error);
  const opened = openDescriptors(command);
  if ("error" in opened) return refuse(opened.error);
  const places = await openPlaces(command, ownCallers());
  const output = command.nature === "changer" ? openChangerOutput() : null;
  try {
    if ("error" in places) return notStarted(places.error, milliseconds());
    const open = { files: opened.files, directories: places.directories, output };
    return await runToEnd({ ...command, cwd: places.cwd }, open, options, milliseconds);
  } finally {
    options.ends?.close();
    output?.close();
    for (const descriptor of opened.files) closeSync(descriptor);
    closeAll(places.held);
  }
}

interface OpenFiles {
  readonly files: readonly number[];
  readonly directories: readonly Handed[];
  /** Null: the command prints into pipes. */
  readonly output: ChangerOutput | null;
}

async function runToEnd(
  command: Command,
  open: OpenFiles,
  options: SpawnOptions,
  milliseconds: () => number,
): Promise<CommandResult> {
  const child = start(command, open, options);
  options.ends?.close();
  const collected = collect(child, open.output, options.maxOutput, options.listener);
  const supervised = await supervise(command, child, options);
  if (child.pid === undefined) return notStarted(await child.startError(), milliseconds());
  const output = await collected();
  const { exitCode, signal } = child.ending();
  const refusal = command.attended && exitCode === NOT_STARTED.status ? NOT_STARTED.reasonIn(output.stderr) : null;
  // With an exit status: the attendant ran, so sudo did too.
  if (refusal !== null) return { ...notStarted(refusal, milliseconds()), exitCode };
  return { exitCode, signal, notStarted: null, ...supervised, ...output, milliseconds: milliseconds() };
}

/** The attendant gets the environment and the files over its standard input, and ends when that closes. */
function start(command: Command, { files, directories, output }: OpenFiles, options: SpawnOptions): Child {
  const { env, shielded, ends } = options;
  const { nature, attended, cwd, expected = {} } = command;
  // A changer runs to its end in any case; every other command must not outlive rdump.
  if (attended && ends?.stdin != null) throw new Error("an attended command cannot read from a pipe");
  const before = nature === "changer" || attended ? [] : lifeline(env.PATH ?? "");
  const child = launch({
    argv: [...before, ...command.argv],
    cwd,
    env: { ...env, ...command.env },
    stdin: attended ? "pipe" : (ends?.stdin ?? "ignore"),
    output: output?.stdio ?? [ends?.stdout ?? "pipe", "pipe"],
    files: attended ? [] : files,
    directories: attended ? [] : directories,
  });
  // sudo does not read the input of a command that it refuses to run.
  child.stdin?.on("error", () => {});
  if (attended) {
    const descriptors = files.map((each) => readFileSync(each));
    child.stdin?.write(givenLine({ env, shielded, descriptors, expected }));
  }
  return child;
}

function notStarted(code: string, milliseconds: number): CommandResult {
  return commandResult({ exitCode: null, notStarted: code, milliseconds });
}
