import { configSchema } from "./schema.generated.ts";

/** The JSON Schema of rdump.json5, as editors read it. */
export function configSchemaText(): string {
  return `${JSON.stringify(configSchema(), null, 2)}\n`;
}

/** The same for an included file, and for the overrides of a host: other files can have the required keys. */
export function partSchemaText(): string {
  const whole = configSchema();
  const definitions = Object.entries(whole.definitions as { readonly [name: string]: object });
  const open = (schema: object) => Object.fromEntries(Object.entries(schema).filter(([key]) => key !== "required"));
  const part = {
    ...open(whole),
    title: "a part of rdump.json5",
    definitions: Object.fromEntries(definitions.map(([name, schema]) => [name, open(schema)])),
  };
  return `${JSON.stringify(part, null, 2)}\n`;
}
