import { configSchema } from "./schema.generated.ts";

/** The JSON Schema of rdump.json5, as editors read it. */
export function configSchemaText(): string {
  return `${JSON.stringify(configSchema, null, 2)}\n`;
}
