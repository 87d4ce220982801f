import type { Command } from "commander";
import type { Context, ExitCode } from "../context.ts";
import { CONFIG, FROM } from "./options.ts";

/** The commands that read what was recorded of points. They restore nothing and change nothing. */
export function withHistory(program: Command, context: Context, ended: (code: ExitCode) => void): void {
  program
    .command("ls")
    .description("list files of a point from the integrity data, without a restore")
    .argument("<volume>")
    .argument("[path]", "from the root of the volume (default: the root)")
    .option("--at <time|point>", "the newest point at or before this time, or the point with this name (default: now)")
    .option(...FROM)
    .option("-r, --recursive", "list the content of directories too")
    .option(...CONFIG)
    .option("--json", "print JSON")
    .addHelpText("after", `\nExample: rdump ls home docs --at 2026-11-20`)
    .action(async (volume, path, options) =>
      ended(await (await import("../commands/history.ts")).runList(volume, path, options, context)),
    );

  program
    .command("find")
    .description("find which points have a file, and when it changed, without a restore")
    .argument("<glob>", "a name or a path from the root of the volume, with *, ?, [...] and **, as in exclude")
    .argument("[volume]", "without it: all volumes")
    .option(...CONFIG)
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      `
Each version of a file is shown with the time of the run that recorded it first,
and the newest points that have it.

Examples:
  rdump find report.odt
  rdump find 'docs/**/*.odt' home`,
    )
    .action(async (glob, volume, options) =>
      ended(await (await import("../commands/history.ts")).runFind(glob, volume, options, context)),
    );

  program
    .command("diff")
    .description("compare two points of a volume by the integrity data, without a restore")
    .argument("<volume>")
    .argument("<older>", "a time or the name of a point")
    .argument("<newer>", "a time or the name of a point")
    .argument("[path]", "only this path and the files below it")
    .option(...FROM)
    .option(...CONFIG)
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      `
+ is added, - removed, ~ changed, with the attributes that differ. A directory
that was added or removed includes all its content.

Example: rdump diff home 2026-11-20 2026-11-27 docs`,
    )
    .action(async (volume, older, newer, path, options) =>
      ended(await (await import("../commands/history.ts")).runDiff(volume, [older, newer, path], options, context)),
    );
}
