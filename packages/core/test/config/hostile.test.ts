import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Chalk } from "chalk";
import fc from "fast-check";
import JSON5 from "json5";
import t from "tap";
import { load } from "../../src/config/index.ts";
import { plainValue, type TreeNode } from "../../src/config/tree.ts";
import { lintLoaded } from "../../src/lint/index.ts";
import { diagnosticLines } from "../../src/render/diagnostics.ts";
import { runs } from "../runs.ts";
import { hold, holdFindings } from "./fuzz/hold.ts";
import { Chance, MUTATIONS, mutant } from "./fuzz/mutants.ts";

const GOOD = join(import.meta.dirname, "../../../../fixtures/configs");
const MACHINE = { hostname: "joke", machineId: null, timezone: "UTC", isRoot: true, env: {} };
const PLAIN = new Chalk({ level: 0 });
const TEXTS = readdirSync(GOOD).map((name) => readFileSync(join(GOOD, name), "utf8"));
const RUNS = Number(process.env.RDUMP_FUZZ_RUNS ?? runs(100));
const SEED = process.env.RDUMP_FUZZ_SEED === undefined ? {} : { seed: Number(process.env.RDUMP_FUZZ_SEED) };

/** Pieces that break, close, nest or pollute. */
const TOKENS = [
  ..."{}[]:,\"'\\/*+-.0123456789eExN\n\r\t\0 ",
  ..."\ufeff\u2028\u2029\u200e\ud800\udc00\u001b",
  ...["__proto__", "constructor", "prototype", "toString", "//", "/*", "*/", "\r\n", "\\u0000", "\\ud800", "\\\n"],
  ...["1e999", "-1e999", "NaN", "Infinity", "0x", "99999999999999999999", "null", "true", "[[[[[[[[", "{a:{a:{a:"],
  ...['__proto__: { polluted: "yes" },', '"constructor": { prototype: { polluted: 1 } },', "version: 9,", "keep: 0,"],
];

interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const edits = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(200)),
    insert: fc.oneof(fc.constant(""), fc.constantFrom(...TOKENS), fc.string({ unit: "binary", maxLength: 4 })),
  }),
  { minLength: 1, maxLength: 5 },
);

function edited(text: string, all: readonly Edit[]): string {
  return all.reduce((before, { at, remove, insert }) => {
    const start = Math.floor(at * before.length);
    return before.slice(0, start) + insert + before.slice(start + remove);
  }, text);
}

t.test("a config with any change of its text is read or refused, and all reported places are inside it", (t) => {
  const property = fc.property(fc.constantFrom(...TEXTS), edits, (text, all) => {
    const content = edited(text, all);
    hold(content);
  });
  fc.assert(property, { numRuns: RUNS, ...SEED });
  t.pass();
  t.end();
});

t.test("a config with any change of its bytes is read or refused, and all reported places are inside it", (t) => {
  const bytes = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), { maxLength: 6 });
  const property = fc.property(fc.constantFrom(...TEXTS), bytes, (text, changes) => {
    const content = new TextEncoder().encode(text);
    for (const [at, byte] of changes) content[Math.min(content.length - 1, Math.floor(at * content.length))] = byte;
    hold(content);
  });
  fc.assert(property, { numRuns: RUNS, ...SEED });
  t.pass();
  t.end();
});

t.test("a sample of the cases of `npm run fuzz`", (t) => {
  const chance = new Chance(Number(process.env.RDUMP_FUZZ_SEED ?? Date.now()));
  for (const mutation of MUTATIONS) {
    for (let run = 0; run < RUNS / 4; run++) hold(mutant(chance.pick(TEXTS), mutation, chance));
  }
  t.pass();
  t.end();
});

