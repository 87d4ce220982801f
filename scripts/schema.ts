// Writes the JSON Schemas of what rdump reads from their types; with --check, fails when what is there is stale.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as TJS from "typescript-json-schema";
import { INPUTS, inputSchemas } from "./schema/inputs.ts";
import { type Schema, settle } from "./schema/settle.ts";
import { validatorModule } from "./schema/validator.ts";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const CONFIG = "packages/core/src/config/text/config.ts";
const PLAN = "packages/core/src/model/plan.ts";
const STATUS = "packages/core/src/model/status.ts";
const HOST_REPORT = "packages/core/src/model/host-report.ts";
const RECORDED = "packages/core/src/model/recorded.ts";
const EVIDENCE = "packages/core/src/model/evidence.ts";
const BOOTSTRAP = "packages/host/src/bootstrap/output.ts";
const OUTPUT = "scripts/schema/output.ts";

/** One program for all schemas: most of the time is spent on the types of the language and of Node. The compiler options
 * of the workspace would make import paths of the names. */
const program = TJS.getProgramFromFiles(
  [CONFIG, PLAN, STATUS, HOST_REPORT, RECORDED, EVIDENCE, BOOTSTRAP, OUTPUT, ...INPUTS].map((path) =>
    resolve(root, path),
  ),
  {
    target: "es2023",
    lib: ["es2023"],
    module: "esnext",
    moduleResolution: "bundler",
    customConditions: ["rdump-source"],
    types: ["node"],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
  },
);

function generate(types: string, name: string): Schema {
  const rules = { required: true, ignoreErrors: true, strictNullChecks: true, noExtraProps: true, aliasRef: true };
  const generated = TJS.generateSchema(program, name, rules, [resolve(root, types)]);
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
    [module, `${head}export const ${name} = (): { readonly [keyword: string]: unknown } => (${text});\n`],
  ] as const;
}

const config = settle(generate(CONFIG, "ConfigText"));

const outputs: readonly (readonly [string, string])[] = [
  ...outputsOf(
    config,
    "schemas/config.v1.json",
    "packages/core/src/config/schema.generated.ts",
    "configSchema",
    "rdump.json5",
  ),
  ...outputsOf(
    generate(PLAN, "Plan"),
    "schemas/plan.v1.json",
    "packages/core/src/plan/schema.generated.ts",
    "planSchema",
    "plan.json",
  ),
  ["packages/core/src/config/check/validator.generated.ts", validatorModule(config)],
  ...inputSchemas(program),
  ...[
    ["schemas/status.v1.json", STATUS, "HostStatus"],
    ["schemas/report.v1.json", HOST_REPORT, "HostReport"],
    ["schemas/apply.v1.json", OUTPUT, "ApplyLine"],
    ["schemas/runs.v1.json", OUTPUT, "RunsOutput"],
    ["schemas/run.v1.json", OUTPUT, "RunOutput"],
    ["schemas/ls.v1.json", RECORDED, "ListOutput"],
    ["schemas/find.v1.json", RECORDED, "FindOutput"],
    ["schemas/diff.v1.json", RECORDED, "DiffOutput"],
    ["schemas/proofs.v1.json", EVIDENCE, "EvidenceOutput"],
    ["schemas/diagnostics.v1.json", OUTPUT, "DiagnosticsOutput"],
    ["schemas/error.v1.json", OUTPUT, "ErrorOutput"],
    ["schemas/lock.v1.json", OUTPUT, "LockOutput"],
    ["schemas/config-values.v1.json", OUTPUT, "ConfigOutput"],
    ["schemas/codes.v1.json", OUTPUT, "CodesOutput"],
    ["schemas/bootstrap.v1.json", BOOTSTRAP, "BootstrapOutput"],
  ].map(([file = "", types = "", name = ""]) => [file, `${JSON.stringify(generate(types, name), null, 2)}\n`] as const),
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
