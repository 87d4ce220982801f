import type { Command } from "commander";
import type { Context, ExitCode } from "../context.ts";

const CONFIG = [
  "-c, --config <file>",
  "path of the config (default: ./rdump.json5, then /etc/rdump/rdump.json5)",
] as const;

/** The commands that change what counts as own. */
export function withOwnership(program: Command, context: Context, ended: (code: ExitCode) => void): void {
  program
    .command("takeover")
    .description("count the points of another machine in a group as own: print the lines for the config")
    .argument("<address>", "a group as `rdump plan` shows it")
    .option(...CONFIG)
    .option("--write", "write the lines into the config")
    .addHelpText("after", "\nExample: rdump takeover 'home.archives[\"offsite\"]'")
    .action(async (address, options) =>
      ended(await (await import("../commands/takeover.ts")).runTakeover(address, options, context)),
    );
}
