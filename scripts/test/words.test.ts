import t from "tap";
import { wordFaults } from "../words/faults.ts";

const says = (path: string, text: string) => wordFaults(path, text).map(({ line, says }) => `${line} ${says}`);

t.test("banned phrases in comments, strings and templates are found, with their line", async (t) => {
  t.same(says("a.ts", '/** Bears\n * a mark. */\nexport const summary = "nobody is asked";\n'), [
    '1 "Bears": has, carries',
    '3 "nobody": no process, no user, no rule',
  ]);
  t.same(says("a.ts", `export const line = (n: number) => \`\${n} are taken down\`;\n`), [
    '1 "taken down": remove, clean up',
  ]);
  t.same(says("a.ts", "// a phrase is held\n// against another over the end of a line, in one comment each\n"), []);
  t.same(says("a.ts", "/* a phrase is held\n * against another over the end of a line */\n"), [
    '1 "held against": compared with',
  ]);
});

t.test("comments after a template within a template are found", async (t) => {
  t.same(says("a.ts", `const a = \`x\${[1].map((n) => \`\${n}\`)}y\`; // whoever\n`), [
    '1 "whoever": the name of the thing',
  ]);
});

t.test("names are checked at their declaration, and names of files too", async (t) => {
  t.same(says("a.ts", 'import { tell } from "./b.ts";\ntell();\n'), []);
  t.same(says("a.ts", "export function tellAll() {}\n"), ['1 "tellA": report, has']);
  t.same(says("packages/x/src/troubles.ts", "export const a = 1;\n"), ['1 "troubles": the field\'s noun']);
});

t.test("code in pages is not checked", async (t) => {
  t.same(says("a.md", "Use `nobody`.\n\n    nobody\n\n```\nnobody\n```\n\nIt is told.\n"), [
    '9 "is told": is reported, is shown',
  ]);
});

t.test("the user `nobody` in an option, an address or a literal is allowed", async (t) => {
  t.same(says("a.ts", 'run("--reuid=nobody", "ssh://nobody@host/");\n'), []);
  t.same(says("a.ts", "// nobody@host, and nobody else\n"), ['1 "nobody": no process, no user, no rule']);
});
