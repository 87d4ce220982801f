import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import JSON5 from "json5";
import t from "tap";
import { configSchemaText, load } from "../../src/config/index.ts";
import { byImportance } from "../../src/diagnostics/diagnostic.ts";
import { type Breach, lint, lintLoaded, RULES, type Rule } from "../../src/lint/index.ts";
import { diagnosticsJson } from "../../src/render/diagnostics-json.ts";

const GOOD = join(import.meta.dirname, "../../../../fixtures/configs");
const BAD = join(import.meta.dirname, "../../../../fixtures/configs-invalid");
const MACHINE = { hostname: "joke", timezone: "Europe/Berlin", isRoot: true, env: {} };
/** What the texts of the bad fixtures hold as secrets. */
const SECRETS = /T0PS3CRET|battery/;

function textsIn(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.endsWith(".json5"));
}

t.test("every good config is clean, and follows the schema as any editor reads it", (t) => {
  const schema = JSON.parse(configSchemaText());
  const follows = new Ajv({ strict: false, discriminator: false }).compile(schema);
  for (const name of textsIn(GOOD)) {
    const content = readFileSync(join(GOOD, name));
    t.strictSame(lint(content, name, MACHINE), [], name);
    follows(JSON5.parse(content.toString().replace(/^\ufeff/, "")));
    t.equal(follows.errors ?? null, null, name);
  }
  t.end();
});

t.test("the example of the documentation is clean too", (t) => {
  const page = readFileSync(join(import.meta.dirname, "../../../../docs/configuration.md"), "utf8");
  const example = /```json5\n(\{\n[\s\S]*?)```/.exec(page)?.[1] ?? "";
  t.strictSame(lint(example, "f", MACHINE), []);
  t.match(load(example, "f", MACHINE).config, { volumes: [{ name: "root" }] });
  t.end();
});

t.test("every bad config gives exactly what is expected of it", (t) => {
  for (const name of textsIn(BAD)) {
    const given = diagnosticsJson(lint(readFileSync(join(BAD, name)), name, MACHINE));
    const path = join(BAD, name.replace(/json5$/, "expected.json"));
    if (process.env.RDUMP_WRITE_EXPECTED === "1") writeFileSync(path, `${given}\n`);
    t.strictSame(JSON.parse(given), JSON.parse(readFileSync(path, "utf8")), name);
    t.not(JSON.parse(given).diagnostics.length, 0, name);
    t.notMatch(given, SECRETS, name);
  }
  t.end();
});

t.test("the schema that editors use is the one that is loaded by", (t) => {
  const published = readFileSync(join(import.meta.dirname, "../../../../schemas/config.v1.json"), "utf8");
  t.equal(configSchemaText(), published);
  t.end();
});

t.test("a rule of meaning is asked about a config that means something, and placed in its text", (t) => {
  const loaded = load(readFileSync(join(GOOD, "laptop.json5")), "f", MACHINE);
  const asked: string[] = [];
  const rule: Rule = {
    code: "x-rule",
    severity: "note",
    summary: "A rule",
    check: ({ config, tree, places }): readonly Breach[] => {
      asked.push(config.id, ...places.keys());
      return [{ span: tree.span, detail: "Something." }];
    },
  };
  const [found] = lintLoaded(loaded, [rule]);
  t.match(found, { code: "x-rule", severity: "note", file: "f", range: { start: { line: 2, column: 1 } } });
  t.ok(asked.includes("ada-laptop") && asked.includes("root") && asked.includes('root.archives["home"]'));
  const broken = load("{}", "f", MACHINE);
  t.strictSame(lintLoaded(broken, [rule]), broken.diagnostics);
  t.end();
});

t.test("codes are kebab-case and say their own room, and the order is by importance", (t) => {
  for (const rule of RULES) t.match(rule.code, /^[a-z]+(-[a-z]+)+$/);
  const both = lint(readFileSync(join(BAD, "references.json5")), "f", MACHINE);
  t.strictSame(both, [...both].sort(byImportance));
  t.end();
});
