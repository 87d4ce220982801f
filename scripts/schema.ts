// Writes the JSON Schema of rdump.json5 from the types of its text; with --check, fails when what is there is stale.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as TJS from "typescript-json-schema";
import { type Schema, settle } from "./schema/settle.ts";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const TYPES = "packages/core/src/config/text/config.ts";
const FOR_EDITORS = "schemas/config.v1.json";
const FOR_THE_LOADER = "packages/core/src/config/schema.generated.ts";

/** The types stand alone under these options: under the workspace's own, their names come out as import paths. */
function generate(): Schema {
  const program = TJS.getProgramFromFiles([resolve(root, TYPES)], {
    target: "es2023",
    module: "esnext",
    moduleResolution: "bundler",
    types: [],
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
  });
  const generated = TJS.generateSchema(program, "ConfigText", {
    required: true,
    strictNullChecks: true,
    noExtraProps: true,
    aliasRef: true,
  });
  if (generated === null) throw new Error(`no schema could be made from ${TYPES}`);
  return settle(generated as Schema);
}

const text = JSON.stringify(generate(), null, 2);
const outputs: readonly (readonly [string, string])[] = [
  [FOR_EDITORS, `${text}\n`],
  [
    FOR_THE_LOADER,
    "// biome-ignore-all format: written by `npm run schema`\n// biome-ignore-all lint: written by `npm run schema`\n" +
      `/** The schema of rdump.json5 as a module, so that a bundle holds it. The same as ${FOR_EDITORS}. */\n` +
      `export const configSchema: { readonly [keyword: string]: unknown } = ${text};\n`,
  ],
];

const check = process.argv.includes("--check");
for (const [path, content] of outputs) {
  const target = resolve(root, path);
  if (!check) {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  } else if (contentOf(target) !== content) {
    console.error(`${path} is stale: run npm run schema, and commit what it writes.`);
    process.exitCode = 1;
  }
}

function contentOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
