import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import JSON5 from "json5";
import t from "tap";
import { load, plainValue, scan, type TreeNode } from "../../src/config/index.ts";
import { fix as fixAll, format, lint, RULES } from "../../src/lint/index.ts";
import { runs } from "../runs.ts";

const FIXTURES = join(import.meta.dirname, "../../../../fixtures");
const MACHINE = { hostname: "joke", machineId: null, timezone: "UTC", isRoot: true, env: {} };
const RUNS = Number(process.env.RDUMP_FUZZ_RUNS ?? runs(60));

function fix(content: string) {
  const { texts, count } = fixAll({ content, file: "f", machine: MACHINE });
  return { text: texts.get("f") ?? "", count };
}

function valueOfText(text: string): string {
  return JSON.stringify(plainValue(load(text, "f", MACHINE).tree as TreeNode));
}

function commentsOf(text: string): readonly string[] {
  return [...scan(text)].flatMap(({ kind, start, end }) =>
    kind === "comment" ? [text.slice(start, end).trimEnd()] : [],
  );
}

t.test("a text is formatted, and its content does not change", (t) => {
  const before = `// head
{version:1,   // the language


  "ssh" :{ far:{ } },volumes:{a:{source:{type:'plain',path:"/a"},/* two */exclude:["x" ,'y'],
      // of the archives
   archives:[{repository:'r',keep:{daily:1,}}]  // behind
  }, // behind a
  /* last */
  }
}
// foot`;
  t.equal(
    format(before),
    `// head
{
  version: 1, // the language

  "ssh": { far: {} },
  volumes: {
    a: {
      source: { type: 'plain', path: "/a" },
      /* two */
      exclude: ["x", 'y'],
      // of the archives
      archives: [{ repository: 'r', keep: { daily: 1 } }], // behind
    }, // behind a
    /* last */
  },
}
// foot
`,
  );
  t.equal(format("{a:[\n1,2]}"), "{ a: [\n  1,\n  2,\n] }\n");
  t.equal(format('{"a":[\n1,2]}'), '{ "a": [\n  1,\n  2\n] }\n', "plain JSON stays it");
  t.equal(format("{a:1}\r\n"), "{ a: 1 }\r\n");
  t.equal(format("{a /*k*/:/*v*/1}"), "{ /*k*/ /*v*/ a: 1 }\n");
  t.equal(format("{a: 1"), null);
  t.end();
});

t.test("every fixture keeps its values and its comments, and is formatted after one pass", (t) => {
  for (const folder of ["configs", "configs-invalid", "rules"]) {
    for (const name of readdirSync(join(FIXTURES, folder)).filter((each) => each.endsWith(".json5"))) {
      const text = new TextDecoder().decode(readFileSync(join(FIXTURES, folder, name)));
      const once = format(text);
      if (once === null) continue;
      t.equal(format(once), once, name);
      t.equal(valueOfText(once), valueOfText(text), name);
      t.strictSame([...commentsOf(once)].sort(), [...commentsOf(text)].sort(), name);
      t.notMatch(once, /[ \t]$/m, name);
    }
  }
  t.end();
});

const SPACE = fc.constantFrom("", " ", "\n", "\n\n\n", "\t", "\r\n", "/*b*/", "// l\n", " /* x\n y */ ", "\u00a0");

t.test("formatting keeps each value, with any spaces and comments", (t) => {
  const spaced = fc.tuple(fc.jsonValue({ maxDepth: 3 }), fc.array(SPACE, { minLength: 1, maxLength: 20 }));
  const property = fc.property(spaced, ([value, spaces]) => {
    let next = 0;
    const space = () => spaces[next++ % spaces.length] ?? "";
    const json = JSON5.stringify(value) ?? "null";
    const text = [...scan(json)].map(({ start, end }) => `${space()}${json.slice(start, end)}`).join("") + space();
    const once = format(text);
    if (once === null) throw new Error(`refused: ${text}`);
    if (format(once) !== once) throw new Error(`not even after one time: ${JSON.stringify(text)}`);
    if (valueOfText(once) !== valueOfText(text)) throw new Error(`another value: ${JSON.stringify(text)}`);
    if (commentsOf(once).length !== commentsOf(text).length) throw new Error(`a comment lost: ${JSON.stringify(text)}`);
  });
  fc.assert(property, { numRuns: RUNS });
  t.pass();
  t.end();
});

t.test("findings with one safe correction are corrected, and nothing else is changed", (t) => {
  const withFixes = new Set<string>();
  for (const { code } of RULES) {
    const text = readFileSync(join(FIXTURES, "rules", `${code}.json5`), "utf8");
    const found = lint(text, "f", MACHINE);
    const { text: fixed, count } = fix(text);
    const left = lint(fixed, "f", MACHINE);
    t.equal(count, found.length - left.length, code);
    t.strictSame(
      left.filter((each) => each.fix !== undefined),
      [],
      code,
    );
    t.strictSame(fix(fixed), { text: fixed, count: 0 }, `${code}, again`);
    t.strictSame(commentsOf(fixed), commentsOf(text), code);
    if (count > 0) withFixes.add(code);
  }
  t.strictSame([...withFixes], ["command-one-string", "keep-zero", "path-slashes"]);
  t.end();
});

t.test("adjacent fixes and fixes around comments are applied", (t) => {
  const config = (keep: string) => `{ version: 1, policies: { p: ${keep} }, volumes: {} }`;
  const keepOf = (keep: string) =>
    fix(config(keep)).text.slice("{ version: 1, policies: { p: ".length, -" }, volumes: {} }".length);
  t.equal(keepOf("{ daily: 0, weekly: 0, monthly: 1 }"), "{ monthly: 1 }");
  t.equal(keepOf("{ monthly: 1, daily: 0, weekly: 0 }"), "{ monthly: 1 }");
  t.equal(keepOf("{ monthly: 1, daily: 0, weekly: 0, }"), "{ monthly: 1, }");
  t.equal(keepOf("{ daily: 0 }"), "{ daily: 0 }", "alone, its purpose is unclear");
  t.equal(keepOf("{ monthly: 1, /* none */ daily: 0 /* yet */ }"), "{ monthly: 1, /* none */ daily: 0 /* yet */ }");
  const ignored =
    "{\n  version: 1,\n  // rdump-lint-ignore keep-zero: why\n  volumes: {}, // rdump-lint-ignore keep-zero: why\n}\n";
  t.equal(fix(ignored).text, "{\n  version: 1,\n  volumes: {},\n}\n");
  const crlf = ignored.replaceAll("\n", "\r\n");
  t.equal(fix(crlf).text, "{\r\n  version: 1,\r\n  volumes: {},\r\n}\r\n");
  t.strictSame(fix("{"), { text: "{", count: 0 });
  t.end();
});
