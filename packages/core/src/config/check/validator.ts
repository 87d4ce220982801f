import type { ErrorObject } from "ajv";
import { configSchema } from "../schema.generated.ts";
import { DEFINITION } from "./definition.ts";
import { validateConfig } from "./validator.generated.ts";

/** All violations of the schema by a value. */
export function departures(value: unknown): readonly ErrorObject[] {
  validateConfig(value);
  return validateConfig.errors ?? [];
}

/** The name of the definition that a departure is from, or an empty text for the whole config. */
export function definitionOf(departure: ErrorObject): string {
  return String(departure.parentSchema?.[DEFINITION] ?? "");
}

/** The tags of the shapes between which a departure could not choose, sorted. */
export function tagsOf({ parentSchema }: ErrorObject, tag: string): readonly string[] {
  const definitions = configSchema().definitions as { readonly [name: string]: Shape };
  const shapes: readonly { readonly $ref: string }[] = parentSchema?.oneOf ?? [];
  return shapes.map(({ $ref }) => String(definitions[$ref.replace(/^.*\//, "")]?.properties[tag]?.const)).sort();
}

interface Shape {
  readonly properties: { readonly [key: string]: { readonly const?: unknown } };
}
