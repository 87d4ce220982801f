import type { Command } from "commander";
import type { Context, ExitCode } from "../context.ts";

const CONFIG = ["-c, --config <file>", "the config; without it ./rdump.json5, then /etc/rdump/rdump.json5"] as const;

/** The commands that are about the state directory: the runs before, and who is at work. */
export function withRuns(program: Command, context: Context, ended: (code: ExitCode) => void): void {
  const runs = program
    .command("runs")
    .description("list the runs whose journals are still there, the newest first")
    .option(...CONFIG)
    .option("--json", "print them as JSON")
    .addHelpText("after", "\nExample: rdump runs show 20261122T215226Z-de98c28d")
    .action(async (options) => ended(await (await import("../commands/runs.ts")).runRuns(options, context)));

  runs
    .command("show")
    .description("show what one run did: what happened, how long it took, what it moved")
    .argument("<run>", "its id, or a beginning of it that no other has")
    .option(...CONFIG)
    .option("--json", "print it as JSON")
    .action(async (run, _options, command: Command) =>
      ended(await (await import("../commands/runs.ts")).runShowRun(run, command.optsWithGlobals(), context)),
    );

  program
    .command("lock")
    .description("show who holds the state directory")
    .option(...CONFIG)
    .option("--json", "print it as JSON")
    .action(async (options) => ended(await (await import("../commands/lock.ts")).runLock(options, context)));

  program
    .command("unlock")
    .description("remove the lock of a run that is dead, or of another host's that you vouch for")
    .argument("<run>", "exactly the run that `rdump lock` names")
    .option(...CONFIG)
    .action(async (run, options) =>
      ended(await (await import("../commands/lock.ts")).runUnlock(run, options, context)),
    );
}
