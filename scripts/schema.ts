// Writes the JSON Schemas of what rdump reads from their types; with --check, fails when what is there is stale.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as TJS from "typescript-json-schema";
import { inputSchemas } from "./schema/inputs.ts";
import { type Schema, settle } from "./schema/settle.ts";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
/** The types stand alone under these options: under the workspace's own, their names come out as import paths. */
function generate(types: string, name: string): Schema {
  const program = TJS.getProgramFromFiles([resolve(root, types)], {
    target: "es2023",
    lib: ["es2023"],
    module: "esnext",
    moduleResolution: "bundler",
    types: [],
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
  });
  const generated = TJS.generateSchema(program, name, {
    required: true,
    strictNullChecks: true,
    noExtraProps: true,
    aliasRef: true,
  });
  if (generated === null) throw new Error(`no schema of ${name} could be made from ${types}`);
  return generated as Schema;
}

/** A schema as a file, and as a module for the bundle. */
function outputsOf(schema: Schema, file: string, module: string, name: string, what: string) {
  const text = JSON.stringify(schema, null, 2);
  const head =
    "// biome-ignore-all format: written by `npm run schema`\n// biome-ignore-all lint: written by `npm run schema`\n" +
    `/** The schema of ${what} as a module, so that a bundle holds it. The same as ${file}. */\n`;
  return [
    [file, `${text}\n`],
    [module, `${head}export const ${name}: { readonly [keyword: string]: unknown } = ${text};\n`],
  ] as const;
}

const outputs: readonly (readonly [string, string])[] = [
  ...outputsOf(
    settle(generate("packages/core/src/config/text/config.ts", "ConfigText")),
    "schemas/config.v1.json",
    "packages/core/src/config/schema.generated.ts",
    "configSchema",
    "rdump.json5",
  ),
  ...outputsOf(
    generate("packages/core/src/model/plan.ts", "Plan"),
    "schemas/plan.v1.json",
    "packages/core/src/plan/schema.generated.ts",
    "planSchema",
    "plan.json",
  ),
  ...inputSchemas(root),
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
