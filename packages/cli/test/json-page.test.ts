import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { STATES } from "@rdump/core";
import type { Command } from "commander";
import t from "tap";
import type { Context } from "../src/context.ts";
import { buildProgram } from "../src/program.ts";

const docs = join(import.meta.dirname, "../../../docs");
const page = (name: string) => readFileSync(join(docs, name), "utf8");
/** The first cells of the rows of all tables, without the marks of code. */
const firstCells = (text: string) =>
  Array.from(text.matchAll(/^\| ([^|]+) \|/gm), ([, cell = ""]) => cell.replaceAll("`", "").split(", ")).flat();

function commandsOf(parent: Command, before = ""): readonly (readonly [string, Command])[] {
  return parent.commands.flatMap((command) => {
    const name = `${before}${command.name()}`;
    return [[name, command] as const, ...commandsOf(command, `${name} `)];
  });
}

t.test("the page of JSON outputs has exactly the commands with --json, and the schemas exist", (t) => {
  const program = buildProgram({} as Context, () => {});
  const commands = commandsOf(program);
  const known = new Set(commands.map(([name]) => name));
  const withJson = commands.filter(([, { options }]) => options.some(({ long }) => long === "--json"));
  const text = page("json.md");
  const documented = firstCells(text.slice(0, text.indexOf("## "))).filter((cell) => known.has(cell));
  t.strictSame(documented.sort(), withJson.map(([name]) => name).sort());
  for (const [, path = ""] of text.matchAll(/\]\((\.\.\/schemas\/[^)]+)\)/g)) t.ok(existsSync(join(docs, path)), path);
  t.end();
});

t.test("each state has its exit status and its instructions on the page of operations", (t) => {
  const cells = firstCells(page("operations.md"));
  for (const { state, exit, meaning } of STATES) {
    t.ok(cells.filter((cell) => cell === state).length >= 2, state);
    t.match(page("operations.md"), `| \`${state}\` | ${exit} | ${meaning} |`);
  }
  t.end();
});
