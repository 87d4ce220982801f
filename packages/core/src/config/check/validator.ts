import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { configSchema } from "../schema.generated.ts";

let compiled: ValidateFunction | null = null;

/**
 * All violations of the schema by a value. The schema is compiled at the first use, because many commands read no
 * config.
 */
export function departures(value: unknown): readonly ErrorObject[] {
  compiled ??= new Ajv({
    allErrors: true,
    discriminator: true,
    verbose: true,
    ownProperties: true,
    strict: true,
    allowUnionTypes: true,
    // The key that distinguishes two shapes is checked before the shapes.
    strictRequired: false,
  }).compile(configSchema);
  compiled(value);
  return compiled.errors ?? [];
}

/** The name of the definition that a departure is from, or an empty text for the whole config. */
export function definitionOf(departure: ErrorObject): string {
  const definitions = Object.entries(configSchema.definitions as object);
  return definitions.find(([, schema]) => schema === departure.parentSchema)?.[0] ?? "";
}

/** The tags of the shapes between which a departure could not choose, sorted. */
export function tagsOf({ parentSchema }: ErrorObject, tag: string): readonly string[] {
  const definitions = configSchema.definitions as { readonly [name: string]: Shape };
  const shapes: readonly { readonly $ref: string }[] = parentSchema?.oneOf ?? [];
  return shapes.map(({ $ref }) => String(definitions[$ref.replace(/^.*\//, "")]?.properties[tag]?.const)).sort();
}

interface Shape {
  readonly properties: { readonly [key: string]: { readonly const?: unknown } };
}
