// Writes the man pages: of the commands from the objects that print their help, of the config from its documentation.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { buildProgram } from "../packages/cli/src/program.ts";
import { RDUMP_VERSION } from "../packages/core/src/model/version.ts";
import { HELP } from "../packages/rsure/src/command/help.ts";
import { commandPage } from "./man/command.ts";
import { markdownPage } from "./man/markdown.ts";
import { pageText, titleLines, verbatim } from "./man/roff.ts";

const DIRECTORY = process.argv[2] ?? "packages/cli/bundle/man";
const EPOCH = process.env.SOURCE_DATE_EPOCH;
const now = EPOCH === undefined ? new Date() : new Date(Number(EPOCH) * 1000);
const title = { version: RDUMP_VERSION, date: now.toISOString().slice(0, 10) };

/** Printing the help needs only an output. */
const context = { terminal: { out: () => {}, error: () => {} } } as unknown as Parameters<typeof buildProgram>[0];

const [first = "", ...rest] = HELP.split("\n");
const pages = {
  "rdump.1": commandPage(
    buildProgram(context, () => {}),
    title,
  ),
  "rdump.json5.5": markdownPage("rdump.json5", "config of rdump", readFileSync("docs/configuration.md", "utf8"), title),
  "rsure.1": pageText([
    ...titleLines("rsure", 1, first.replace(/^rsure: /, ""), title),
    ".SH SYNOPSIS",
    ".B rsure",
    "[OPTION]... COMMAND",
    ".SH DESCRIPTION",
    ...verbatim(rest.slice(3)),
    ".SH SEE ALSO",
    "rdump(1)",
  ]),
};

mkdirSync(DIRECTORY, { recursive: true });
for (const [name, text] of Object.entries(pages)) writeFileSync(`${DIRECTORY}/${name}`, text);
