import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import t from "tap";
import type { Context } from "../src/context.ts";
import { buildProgram } from "../src/program.ts";

const PAGE = readFileSync(join(import.meta.dirname, "../../../docs/operations.md"), "utf8");
const COMMANDS = new Map(commandsOf(buildProgram({ terminal: {} } as Context, () => {})));

/** All commands that a user can call, by their names: `runs`, `runs show`. */
function commandsOf(parent: Command, before = ""): readonly (readonly [string, Command])[] {
  return parent
    .createHelp()
    .visibleCommands(parent)
    .filter((command) => command.name() !== "help")
    .flatMap((command) => {
      const name = `${before}${command.name()}`;
      return [[name, command] as const, ...commandsOf(command, `${name} `)];
    });
}

/** The cells of the first table after a text. */
function tableAfter(text: string): readonly (readonly string[])[] {
  const lines = PAGE.slice(PAGE.indexOf(text)).split("\n");
  const begin = lines.findIndex((line) => line.startsWith("|"));
  const end = lines.findIndex((line, index) => index > begin && !line.startsWith("|"));
  return lines.slice(begin + 2, end).map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));
}

t.test("the page of operations has the exit codes of each command once", (t) => {
  const cells = tableAfter("\n## Exit codes\n").flatMap(([, names = ""]) => names.replaceAll("`", "").split(", "));
  const documented = cells.map((name) => name.replace(/ --.*$/, "")).sort();
  // The three commands of `schedule` have one row. `rsure` is a program of its own.
  const known = [...COMMANDS.keys()].filter((name) => !name.startsWith("schedule "));
  t.strictSame(documented, [...known, "rsure"].sort());
  t.end();
});

t.test("the table of options names all commands that have the option", (t) => {
  const rows = tableAfter("\n| option | of | what it does |");
  t.ok(rows.length > 12, `${rows.length} rows`);
  for (const [, option = "", of = ""] of rows) {
    if (/^(all|most) /.test(of)) continue;
    const [, flag = ""] = /^`(--?[\w-]+)/.exec(option) ?? [];
    const textIn = (name: string) => COMMANDS.get(name)?.options.find(({ long }) => long === flag)?.description;
    const documented = of.split(", ");
    for (const name of documented) t.type(textIn(name), "string", `${name} ${flag}`);
    // Another command can have an option of this name with another meaning: then its text differs.
    const texts = documented.map(textIn);
    const same = [...COMMANDS.keys()].filter((name) => textIn(name) !== undefined && texts.includes(textIn(name)));
    t.strictSame([...documented].sort(), same.sort(), flag);
  }
  t.end();
});
