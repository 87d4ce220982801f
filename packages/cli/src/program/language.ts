import { type Command, Option } from "commander";
import type { Context, ExitCode } from "../context.ts";
import { CONFIG } from "./options.ts";

const FILES =
  "configs, directories with a rdump.json5, or - for standard input (default: ./rdump.json5, then /etc/rdump/rdump.json5)";
const PROGRAMS = ["rdump", "borgmatic", "sanoid", "btrbk", "resticprofile"];
const FORMATS = ["human", "json", "github", "sarif"];

/** The commands that work on the text of a config. They query no system and need no privileges. */
export function withLanguage(program: Command, context: Context, ended: (code: ExitCode) => void): void {
  program
    .command("lint")
    .description("check configs; query and change no system")
    .argument("[files...]", FILES)
    .option("-c, --config <file>", "check this config too")
    .addOption(new Option("--format <format>", "output format").choices(FORMATS).default("human"))
    .option("--json", "the same as --format json")
    .option("--host <name>", "check for this host only (default: each host that the config declares)")
    .option("--strict", "exit with status 1 on warnings too")
    .option("--fix", "correct findings that have exactly one safe correction, in the files")
    .option("--dry-run", "with --fix: show the changes, write nothing")
    .addHelpText(
      "after",
      `
To ignore one rule on a line and the next line:
  // rdump-lint-ignore RULE: REASON

Examples:
  rdump lint
  rdump lint --strict --format github configs/*.json5
  rdump lint --fix --dry-run rdump.json5`,
    )
    .action(async (files, options) =>
      ended(await (await import("../commands/lint.ts")).runLint([...configIn(options), ...files], options, context)),
    );

  program
    .command("import")
    .description("convert the config of another program, and list what has no counterpart")
    .argument(
      "<files...>",
      "configs of the first version of rdump, of borgmatic, sanoid (with lines of syncoid), btrbk or resticprofile",
    )
    .addOption(new Option("--format <program>", "do not guess the program").choices(PROGRAMS))
    .option("--repository <location>", "the borg repository for archives, if the config names none")
    .option("--out <file>", "write the result to this new file (default: standard output)")
    .addHelpText(
      "after",
      "\nNothing in the files is executed. Several files are read as one.\n\nExample: rdump import /etc/sanoid/sanoid.conf /etc/cron.d/syncoid",
    )
    .action(async (files, options) =>
      ended(await (await import("../commands/import.ts")).runImport(files, options, context)),
    );

  program
    .command("config")
    .description("show the values that this host uses, with its included files, and where each is declared")
    .option(...CONFIG)
    .option("--host <name>", "the values of this host (default: the host name)")
    .option("--why <key>", "only this key, for example volumes.home, and the declarations that it overrides")
    .option("--json", "print JSON")
    .addHelpText("after", "\nSecrets are shown as ***. No command of the config is executed.")
    .action(async (options) => ended(await (await import("../commands/config.ts")).runConfig(options, context)));

  program
    .command("fmt")
    .description("format config files; comments and line breaks between items are kept")
    .argument("[files...]", FILES)
    .option("--check", "write nothing; list the files that are not formatted, and exit with status 1")
    .option("--diff", "write nothing; show the changes, and exit with status 1 if there are any")
    .addHelpText("after", "\nPrints the name of each changed file. Standard input is formatted to standard\noutput.")
    .action(async (files, options) =>
      ended(await (await import("../commands/fmt.ts")).runFmt(files, options, context)),
    );

  program
    .command("explain")
    .description("explain a diagnostic code: cause, effect, and what to do")
    .argument("[code]", "the code in brackets after a summary; without it, all codes are listed")
    .option("--json", "print JSON")
    .addHelpText("after", "\nExample: rdump explain keep-zero")
    .action(async (code, options) =>
      ended(await (await import("../commands/explain.ts")).runExplain(code ?? null, options, context)),
    );

  program
    .command("schema")
    .description("print the JSON Schema of the config, for editors")
    .addHelpText("after", '\nPut it beside a config, and name it there: $schema: "./config.v1.json"')
    .option("--part", "the schema of an included file: no key is required")
    .action(async (options) => ended(await (await import("../commands/schema.ts")).runSchema(options, context)));
}

function configIn({ config }: { readonly config?: string }): readonly string[] {
  return config === undefined ? [] : [config];
}
