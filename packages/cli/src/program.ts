import { RDUMP_VERSION, visible } from "@rdump/core/start";
import { Command, Option } from "commander";
import type { Context, ExitCode } from "./context.ts";
import { collected } from "./program/collected.ts";
import { withDaily } from "./program/daily.ts";
import { withExitStatus } from "./program/exit-status.ts";
import { withHistory } from "./program/history.ts";
import { withInit } from "./program/init.ts";
import { withLanguage } from "./program/language.ts";
import { CONFIG } from "./program/options.ts";
import { withOwnership } from "./program/ownership.ts";
import { withRestoring } from "./program/restoring.ts";
import { withRuns } from "./program/runs.ts";
import { withShells } from "./program/shells.ts";
import { wholeNumber } from "./program/whole-number.ts";

/** The command line: names, options and help. The module of a command is loaded when the command is called. */
export function buildProgram(context: Context, ended: (code: ExitCode) => void): Command {
  const { terminal } = context;
  const program = new Command("rdump")
    .description("Manages the backups of a system from one config: shows which backups are missing, then makes them.")
    .version(RDUMP_VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .showHelpAfterError("(to list the commands: rdump --help)")
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.error(text.trimEnd().split("\n").map(visible).join("\n")),
    })
    .exitOverride();

  withInit(program, context, ended);

  withConfig(program.command("plan"))
    .description("show the actions that the config requires; change nothing")
    .option("--out <file>", "write the plan to a file too, for `rdump apply FILE`")
    .option("--json", "print the plan as JSON")
    .option("--now <time>", "plan for another time; such a plan cannot be applied")
    .option(
      "--extra <name>",
      "plan one more point of this volume or address, as `rdump apply --now` makes it",
      collected,
    )
    .option("--full", "make new archives full, also where `levels` would make them incremental")
    .option("--allow-rollback <address>", "only list what a rollback of this replica destroys")
    .option("--detailed-exitcode", "exit with status 2 if the plan has changes")
    .option("--deep", "walk the mirrors too, and name what changed there since the runs that made them")
    .option("-v, --verbose", "show the exact commands")
    .action(async (options) => ended(await (await import("./commands/plan.ts")).runPlan(options, context)));

  withConfig(program.command("apply"))
    .description("make a plan and apply it")
    .argument("[planfile]", "apply this plan of `rdump plan --out` instead; a stale plan is refused")
    .option("-y, --yes", "do not ask for approval")
    .option(
      "--now <name>",
      "make one more point of this volume or address now, even if its slot already has one; can be given more than once",
      collected,
    )
    .option("--full", "make new archives full, also where `levels` would make them incremental")
    .option("--wait <time>", "wait up to this time for another run to end, for example 90s or 10m")
    .option(
      "--allow-destroy <n>",
      "confirm deletions that require confirmation: the exact number in the plan",
      wholeNumber,
    )
    .option(
      "--allow-rollback <address>",
      "only roll back this replica to its newest common snapshot; without --destroy, only list the newer snapshots",
    )
    .option("--destroy <n>", "with --allow-rollback: the exact number of newer snapshots and bookmarks", wholeNumber)
    .option("--json", "print events as JSON, one event a line")
    .option("-v, --verbose", "show the exact commands")
    .action(async (planFile, options) =>
      ended(await (await import("./commands/apply.ts")).runApply(planFile ?? null, options, context)),
    );

  withConfig(program.command("recover"))
    .description("clean up after interrupted runs, without a backup; apply does this first too")
    .option("-y, --yes", "do not ask for approval")
    .option("--wait <time>", "wait up to this time for another run to end, for example 90s or 10m")
    .option("--json", "print events as JSON, one event a line")
    .option("-v, --verbose", "show the exact commands")
    .action(async (options) => ended(await (await import("./commands/recover.ts")).runRecover(options, context)));

  program
    .command("free")
    .description("free space in a repository or pool: delete points that the keep rules would expire, then compact")
    .argument("<address>", "a group as `rdump plan` shows it, or GROUP@POINT for a point that is dated in the future")
    .option(...CONFIG)
    .option(
      "--destroy <n>",
      "delete this number of points, the oldest first; without it they are only listed",
      wholeNumber,
    )
    .option("-y, --yes", "do not ask for approval")
    .option("--wait <time>", "wait up to this time for another run to end, for example 90s or 10m")
    .option("--json", "print events as JSON, one event a line")
    .option("-v, --verbose", "show the exact commands")
    .addHelpText("after", "\nExample: rdump free 'home.archives[\"offsite\"]' --destroy 3")
    .action(async (address, options) =>
      ended(await (await import("./commands/free.ts")).runFree(address, options, context)),
    );

  program
    .command("pin")
    .description("keep a point beyond the keep rules: print the lines for the config")
    .argument("<point>", "the point as `rdump plan` shows it: ADDRESS@POINT")
    .option(...CONFIG)
    .option("--until <time>", "end of the pin: from then on, the keep rules apply (default: no end)")
    .option("--write", "write the lines into the config")
    .action(async (point, options) => ended(await (await import("./commands/pin.ts")).runPin(point, options, context)));

  program
    .command("unpin")
    .description("remove the pin of a point, so that the keep rules apply to it again")
    .argument("<point>", "ADDRESS@POINT, or ADDRESS@ID for a point that no longer exists")
    .option(...CONFIG)
    .option("--write", "remove the line from the config")
    .action(async (point, options) =>
      ended(await (await import("./commands/pin.ts")).runUnpin(point, options, context)),
    );

  program
    .command("accept")
    .description("accept drift: points that are missing, another repository, or groups that are no longer declared")
    .argument(
      "<address...>",
      "an address as `rdump status` shows it, or ADDRESS@POINT for one point; or VOLUME PATH... for decayed files",
    )
    .option("--all", "with VOLUME: all its decayed files, also those that `rdump status` does not name")
    .option(...CONFIG)
    .option("-y, --yes", "do not ask for approval")
    .option("--wait <time>", "wait up to this time for another run to end, for example 90s or 10m")
    .addHelpText("after", "\nExample: rdump accept 'home.archives[\"offsite\"]@home-20261122T200640Z'")
    .action(async (addresses, options) =>
      ended(await (await import("./commands/accept.ts")).runAccept(addresses, options, context)),
    );

  program
    .command("show")
    .description("show a plan file")
    .argument("<planfile>")
    .option("--json", "print JSON")
    .option("-v, --verbose", "show the exact commands")
    .action(async (planFile, options) =>
      ended(await (await import("./commands/show.ts")).runShow(planFile, options, context)),
    );

  withConfig(program.command("graph"))
    .description("print the actions of the plan and their order as a graph")
    .addOption(new Option("--format <format>", "language of the graph").choices(["dot", "mermaid"]).default("dot"))
    .addHelpText("after", "\nExample: rdump graph | dot -Tsvg > plan.svg")
    .action(async (options) => ended(await (await import("./commands/graph.ts")).runGraph(options, context)));

  withConfig(program.command("status"))
    .description("show the newest point of each volume and target, and which are due or overdue")
    .addOption(
      new Option("--watch [time]", "show the page again after this time, until Ctrl-C (default: 60s)").conflicts(
        "json",
      ),
    )
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      `
NEWEST and AGE are about the newest complete point. DUE is the time until the
next one is due; with a minus, the time since it was due. PROOF is the age of
the last proof. SIZE is the size of the files of the newest point. GROWTH is the
difference to the size a week before, or of the oldest point. SEE is the number
of a cause below the tables.

While a run is working, the last observation is shown with its age. The command
does not wait for the run.`,
    )
    .action(async (options) => ended(await (await import("./commands/status.ts")).runStatus(options, context)));

  withConfig(program.command("report"))
    .description("write a page with the state, the points and the runs of this host, or of many hosts")
    .option("--html <file>", "write the page into this file; the page needs no other file")
    .option("--json", "print the report as JSON")
    .option("--from <directory>", "a page of the hosts whose reports are in this directory, instead of this host")
    .addHelpText(
      "after",
      `
With --from, the page shows many hosts. The directory has one file for each
host, which ends in .json: the output of \`rdump report --json\` or
\`rdump status --json\`. A host whose file is older than two days is shown as
silent.

Examples:
  rdump report --html /var/www/backups.html
  rdump report --json > reports/$(hostname).json
  rdump report --from reports --html fleet.html`,
    )
    .action(async (options) => ended(await (await import("./commands/report.ts")).runReport(options, context)));

  withRestoring(program, context, ended);
  withHistory(program, context, ended);
  withOwnership(program, context, ended);
  withRuns(program, context, ended);
  withDaily(program, context, ended);
  withLanguage(program, context, ended);
  withShells(program, context, ended);
  withExitStatus(program);

  return program;
}

function withConfig(command: Command): Command {
  return command
    .option(...CONFIG)
    .option(
      "--only <name>",
      "only this volume, or the target with this address; can be given more than once",
      collected,
    );
}