t.test("values are the same as those of the reference parser of JSON5", (t) => {
  const property = fc.property(fc.jsonValue({ maxDepth: 4 }), fc.boolean(), (value, spaced) => {
    const text = JSON5.stringify(value, null, spaced ? "\t" : undefined);
    const { tree } = load(text, "f", MACHINE);
    return tree !== null && JSON.stringify(plainValue(tree)) === JSON.stringify(JSON5.parse(text));
  });
  fc.assert(property, { numRuns: RUNS, ...SEED });
  for (const text of TEXTS) {
    const { tree } = load(text, "f", MACHINE);
    t.equal(JSON.stringify(plainValue(tree as TreeNode)), JSON.stringify(JSON5.parse(text.replace(/^\ufeff/, ""))));
  }
  t.end();
});

t.test("no syntax error around a secret shows the secret", (t) => {
  const before = "{\n  version: 1,\n  repositories: { r: { type: 'borg', location: \"/srv\", ";
  const secrets = [
    "passphrase: 'T0PS3CRET'",
    'passphrase: "T0PS3CRET"',
    '"passphrase": "T0PS3CRET"',
    "passphrase: T0PS3CRET",
  ];
  const after =
    ", compression: \"zstd\", // passphrase: T0PS3CRET\n } },\n  volumes: { a: { source: { type: 'plain' } } },\n}";
  const property = fc.property(edits, fc.constantFrom(...secrets), edits, (head, secret, tail) => {
    const content = `${edited(before, head)}${secret}${edited(after, tail).replaceAll(/T0PS3CRET|passphrase: /g, "")}`;
    const loaded = load(content, "f", MACHINE);
    const shown = diagnosticLines(lintLoaded(loaded), new Map([["f", content]]), PLAIN).join("\n");
    if (shown.includes("T0PS3CRET") || JSON.stringify(loaded.diagnostics).includes("T0PS3CRET")) {
      throw new Error(`${content}\n----\n${shown}`);
    }
  });
  fc.assert(property, { numRuns: RUNS, ...SEED });
  t.pass();
  t.end();
});

t.test("excessive sizes and depths are refused before parsing", (t) => {
  const cases: readonly (readonly [string, Uint8Array | string])[] = [
    ["config-too-large", new Uint8Array(1024 * 1024 + 1)],
    ["config-too-large", " ".repeat(1024 * 1024 + 1)],
    ["config-too-large", `"${"é".repeat(600_000)}"`],
    ["config-too-deep", "[".repeat(200_000)],
    ["config-too-deep", "{a:".repeat(100_000)],
    ["config-syntax", "]".repeat(200_000)],
    ["config-syntax", `/*${"*".repeat(1_000_000)}`],
    ["config-syntax", "a".repeat(1_000_000)],
    ["config-syntax", "a ".repeat(50_000)],
    ["config-syntax", "//a:".repeat(25_000)],
    ["config-syntax", `/*${"a:".repeat(40_000)}`],
    ["config-syntax", `{${"a:".repeat(40_000)}`],
    ["config-syntax", `{${"pass:'".repeat(15_000)}`],
    ["config-syntax", `{a:"${'\\"'.repeat(40_000)}`],
    ["config-syntax", `"${"\\".repeat(100_001)}`],
    ["config-too-many", `{${Array.from({ length: 20_000 }, (_, index) => `a${index}:0`).join()}}`],
    ["config-duplicate-key", `{${"a:0,".repeat(40_000)}}`],
    [
      "config-bad-exclude",
      `{version:1,volumes:{a:{source:{type:"plain",path:"/a"},exclude:["${"*".repeat(500_000)}"]}}}`,
    ],
    [
      "config-unknown-policy",
      `{version:1,volumes:{a:{source:{type:"plain",path:"/a"},archives:[{repository:"r",keep:"${"k".repeat(900_000)}"}]}}}`,
    ],
  ];
  for (const [code, content] of cases) {
    const loaded = holdFindings(content);
    t.ok(
      loaded.diagnostics.some((diagnostic) => diagnostic.code === code),
      `${code} of ${loaded.diagnostics[0]?.code}`,
    );
  }
  t.equal(load(" ".repeat(1024 * 1024), "f", MACHINE).diagnostics[0]?.code, "config-syntax");
  t.end();
});
