import type { FileWrite, Step } from "../model/command.ts";
import { writeFileAtomically } from "./atomic-file.ts";
import type { CommandResult, LineListener, ReadIo, RunIo } from "./capability.ts";
import type { ChangerWatch } from "./changer-watch.ts";
import { commandResult } from "./command-result.ts";
import { commandEnvironment, type VariablePattern } from "./environment.ts";
import { localFiles } from "./files.ts";
import { spawn } from "./spawn/spawn.ts";
import { spawnPipeline } from "./spawn/spawn-pipeline.ts";

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
}

/** This machine, read only. */
export function openLocalReader({ env, shielded = [], signal, hurry }: LocalHostOptions): ReadIo {
  const environment = { env: commandEnvironment(env, shielded), shielded };
  return {
    ...localFiles,
    query(command, options) {
      if (command.nature !== "query") throw new Error(`not a query: ${command.argv[0]}`);
      return spawn(command, { ...environment, signal, hurry, maxOutput: options?.maxOutput ?? MAX_QUERY_OUTPUT });
    },
  };
}

/** This machine, with commands that change it. */
export function openLocalHost(options: LocalHostOptions): RunIo {
  const { shielded = [] } = options;
  const environment = { env: commandEnvironment(options.env, shielded), shielded };
  const { signal, hurry, longest, grace, changers } = options;
  return {
    ...openLocalReader(options),
    run(step: Step, listener?: LineListener): Promise<CommandResult> {
      if (step.do === "write") return writeAsResult(step);
      const limits = { longest, grace, maxOutput: MAX_STEP_OUTPUT };
      const all = { ...environment, signal, hurry, changers, listener, ...limits };
      return step.do === "pipe" ? spawnPipeline(step, all) : spawn(step, all);
    },
  };
}

async function writeAsResult({ path, content, mode, temporary, found, modified }: FileWrite): Promise<CommandResult> {
  const started = performance.now();
  const error = await writeFileAtomically(path, found === undefined ? content : Buffer.from(content, "latin1"), mode, {
    temporary,
    modified,
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
