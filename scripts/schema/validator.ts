import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import { DEFINITION } from "../../packages/core/src/config/check/definition.ts";
import type { Schema } from "./settle.ts";

const HEAD = [
  "// @ts-nocheck: written by `npm run schema`",
  "// biome-ignore-all format: written by `npm run schema`",
  "// biome-ignore-all lint: written by `npm run schema`",
  'import type { ValidateFunction } from "ajv";',
  "",
];

/**
 * A module that checks values against the schema of configs. Compiling the schema takes longer than all other work of
 * a command that reads a config, so it is compiled here, once.
 */
export function validatorModule(schema: Schema): string {
  const ajv = new Ajv({
    allErrors: true,
    discriminator: true,
    verbose: true,
    ownProperties: true,
    strict: true,
    allowUnionTypes: true,
    // The key that distinguishes two shapes is checked before the shapes.
    strictRequired: false,
    code: { source: true, esm: true, lines: true },
  });
  ajv.addVocabulary([DEFINITION]);
  const validate = ajv.compile(named(schema));
  const code = standalone
    .default(ajv, validate)
    .replace(
      /^"use strict";\s*export const validate = (\w+);\s*export default \w+;/,
      "export const validateConfig: ValidateFunction = $1;\n",
    )
    .replaceAll('require("ajv/dist/runtime/ucs2length").default', "(text) => Array.from(text).length");
  if (/\brequire\(/.test(code) || !code.includes("validateConfig"))
    throw new Error("the module of ajv has another form than expected");
  return `${HEAD.join("\n")}\n/** Whether a value has the structure of a config; its \`errors\` are all violations. */\n${code}\n`;
}

/** The schema without texts for readers; messages show its examples. Each definition holds its name, so that a violation shows it. */
function named(schema: Schema): Schema {
  const { definitions, ...root } = schema as Schema & { readonly definitions: { readonly [name: string]: Schema } };
  const entries = Object.entries(definitions).map(([name, each]) => [name, { ...bare(each), [DEFINITION]: name }]);
  return { ...bare(root), definitions: Object.fromEntries(entries) };
}

const ANNOTATIONS: ReadonlySet<string> = new Set(["$schema", "title", "description"]);

/** Without annotations. A key of that name with an object is a property. */
function bare(schema: Schema): Schema {
  return JSON.parse(
    JSON.stringify(schema, (key, value: unknown) =>
      ANNOTATIONS.has(key) && typeof value === "string" ? undefined : value,
    ),
  );
}
