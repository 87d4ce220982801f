import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { configSchema } from "../schema.generated.ts";

let compiled: ValidateFunction | null = null;

/** Everything in which a value departs from the schema; compiled at the first use, since many commands read no config. */
export function departures(value: unknown): readonly ErrorObject[] {
  compiled ??= new Ajv({
    allErrors: true,
    discriminator: true,
    verbose: true,
    ownProperties: true,
    // So that each error says which definition it comes from.
    inlineRefs: false,
    strict: true,
    allowUnionTypes: true,
    // Which key tells two shapes apart is asked before either shape is looked at.
    strictRequired: false,
  }).compile(configSchema);
  compiled(value);
  return compiled.errors ?? [];
}
