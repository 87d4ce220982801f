import { RDUMP_VERSION, visible } from "@rdump/core";
import { Command, InvalidArgumentError, Option } from "commander";
import type { Context, ExitCode } from "./context.ts";
import { withLanguage } from "./program/language.ts";
import { withRuns } from "./program/runs.ts";
import { withShells } from "./program/shells.ts";

/** The command line: names, options and help. What a command does is loaded when it is called. */
export function buildProgram(context: Context, ended: (code: ExitCode) => void): Command {
  const { terminal } = context;
  const program = new Command("rdump")
    .description("Declares the backups that a system should have, shows what is missing, and makes it so.")
    .version(RDUMP_VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .showHelpAfterError("(rdump --help lists the commands)")
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.error(text.trimEnd().split("\n").map(visible).join("\n")),
    })
    .exitOverride();

  withConfig(program.command("plan"))
    .description("show what would be done to make the system what the config declares; change nothing")
    .option("--out <file>", "also write the plan to a file, for `rdump apply FILE`")
    .option("--json", "print the plan as JSON")
    .option("--now <time>", "plan for another time; such a plan can be read, not applied")
    .option("--detailed-exitcode", "exit with 2 when there are changes")
    .option("-v, --verbose", "show the exact commands")
    .action(async (options) => ended(await (await import("./commands/plan.ts")).runPlan(options, context)));

  withConfig(program.command("apply"))
    .description("do what the plan says")
    .argument("[planfile]", "a plan that `rdump plan --out` wrote; refused when it has gone stale")
    .option("-y, --yes", "do not ask")
    .option("--wait <time>", "wait so long for another run to end, as 90s or 10m")
    .option(
      "--allow-destroy <n>",
      "allow the destroys that wait for it: the exact number that the plan names",
      wholeNumber,
    )
    .option("--json", "print what happens as JSON, one event a line")
    .option("-v, --verbose", "show the exact commands")
    .action(async (planFile, options) =>
      ended(await (await import("./commands/apply.ts")).runApply(planFile ?? null, options, context)),
    );

  withConfig(program.command("recover"))
    .description("take down what runs left that were killed, and nothing else; apply does it by itself")
    .option("-y, --yes", "do not ask")
    .option("--wait <time>", "wait so long for another run to end, as 90s or 10m")
    .option("--json", "print what happens as JSON, one event a line")
    .option("-v, --verbose", "show the exact commands")
    .action(async (options) => ended(await (await import("./commands/recover.ts")).runRecover(options, context)));

  program
    .command("show")
    .description("show a plan that was written to a file")
    .argument("<planfile>")
    .option("--json", "print it as JSON")
    .option("-v, --verbose", "show the exact commands")
    .action(async (planFile, options) =>
      ended(await (await import("./commands/show.ts")).runShow(planFile, options, context)),
    );

  withConfig(program.command("graph"))
    .description("draw what the plan would do, in which order")
    .addOption(new Option("--format <format>", "what it is drawn in").choices(["dot", "mermaid"]).default("dot"))
    .addHelpText("after", "\nExample: rdump graph | dot -Tsvg > plan.svg")
    .action(async (options) => ended(await (await import("./commands/graph.ts")).runGraph(options, context)));

  withConfig(program.command("status"))
    .description("show the newest point of each volume and target, and what is due or overdue")
    .option("--json", "print it as JSON")
    .addHelpText("after", "\nExits with 0 when all is well, 2 when something is overdue or incomplete, 1 on an error.")
    .action(async (options) => ended(await (await import("./commands/status.ts")).runStatus(options, context)));

  withRuns(program, context, ended);
  withLanguage(program, context, ended);
  withShells(program, context, ended);

  return program;
}

function withConfig(command: Command): Command {
  return command
    .option("-c, --config <file>", "the config; without it ./rdump.json5, then /etc/rdump/rdump.json5")
    .option("--only <volume...>", "these volumes alone");
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}
