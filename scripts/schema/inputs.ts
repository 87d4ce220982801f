import * as TJS from "typescript-json-schema";
import type { Schema } from "./settle.ts";

/** The types whose schemas are checked when a journal or a plan is read back: one interface for core, one for each provider. */
const ROOMS = [
  { folder: "packages/core/src/provider", name: "CoreInputs", schemaFrom: "./input-schema.ts" },
  { folder: "packages/providers-borg/src", name: "BorgInputs", schemaFrom: "@rdump/core/provider" },
  { folder: "packages/providers-directory/src", name: "DirectoryInputs", schemaFrom: "@rdump/core/provider" },
  { folder: "packages/providers-restic/src", name: "ResticInputs", schemaFrom: "@rdump/core/provider" },
  { folder: "packages/providers-fs/src", name: "FsInputs", schemaFrom: "@rdump/core/provider" },
  { folder: "packages/providers-lvm/src", name: "LvmInputs", schemaFrom: "@rdump/core/provider" },
  { folder: "packages/providers-rsure/src", name: "RsureInputs", schemaFrom: "@rdump/core/provider" },
  { folder: "packages/providers-zfs/src", name: "ZfsInputs", schemaFrom: "@rdump/core/provider" },
] as const;

/** The files of these types. */
export const INPUTS: readonly string[] = ROOMS.map(({ folder }) => `${folder}/inputs.ts`);

/** The modules of the schemas of inputs, each with its path. `program` contains INPUTS. */
export function inputSchemas(program: TJS.Program): readonly (readonly [path: string, content: string])[] {
  const rules = { required: true, strictNullChecks: true, noExtraProps: true, ignoreErrors: true };
  // Inputs of different kinds have types of one name, so each schema holds its types itself. Only JSON is within itself.
  const inline = TJS.buildGenerator(program, { ...rules, ref: false });
  const recursive = TJS.buildGenerator(program, { ...rules, ref: true });
  if (inline === null || recursive === null) throw new Error("no schemas of inputs could be made");
  return ROOMS.map(({ folder, name, schemaFrom }) => {
    const schema = (name === "CoreInputs" ? recursive : inline).getSchemaForSymbol(name) as Schema;
    return [`${folder}/inputs.generated.ts`, moduleOf(schema, name, schemaFrom)] as const;
  });
}

interface WithProperties extends Schema {
  readonly properties: { readonly [key: string]: WithProperties };
  readonly definitions?: Schema;
}

function moduleOf(schema: Schema, name: string, schemaFrom: string): string {
  const { properties, definitions } = schema as WithProperties;
  const kindsOf = (what: "actions" | "scopes") =>
    Object.fromEntries(
      Object.entries(properties[what]?.properties ?? {})
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([kind, each]) => [kind, JSON.stringify(each).includes('"$ref"') ? { ...each, definitions } : each]),
    );
  // Functions, because a start of the command is shorter without values that few commands need.
  const lazy = (kinds: Schema) =>
    Object.entries(kinds).map(([kind, each]) => `    ${JSON.stringify(kind)}: () => (${indented(each)}),\n`);
  const actions = lazy(kindsOf("actions")).join("");
  const scopes = lazy(kindsOf("scopes")).join("");
  return [
    "// biome-ignore-all format: written by `npm run schema`",
    "// biome-ignore-all lint: written by `npm run schema`",
    `import type { InputSchemas } from "${schemaFrom}";`,
    `import type { ${name} } from "./inputs.ts";`,
    "",
    "/** The schema of the input of each kind. */",
    `export const inputSchemas: InputSchemas<${name}> = {\n  actions: {\n${actions}  },\n  scopes: {\n${scopes}  },\n};`,
    "",
  ].join("\n");
}

function indented(schema: unknown): string {
  return JSON.stringify(schema, withoutWords, 2).replaceAll("\n", "\n    ");
}

/** Comments on fields are for who reads the types. */
function withoutWords(key: string, value: unknown): unknown {
  return key === "description" && typeof value === "string" ? undefined : value;
}
