import type { Pipeline } from "../../model/command.ts";
import type { CommandResult } from "../capability.ts";
import { commandResult } from "../command-result.ts";
import { findProgram } from "../program.ts";
import { culpritOf } from "./culprit.ts";
import { openPipes } from "./pipe.ts";
import { type SpawnOptions, spawn } from "./spawn.ts";
import { watchStream } from "./stream-watch.ts";

/**
 * Runs all stages of a pipeline to their end. Nothing is started if one of the programs is missing. The result is that of
 * the stage that made the pipeline fail, or of the last stage.
 */
export async function spawnPipeline({ stages, counter }: Pipeline, options: SpawnOptions): Promise<CommandResult> {
  for (const { name, command } of stages) {
    const program = findProgram(command.argv[0], command.env.PATH ?? options.env.PATH ?? "", command.cwd);
    if ("error" in program) return notStarted(program.error, name);
  }
  const ends = await openPipes(stages.length, options.env);
  if ("error" in ends) return notStarted(ends.error, "mkfifo");
  const watch = watchStream(counter, options.listener);
  const results = await Promise.all(
    stages.map(async ({ command }, index) => {
      const listener = index === 0 ? watch.listener : options.listener;
      const result = await spawn(command, { ...options, listener, ends: ends[index], stalled: watch.stalled });
      // The others may have much to do after the last byte.
      if (index === 0) watch.end();
      return result;
    }),
  );
  return resultOf(stages, results, watch.stalledFor());
}

function resultOf(
  stages: Pipeline["stages"],
  results: readonly CommandResult[],
  stalledFor: number | null,
): CommandResult {
  const ended = results.map(({ exitCode, signal, notStarted, stopped, stderr }, index) => ({
    ...{ name: stages[index]?.name ?? "", exitCode, signal, notStarted, stopped, stderr },
  }));
  const culprit = culpritOf(ended);
  return {
    ...(results[culprit] ?? commandResult()),
    stopped: results.some(({ stopped }) => stopped),
    milliseconds: Math.max(...results.map(({ milliseconds }) => milliseconds)),
    stage: ended[culprit]?.name ?? "",
    stages: ended,
    ...(stalledFor === null ? {} : { stalled: stalledFor }),
  };
}

function notStarted(code: string, stage: string): CommandResult {
  return commandResult({ exitCode: null, notStarted: code, stage, stages: [] });
}
