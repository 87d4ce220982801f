import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { textFaults } from "../../../../scripts/codes/registers.ts";
import { lint, RULES } from "../../src/lint/index.ts";
import { diagnosticsJson } from "../../src/render/diagnostics-json.ts";

const RULE_CONFIGS = join(import.meta.dirname, "../../../../fixtures/rules");
const MACHINE = { hostname: "joke", machineId: null, timezone: "UTC", isRoot: true, env: {} };
const FILES = { modeOf: (path: string) => (path.startsWith("/exposed/") ? 0o644 : 0o600) };

function found(name: string) {
  return lint(readFileSync(join(RULE_CONFIGS, name)), name, MACHINE, FILES);
}

t.test("each rule finds exactly the violations of its fixture, and none in the similar valid config", (t) => {
  for (const { code, severity } of RULES) {
    const json = diagnosticsJson(found(`${code}.json5`));
    const expected = join(RULE_CONFIGS, `${code}.expected.json`);
    if (process.env.RDUMP_WRITE_EXPECTED === "1") writeFileSync(expected, `${json}\n`);
    t.strictSame(JSON.parse(json), JSON.parse(readFileSync(expected, "utf8")), code);
    const reported = found(`${code}.json5`);
    t.ok(reported.length > 0 && reported.every((each) => each.code === code && each.severity === severity), code);
    t.strictSame(found(`${code}.near-miss.json5`), [], `${code}, near miss`);
    t.notMatch(json, /T0PS3CRET/, code);
  }
  t.end();
});

t.test("every fixture belongs to a rule, and every rule has its texts", (t) => {
  const codes = RULES.map(({ code }) => code);
  t.strictSame(codes, [...new Set(codes)].sort(), "each once, by code");
  for (const name of readdirSync(RULE_CONFIGS)) {
    t.ok(codes.includes(name.replace(/(\.near-miss)?\.(json5|expected\.json)$/, "")), name);
  }
  for (const { code, severity, ...text } of RULES) {
    t.match(code, /^[a-z]+(-[a-z]+)+$/);
    t.ok(["error", "warning"].includes(severity), code);
    t.strictSame(textFaults(text), [], code);
  }
  t.end();
});

function codesAt(text: string): readonly string[] {
  return lint(text, "f", MACHINE, FILES).map(({ code, range }) => `${range?.start.line} ${code}`);
}

const KEPT = 'archives: [{ repository: "r", keep: { daily: 7 } }]';

/** Lines 5 and on are the volumes. */
function config(...volumes: readonly string[]): string {
  const head =
    '{ version: 1,\n  repositories: {\n    r: { type: "borg", location: "/r", encryption: "none" },\n  }, volumes: {';
  return [head, ...volumes, "} }"].join("\n");
}

t.test("a comment with a reason disables one rule, on its line and the next line", (t) => {
  const bad = 'a: { source: { type: "plain", path: "/a" } },';
  const ignore = "// rdump-lint-ignore volume-without-target: not yet";
  t.strictSame(codesAt(config(bad)), ["5 volume-without-target", "3 unused-repository"].sort());
  const kept = `k: { source: { type: "plain", path: "/k" }, ${KEPT} },`;
  t.strictSame(codesAt(config(kept, `${bad} ${ignore}`)), []);
  t.strictSame(codesAt(config(kept, ignore, bad)), []);
  t.strictSame(codesAt(config(kept, ignore, "", "// another remark", bad)), [], "the next line with anything on it");
  t.strictSame(codesAt(config(kept, "/* rdump-lint-ignore volume-without-target: not yet */", bad)), []);
  t.strictSame(
    codesAt(config(kept, ignore, `l: { source: { type: "plain", path: "/l" }, ${KEPT} },`, bad)),
    ["6 lint-ignore-unused", "8 volume-without-target"].sort(),
  );
  const two = 'a: { source: { type: "plain", path: "/k//b" } },';
  t.strictSame(codesAt(config(kept, ignore, two)), ["7 path-slashes", "7 volume-inside-volume"], "one rule, no other");
  t.end();
});

t.test("an ignore comment without a finding, a reason or a rule is reported", (t) => {
  const kept = `k: { source: { type: "plain", path: "/k" }, ${KEPT} },`;
  const bad = 'a: { source: { type: "plain", path: "/a" } },';
  t.strictSame(codesAt(config("// rdump-lint-ignore volume-without-target: why", kept)), ["5 lint-ignore-unused"]);
  t.strictSame(codesAt(config(kept, "// rdump-lint-ignore volume-without-target", bad)), [
    "6 lint-ignore-no-reason",
    "7 volume-without-target",
  ]);
  t.strictSame(
    codesAt(
      config(
        kept,
        "// rdump-lint-ignore volume-without-taget: why",
        `l: { source: { type: "plain", path: "/l" }, ${KEPT} },`,
      ),
    ),
    ["6 lint-ignore-unknown"],
  );
  t.strictSame(codesAt(config("// rdump-lint-ignore", kept)), ["5 lint-ignore-unknown"]);
  t.match(lint(config("// rdump-lint-ignore config-bad-path: why", kept), "f", MACHINE), [
    { code: "lint-ignore-unknown", detail: /cannot be ignored/ },
  ]);
  t.strictSame(codesAt(config("// rdump-lint-ignore secret-file-exposed: on the server it is open", kept)), []);
  t.strictSame(
    codesAt(`${config("// rdump-lint-ignore volume-without-target: why", kept).slice(0, -1)}, x: 1 }`),
    ["7 config-unknown-key"],
    "in a config with errors, ignores of rules about missing items are not reported as unused",
  );
  t.strictSame(codesAt(config(`"x": { source: { type: "plain", path: "/ rdump-lint-ignore x" }, ${KEPT} },`)), []);
  t.end();
});
