import type { Command } from "commander";
import type { Context, ExitCode } from "../context.ts";
import { CONFIG } from "./options.ts";
import { wholeNumber } from "./whole-number.ts";

/** The commands that change what counts as own. */
export function withOwnership(program: Command, context: Context, ended: (code: ExitCode) => void): void {
  program
    .command("takeover")
    .description(
      "let the points that another machine made count as own points of a group: print the lines for the config",
    )
    .argument("<address>", "a group as `rdump plan` shows it")
    .option(...CONFIG)
    .option("--write", "write the lines into the config")
    .addHelpText("after", "\nExample: rdump takeover 'home.archives[\"offsite\"]'")
    .action(async (address, options) =>
      ended(await (await import("../commands/takeover.ts")).runTakeover(address, options, context)),
    );

  program
    .command("adopt")
    .description("let points that another program made count as own points of a group: print the lines for the config")
    .argument("<address>", "a group as `rdump plan` shows it")
    .argument("[point...]", "names or ids of points, or patterns of names; without them, the points are only listed")
    .option(...CONFIG)
    .option("--write", "write the lines into the config, and the points of a pattern into the file beside it")
    .addHelpText("after", "\nExample: rdump adopt 'home.archives[\"offsite\"]' 'home-2025-*'")
    .action(async (address, points, options) =>
      ended(await (await import("../commands/adopt.ts")).runAdopt(address, points, options, context)),
    );

  program
    .command("retire")
    .description("delete the points of a group that is no longer declared")
    .argument("<address>", "the address of the forgotten group, as `rdump status` shows it")
    .option(...CONFIG)
    .option(
      "--destroy <n>",
      "delete all points, if their number is n; without this option, the points are only listed",
      wholeNumber,
    )
    .option("-y, --yes", "do not ask for approval")
    .option("--wait <time>", "wait up to this time for another run to end, for example 90s or 10m")
    .option("--json", "print events as JSON, one event a line")
    .option("-v, --verbose", "show the exact commands")
    .addHelpText(
      "after",
      "\nA clone, mirror or replica in a dataset is destroyed with its dataset. A group\nthat is only in the record is removed from the record, and nothing is deleted.\n\nExample: rdump retire 'old.archives[\"offsite\"]' --destroy 12",
    )
    .action(async (address, options) =>
      ended(await (await import("../commands/retire.ts")).runRetire(address, options, context)),
    );
}
