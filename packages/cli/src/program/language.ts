import { type Command, Option } from "commander";
import type { Context, ExitCode } from "../context.ts";

const FILES = "configs, or - for standard input; without one, ./rdump.json5, then /etc/rdump/rdump.json5";
const FORMATS = ["human", "json", "github", "sarif"];

/** The commands that are about the text of a config: they look at no system, and need no rights. */
export function withLanguage(program: Command, context: Context, ended: (code: ExitCode) => void): void {
  program
    .command("lint")
    .description("check configs without touching any system")
    .argument("[files...]", FILES)
    .addOption(new Option("--format <format>", "how findings are printed").choices(FORMATS).default("human"))
    .option("--json", "the same as --format json")
    .option("--strict", "let warnings fail too")
    .option("--fix", "answer what has one safe answer, in the files themselves")
    .option("--dry-run", "with --fix: only show what would change")
    .addHelpText(
      "after",
      `
Exits with 0 when there is no error, 1 when there is one, and with --strict also when there is a warning.
A line silences one rule on itself and on the next: // rdump-lint-ignore RULE: why

Examples:
  rdump lint
  rdump lint --strict --format github configs/*.json5
  rdump lint --fix --dry-run rdump.json5`,
    )
    .action(async (files, options) =>
      ended(await (await import("../commands/lint.ts")).runLint(files, options, context)),
    );

  program
    .command("fmt")
    .description("lay configs out evenly; comments, and what is on one line or several, stay")
    .argument("[files...]", FILES)
    .option("--check", "write nothing; name the files that are not even, and exit with 1")
    .option("--diff", "write nothing; show what would change, and exit with 1")
    .addHelpText(
      "after",
      "\nPrints the name of each file that it changed. From standard input it writes to standard output.",
    )
    .action(async (files, options) =>
      ended(await (await import("../commands/fmt.ts")).runFmt(files, options, context)),
    );

  program
    .command("explain")
    .description("say what a code of a finding means, why it matters, and what to do")
    .argument("[code]", "as it stands in brackets behind a finding; without one, all are listed")
    .option("--json", "print it as JSON")
    .addHelpText("after", "\nExample: rdump explain keep-zero")
    .action(async (code, options) =>
      ended(await (await import("../commands/explain.ts")).runExplain(code ?? null, options, context)),
    );

  program
    .command("schema")
    .description("print the JSON Schema of the config, for editors")
    .addHelpText("after", '\nPut it beside a config, and name it there: $schema: "./config.v1.json"')
    .action(async () => ended(await (await import("../commands/schema.ts")).runSchema(context)));
}
