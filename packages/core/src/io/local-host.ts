import { dirname } from "node:path";
import type { Command, FileWrite, Pipeline, Stage, Step } from "../model/command.ts";
import { writeFileAtomically } from "./atomic-file.ts";
import { ownCallers } from "./callers.ts";
import type { CommandResult, LineListener, ReadIo, RunIo } from "./capability.ts";
import type { ChangerWatch } from "./changer-watch.ts";
import { commandResult } from "./command-result.ts";
import type { Connections } from "./connections.ts";
import { commandEnvironment, type VariablePattern } from "./environment.ts";
import { localFiles } from "./files.ts";
import { hold } from "./held-directory.ts";
import { moveEntries } from "./move-entries.ts";

const MAX_QUERY_OUTPUT = 64 * 1024 * 1024;
const MAX_STEP_OUTPUT = 16 * 1024 * 1024;

export interface LocalHostOptions {
  /** The environment that rdump itself was started with. Commands get it without the shielded variables. */
  readonly env: NodeJS.ProcessEnv;
  /** The variables that no command inherits. */
  readonly shielded?: readonly VariablePattern[];
  /** Aborted when the run is interrupted. */
  readonly signal: AbortSignal;
  /** Aborted when interrupted commands have no more time. */
  readonly hurry?: AbortSignal;
  /** How long each step may take that declares no time of its own, in milliseconds; changers are not asked. */
  readonly longest?: number | undefined;
  /** How long an interrupted command can run before it is ended, in milliseconds. */
  readonly grace?: number;
  readonly changers?: ChangerWatch;
  /** Shared connections to other hosts. Absent: each command has its own. */
  readonly connections?: Connections;
}

/** This machine, read only. */
export function openLocalReader({ env, shielded = [], signal, hurry, connections }: LocalHostOptions): ReadIo {
  const environment = { env: commandEnvironment(env, shielded), shielded };
  return {
    ...localFiles,
    hold: (path) => hold(path, ownCallers()),
    async query(command, options) {
      if (command.nature !== "query") throw new Error(`not a query: ${command.argv[0]}`);
      const maxOutput = options?.maxOutput ?? MAX_QUERY_OUTPUT;
      const { spawn } = await spawning();
      return spawn(await shared(command, environment.env, connections), { ...environment, signal, hurry, maxOutput });
    },
  };
}

/** This machine, with commands that change it. */
export function openLocalHost(options: LocalHostOptions): RunIo {
  const { shielded = [] } = options;
  const environment = { env: commandEnvironment(options.env, shielded), shielded };
  const { signal, hurry, longest, grace, changers, connections } = options;
  return {
    ...openLocalReader(options),
    async run(step: Step, listener?: LineListener): Promise<CommandResult> {
      if (step.do === "write") return writeAsResult(step);
      if (step.do === "move") return moveEntries(step);
      const limits = { longest, grace, maxOutput: MAX_STEP_OUTPUT };
      const all = { ...environment, signal, hurry, changers, listener, ...limits };
      const { spawn, spawnPipeline } = await spawning();
      if (step.do === "run") return spawn(await shared(step, environment.env, connections), all);
      return spawnPipeline(await sharedPipeline(step, environment.env, connections), all);
    },
  };
}

/** Loaded with the first command: some plans run none. */
function spawning() {
  return import("./spawn/index.ts");
}

type Environment = { readonly [name: string]: string };

async function shared(command: Command, env: Environment, connections: Connections | undefined): Promise<Command> {
  // Without ssh, it would run here, on what has the same name.
  if (command.host !== undefined && command.connection === undefined)
    throw new Error(`a command of another host has no connection: ${command.argv[0]} on ${command.host}`);
  return connections === undefined ? command : connections.through(command, env);
}

async function sharedPipeline(step: Pipeline, env: Environment, connections: Connections | undefined) {
  const through = async (stage: Stage): Promise<Stage> => ({
    ...stage,
    command: await shared(stage.command, env, connections),
  });
  const [first, second, ...rest] = step.stages;
  const [one, two] = [await through(first), await through(second)];
  const others: Stage[] = [];
  for (const stage of rest) others.push(await through(stage));
  return { ...step, stages: [one, two, ...others] as const };
}

async function writeAsResult({
  path,
  content,
  mode,
  temporary,
  found,
  modified,
  expected,
}: FileWrite): Promise<CommandResult> {
  const started = performance.now();
  const error = await writeFileAtomically(path, found === undefined ? content : Buffer.from(content, "latin1"), mode, {
    temporary,
    modified,
    expected: expected?.[dirname(path)],
  }).then(
    () => null,
    (reason: Error) => reason,
  );
  return commandResult({
    exitCode: error === null ? 0 : 1,
    stderr: Buffer.from(error?.message ?? ""),
    milliseconds: Math.round(performance.now() - started),
  });
}
