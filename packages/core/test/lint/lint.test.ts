import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { Chalk } from "chalk";
import JSON5 from "json5";
import t from "tap";
import { configSchemaText, load } from "../../src/config/index.ts";
import { byImportance } from "../../src/diagnostics/diagnostic.ts";
import { type Finding, lint, lintLoaded, RULES, type Rule } from "../../src/lint/index.ts";
import { RDUMP_VERSION } from "../../src/model/version.ts";
import { diagnosticLines } from "../../src/render/diagnostics.ts";
import { diagnosticsGithub } from "../../src/render/diagnostics-github.ts";
import { diagnosticsJson } from "../../src/render/diagnostics-json.ts";
import { diagnosticsSarif } from "../../src/render/diagnostics-sarif.ts";
import { sarifSchema } from "./sarif-schema.ts";

const GOOD = join(import.meta.dirname, "../../../../fixtures/configs");
const BAD = join(import.meta.dirname, "../../../../fixtures/configs-invalid");
const PLAIN = new Chalk({ level: 0 });
const MACHINE = { hostname: "joke", machineId: null, timezone: "Europe/Berlin", isRoot: true, env: {} };
/** The secrets in the invalid fixtures. */
const SECRETS = /T0PS3CRET|battery/;

function textsIn(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.endsWith(".json5"));
}

