import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import t from "tap";
import { everyCode } from "../src/commands/explain.ts";
import type { Context } from "../src/context.ts";
import { buildProgram } from "../src/program.ts";

const ROOT = join(import.meta.dirname, "../../..");
const program = buildProgram({ terminal: {} } as Context, () => {});
const PAGES = ["README.md", ...namesIn("docs"), ...namesIn("docs/benchmarks")].filter((path) => path.endsWith(".md"));

function namesIn(directory: string): readonly string[] {
  return readdirSync(join(ROOT, directory)).map((name) => join(directory, name));
}

/** The texts between backquotes, with their pages. */
function spansIn(pages: readonly string[]): readonly (readonly [page: string, text: string])[] {
  return pages.flatMap((page) => {
    const text = readFileSync(join(ROOT, page), "utf8").replace(/^```[\s\S]*?^```/gm, "");
    return Array.from(text.matchAll(/`([^`\n]+)`/g), ([, span = ""]) => [page, span] as const);
  });
}

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
  let checked = 0;
  for (const page of PAGES) {
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

/** Names with the beginning of a code: the types of two events, and a command of rsure. */
const NO_CODES: ReadonlySet<string> = new Set(["run-begins", "run-ends", "copy-back"]);

t.test("every diagnostic code in the documentation exists", (t) => {
  const codes = new Set(everyCode().map(({ code }) => code));
  const rooms = new Set(Array.from(codes, (code) => code.split("-")[0]));
  const named = spansIn(PAGES).filter(
    ([, text]) => /^[a-z]+(-[a-z0-9]+)+$/.test(text) && rooms.has(text.split("-")[0]) && !NO_CODES.has(text),
  );
  t.ok(named.length > 200, `${named.length} codes`);
  t.strictSame(
    named.filter(([, code]) => !codes.has(code)),
    [],
  );
  t.end();
});

/** Placeholders, and a directory that only a release has. */
const NO_PATH = /(^|\/)[A-Z]+(\/|\.|$)|\*|^packages\/providers-NAME|^packages\/cli\/bundle\//;

t.test("every path of this repository in the documentation exists", (t) => {
  const folders = ["docs", "fixtures", "lab", "packages", "packaging", "schemas", "scripts", "testing"];
  const packages = readdirSync(join(ROOT, "packages"));
  const named = spansIn(PAGES).filter(
    ([, text]) =>
      /^[\w.-]+(\/[\w.-]+)+\/?$/.test(text) &&
      [...folders, ...packages].includes(text.split("/")[0] ?? "") &&
      !NO_PATH.test(text),
  );
  t.ok(named.length > 100, `${named.length} paths`);
  const isMissing = (path: string) => ["", "packages"].every((above) => !existsSync(join(ROOT, above, path)));
  t.strictSame(
    named.filter(([, path]) => isMissing(path)),
    [],
  );
  t.end();
});

t.test("every npm script in the documentation exists", (t) => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const named = PAGES.flatMap((page) =>
    Array.from(readFileSync(join(ROOT, page), "utf8").matchAll(/npm run (?:--silent )?([\w:]+)/g), ([, name = ""]) => [
      page,
      name,
    ]),
  );
  t.ok(named.length > 30, `${named.length} scripts`);
  t.strictSame(
    named.filter(([, name = ""]) => !Object.hasOwn(scripts, name)),
    [],
  );
  t.end();
});

/** An option, its value, or a placeholder. */
const NO_WORD = /^[-[]|\]|^\d+$|^[A-Z]+$/;

t.test("the words of lab tests, campaigns and benchmarks in the documentation select some of the files", (t) => {
  const files = ["packages", "lab"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((path) => `${folder}/${path}`),
  );
  const lab = files.filter((path) => /\/test-lab\/.*\.test\.ts$/.test(path));
  const known = {
    "test:lab": lab,
    "test:campaign": files.filter((path) => path.endsWith(".test.ts")),
    bench: files.filter((path) => path.endsWith(".bench.ts")),
  };
  let checked = 0;
  for (const page of PAGES) {
    for (const code of codeIn(readFileSync(join(ROOT, page), "utf8"))) {
      const [, script = "", rest = ""] = /npm run (test:lab|test:campaign|bench) (.*)/.exec(code) ?? [];
      const words = rest.split(/\s+/).filter((word) => !NO_WORD.test(word));
      const paths = known[script as keyof typeof known];
      if (words.length === 0 || paths === undefined) continue;
      const selected = paths.filter((path) => words.every((word) => path.includes(word)));
      t.ok(selected.length > 0 && selected.length < paths.length / 2, `${page}: ${code} (${selected.length} files)`);
      checked++;
    }
  }
  t.ok(checked > 12, `${checked} calls`);
  t.end();
});
