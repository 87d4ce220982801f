import type { Command } from "commander";
import type { Context, ExitCode } from "../context.ts";
import { CONFIG } from "./options.ts";

/** The commands that read the state directory: earlier runs, and the run in progress. */
export function withRuns(program: Command, context: Context, ended: (code: ExitCode) => void): void {
  const runs = program
    .command("runs")
    .description("list the runs that have a journal, newest first")
    .option(...CONFIG)
    .option("--json", "print JSON")
    .addHelpText("after", "\nExamples:\n  rdump runs show\n  rdump runs show 20261122T215226Z-de98c28d")
    .action(async (options) => ended(await (await import("../commands/runs.ts")).runRuns(options, context)));

  runs
    .command("show")
    .description("show one run: its actions, durations and amounts of data")
    .argument("[run]", "id of the run, or an unambiguous beginning of the id; by default the newest run")
    .option(...CONFIG)
    .option("--json", "print JSON")
    .action(async (run, _options, command: Command) =>
      ended(await (await import("../commands/runs.ts")).runShowRun(run, command.optsWithGlobals(), context)),
    );

  program
    .command("lock")
    .description("show the run that holds the lock of the state directory")
    .option(...CONFIG)
    .option("--json", "print JSON")
    .action(async (options) => ended(await (await import("../commands/lock.ts")).runLock(options, context)));

  program
    .command("unlock")
    .description("remove the lock of a run that is certainly dead")
    .argument("<run>", "the full id that `rdump lock` shows")
    .option(...CONFIG)
    .action(async (run, options) =>
      ended(await (await import("../commands/lock.ts")).runUnlock(run, options, context)),
    );
}