t.test("every valid config has no findings, and matches the schema in editors", (t) => {
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

t.test("the example of the documentation has no findings", (t) => {
  const page = readFileSync(join(import.meta.dirname, "../../../../docs/configuration.md"), "utf8");
  const example = /```json5\n(\{\n[\s\S]*?)```/.exec(page)?.[1] ?? "";
  t.strictSame(lint(example, "f", MACHINE), []);
  t.match(load(example, "f", MACHINE).config, { volumes: [{ name: "root" }] });
  t.end();
});

/** The output of each format for a file, by the suffix of the expected fixture. */
const FORMATS: { readonly [ending: string]: (found: readonly Finding[], name: string, content: Uint8Array) => string } =
  {
    "expected.json": (found) => diagnosticsJson(found),
    "expected.txt": (found, name, content) => diagnosticLines(found, new Map([[name, content]]), PLAIN).join("\n"),
    "expected.github": (found) => diagnosticsGithub(found).join("\n"),
    "expected.sarif": (found) => diagnosticsSarif(found).replaceAll(`"${RDUMP_VERSION}"`, '"VERSION"'),
  };

t.test("every invalid config gives exactly the expected findings, in all four formats", (t) => {
  const follows = sarifSchema();
  for (const name of textsIn(BAD)) {
    const content = readFileSync(join(BAD, name));
    const found = lint(content, name, MACHINE);
    t.not(found.length, 0, name);
    for (const [ending, render] of Object.entries(FORMATS)) {
      const given = `${render(found, name, content)}\n`;
      const path = join(BAD, name.replace(/json5$/, ending));
      if (process.env.RDUMP_WRITE_EXPECTED === "1") writeFileSync(path, given);
      t.equal(given, readFileSync(path, "utf8"), `${name}, ${ending}`);
      t.notMatch(given, SECRETS, `${name}, ${ending}`);
    }
    follows(JSON.parse(diagnosticsSarif(found)));
    t.equal(follows.errors ?? null, null, `${name} as SARIF`);
  }
  t.end();
});

t.test("a file name with special characters stays one name in every format", (t) => {
  const file = "a b/%,:ü\n\ud800.json5";
  const [bare] = lint("{", file, MACHINE);
  t.ok(bare);
  const found = bare === undefined ? [] : [bare];
  t.equal(
    diagnosticsGithub(found)[0]?.split("::")[1],
    "error file=a b/%25%2C%3Aü\\n\\u{d800}.json5,line=1,endLine=1,col=2,endColumn=2,title=Config is not valid JSON5 [config-syntax]",
  );
  const { results } = JSON.parse(diagnosticsSarif(found)).runs[0];
  t.equal(results[0].locations[0].physicalLocation.artifactLocation.uri, "a%20b/%25%2C%3A%C3%BC%0A%EF%BF%BD.json5");
  const absolute = JSON.parse(diagnosticsSarif([{ ...(bare as Finding), file: "/etc/r.json5" }])).runs[0].results[0];
  t.equal(absolute.locations[0].physicalLocation.artifactLocation.uri, "file:///etc/r.json5");
  t.end();
});

t.test("loading uses the same schema as editors", (t) => {
  const published = readFileSync(join(import.meta.dirname, "../../../../schemas/config.v1.json"), "utf8");
  t.equal(configSchemaText(), published);
  t.end();
});

/** A rule that reports the whole text, and records its input. */
function ruleThat(judges: Rule["judges"], asked: string[] = []): Rule {
  const words = { severity: "note", summary: "A rule", cause: "Because.", effect: "So.", remedy: "Do." } as const;
  const check: Rule["check"] = ({ config, tree, volumes }) => {
    asked.push(
      config.id,
      ...volumes.flatMap(({ volume, targets }) => [volume?.name ?? "", ...targets.map(({ key }) => key)]),
    );
    return [{ span: tree.span, detail: "Something." }];
  };
  return { code: `x-${judges}`, judges, ...words, check };
}

t.test("rules are applied to a valid config, and findings have their place in the text", (t) => {
  const loaded = load(readFileSync(join(GOOD, "laptop.json5")), "f", MACHINE);
  const asked: string[] = [];
  const [found] = lintLoaded(loaded, { rules: [ruleThat("whole", asked)] });
  t.match(found, { code: "x-whole", severity: "note", file: "f", range: { start: { line: 2, column: 1 } } });
  t.ok(asked.includes("ada-laptop") && asked.includes("root") && asked.includes("home"));
  t.end();
});

t.test("with errors, rules still check present keys, and do not report missing keys", (t) => {
  const rules = [ruleThat("whole"), ruleThat("written"), ruleThat("machine")];
  const codes = (text: string) => lintLoaded(load(text, "f", MACHINE), { rules }).map(({ code }) => code);
  t.strictSame(codes("{}"), ["config-missing-key", "config-missing-key", "x-machine", "x-written"]);
  t.strictSame(codes("{ version: 1, volumes: {} }"), ["x-machine", "x-whole", "x-written"]);
  t.strictSame(codes("{ version: 9 }"), ["config-newer-version"]);
  t.strictSame(codes("{"), ["config-syntax"]);
  t.end();
});

t.test("findings above the limit are only counted", (t) => {
  const text = `{ version: 1, volumes: {${Array.from({ length: 10_500 }, (_, index) => `v${index}: { source: { type: "plain", path: "/${index}" } }`).join()}} }`;
  const found = lint(text, "f", MACHINE);
  t.equal(found.length, 10_001);
  t.match(found.at(-1), { code: "lint-too-many", severity: "warning", detail: /^500 more/ });
  t.end();
});

t.test("thousands of misspelled names are all reported within seconds", (t) => {
  const policies = Array.from({ length: 15_000 }, (_, index) => `policy${index}: {}`);
  const archives = Array.from({ length: 9000 }, (_, index) => `{ repository: "r", keep: "polcy${index}" }`);
  const repositories = '{ r: { type: "borg", location: "/r", encryption: "none" } }';
  const volumes = `{ a: { source: { type: "plain", path: "/a" }, archives: [${archives.join()}] } }`;
  const text = `{ version: 1, policies: { ${policies.join()} }, repositories: ${repositories}, volumes: ${volumes} }`;
  const before = process.cpuUsage();
  const found = load(text, "f", MACHINE).diagnostics.filter(({ code }) => code === "config-unknown-policy");
  // It was 581 s; see test-long/lint/growth.test.ts for how the time grows.
  t.ok(process.cpuUsage(before).user < 20e6, "in CPU time");
  t.equal(found.length, 9000);
  t.match(found.at(-1)?.detail, /Did you mean "policy\d+"/);
  t.end();
});

t.test("codes are kebab-case and begin with their room, and the order is by severity", (t) => {
  for (const rule of RULES) t.match(rule.code, /^[a-z]+(-[a-z]+)+$/);
  const both = lint(readFileSync(join(BAD, "references.json5")), "f", MACHINE);
  t.strictSame(both, [...both].sort(byImportance));
  t.end();
});
