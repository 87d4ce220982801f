import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import t from "tap";
import type { Context } from "../src/context.ts";
import { buildProgram } from "../src/program.ts";

const ROOT = join(import.meta.dirname, "../../..");
const program = buildProgram({ terminal: {} } as Context, () => {});

/** The code of a page: fenced and indented lines, and text between backquotes. */
function codeIn(page: string): readonly string[] {
  const spans = [...page.matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code);
  const fences = [...page.matchAll(/^```.*\n([\s\S]*?)^```/gm)].flatMap(([, code = ""]) => code.split("\n"));
  const indented = page.split("\n").filter((line) => /^ {4,}/.test(line));
  return [...spans, ...fences, ...indented].map((code) => code.trim().replace(/^\$ /, ""));
}

/** What is wrong with a command line; null: the command and its options exist. */
function faultOf(line: string): string | null {
  const [name = "", ...words] = line.split(/\s+/);
  const found = program.commands.find((each) => each.name() === name);
  if (found === undefined) return `no command ${name}`;
  const below = found.commands.find((each) => each.name() === words[0]);
  const known = optionsOf(below ?? found);
  const unknown = words
    .map((word) => word.replace(/[=,;:.)].*$/, ""))
    .find((word) => /^--\w/.test(word) && !known.has(word));
  return unknown === undefined ? null : `rdump ${name} has no ${unknown}`;
}

function optionsOf(command: Command): ReadonlySet<string> {
  const options = command.createHelp().visibleOptions(command);
  return new Set(options.map(({ long }) => long ?? ""));
}

t.test("every command line in the documentation has a command and options that exist", (t) => {
  const docs = readdirSync(join(ROOT, "docs")).filter((name) => name.endsWith(".md"));
  let checked = 0;
  for (const page of ["README.md", ...docs.map((name) => join("docs", name))]) {
    for (const code of codeIn(readFileSync(join(ROOT, page), "utf8"))) {
      // `rdump rsure` has the options of rsure, and `rdump owner=` begins a comment of borg.
      const [, line = ""] = /^(?:sudo )?rdump ((?!rsure\b)[a-z][\w-]*(?!\S)[^|;&#]*)/.exec(code) ?? [];
      if (line === "") continue;
      t.equal(faultOf(line), null, `${page}: ${line}`);
      checked++;
    }
  }
  t.ok(checked > 200, `${checked} command lines`);
  t.end();
});
