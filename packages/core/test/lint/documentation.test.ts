import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import JSON5 from "json5";
import t from "tap";
import { configSchemaText } from "../../src/config/index.ts";
import { lint } from "../../src/lint/index.ts";

const DOCS = join(import.meta.dirname, "../../../../docs");
const MACHINE = { hostname: "joke", machineId: null, timezone: "Europe/Berlin", isRoot: true, env: {} };

/** Findings about the parts that an example leaves out. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  "config-missing-key",
  "config-unknown-repository",
  "config-unknown-policy",
  "config-unknown-ssh-host",
  "config-unknown-verify-source",
  "config-needs-zfs",
  "config-bad-include",
]);

const ROOT = new Set(Object.keys(JSON.parse(configSchemaText()).properties));
const VOLUME = new Set(["archives", "exclude", "hooks", "integrity", "mirrors", "replicas", "snapshots", "verify"]);

/** The text of a whole config around an example; null: the example shows alternatives, or parts of several objects. */
function configAround(example: string): string | null {
  if (/^\s*(\/\/.*\n\s*)*\{/.test(example)) return example;
  const keys = keysOf(`{\n${example}\n}`);
  if (keys === null) return null;
  if (keys.every((key) => ROOT.has(key))) return `{\n${example}\n}`;
  if (keys.some((key) => ROOT.has(key))) return null;
  if (keys.every((key) => VOLUME.has(key)))
    return `{ volumes: { v: { source: { type: "plain", path: "/srv" },\n${example}\n} } }`;
  return `{ ${/\bsource:/.test(example) ? "volumes" : "repositories"}: {\n${example}\n} }`;
}

function keysOf(text: string): readonly string[] | null {
  try {
    return Object.keys(JSON5.parse(text));
  } catch {
    return null;
  }
}

t.test("every example of a config in the documentation has only keys and values that rdump knows", (t) => {
  let checked = 0;
  // The examples of rules are checked with their rules.
  for (const page of readdirSync(DOCS).filter((name) => name.endsWith(".md") && name !== "rules.md")) {
    const text = readFileSync(join(DOCS, page), "utf8");
    for (const [, example = ""] of text.matchAll(/```json5\n([\s\S]*?)```/g)) {
      const config = configAround(example);
      if (config === null) continue;
      const found = lint(config, page, MACHINE).filter(
        ({ code, severity }) => severity === "error" && !LEFT_OUT.has(code),
      );
      t.strictSame(found, [], example);
      checked++;
    }
  }
  t.ok(checked > 25, `${checked} examples`);
  t.end();
});

/** The defaults in a part of the schema, with their keys. */
function defaultsIn(node: unknown, key = ""): readonly (readonly [key: string, value: unknown])[] {
  if (typeof node !== "object" || node === null) return [];
  const own = "default" in node && key !== "" ? [[key, node.default] as const] : [];
  const parts = Object.entries(node).flatMap(([name, part]) => {
    if (name === "properties") return Object.entries(part).flatMap(([inner, each]) => defaultsIn(each, inner));
    return name === "default" ? [] : defaultsIn(part, Array.isArray(node) || name === "anyOf" ? key : "");
  });
  return [...own, ...parts];
}

t.test("every default of the schema is in the tables of the documentation", (t) => {
  const pages = ["configuration.md", "replicas.md"].map((name) => readFileSync(join(DOCS, name), "utf8")).join("\n");
  const rows = Array.from(pages.matchAll(/^\| (`[^|]+) \| ([^|]*) \|/gm), ([, keys = "", value = ""]) => ({
    keys: Array.from(keys.matchAll(/(\w+)`/g), ([, key]) => key),
    value,
  }));
  const all = defaultsIn(JSON.parse(configSchemaText()));
  t.ok(all.length > 15, `${all.length} defaults`);
  for (const [key, value] of all) {
    t.ok(
      rows.some((row) => row.keys.includes(key) && row.value.replaceAll(" ", "").includes(JSON.stringify(value))),
      `${key}: ${JSON.stringify(value)}`,
    );
  }
  t.end();
});
