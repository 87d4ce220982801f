import { Ajv, type ValidateFunction } from "ajv";
import type { Json } from "../model/json.ts";
import { excessOf, type JsonBounds } from "../model/json-bounds.ts";

declare const OF: unique symbol;

/** The JSON Schema of an input, generated from its type: so the two cannot differ. */
export type InputSchema<Input> = { readonly [keyword: string]: unknown } & {
  /** Never present: it connects the schema with its type. */
  readonly [OF]?: (input: Input) => Input;
};

/** The schemas of the inputs of each kind, by the types that they were generated from. */
export type InputSchemas<Inputs extends { readonly actions: object; readonly scopes: object }> = {
  readonly actions: { readonly [kind in keyof Inputs["actions"]]: () => InputSchema<Inputs["actions"][kind]> };
  readonly scopes: { readonly [kind in keyof Inputs["scopes"]]: () => InputSchema<Inputs["scopes"][kind]> };
};

/** The inputs that a handler accepts. */
export interface InputFormat<Input> {
  readonly kind: string;
  /**
   * The version of the inputs that this handler writes and reads. A journal holds it beside each input. Raise it when an
   * input gets another shape or another meaning: an rdump that knows another version refuses the input.
   */
  readonly version: number;
  readonly schema: () => InputSchema<Input>;
}

/** A journal without versions of its inputs was written by an rdump that had only this version. */
export const FIRST_VERSION = 1;

/** More than any input has: a destroy can name 100,000 points. */
const BOUNDS: JsonBounds = { depth: 32, values: 2_000_000, text: 1024 * 1024 };

/**
 * Why an input from a file must not reach its handler; null if it is valid. Never throws.
 *
 * @param version the version that the input was written with
 */
export function inputFault(format: InputFormat<Json>, input: unknown, version: number): string | null {
  const { kind, schema } = format;
  if (version !== format.version) {
    return `its input has version ${version}, and this version of rdump reads version ${format.version} of "${kind}"`;
  }
  const excess = excessOf(input, BOUNDS);
  if (excess !== null) return `its input has ${excess}`;
  const validate = validatorOf(schema);
  if (validate(input)) return null;
  const [error] = validate.errors ?? [];
  const where = error === undefined || error.instancePath === "" ? "" : ` at ${error.instancePath.slice(0, 200)}`;
  return `its input is not valid for "${kind}" version ${version}:${where} ${error?.message ?? "wrong structure"}`;
}

const validators = new WeakMap<InputFormat<Json>["schema"], ValidateFunction>();

function validatorOf(schema: InputFormat<Json>["schema"]): ValidateFunction {
  const known = validators.get(schema);
  if (known !== undefined) return known;
  const made = new Ajv({ strict: false }).compile(schema());
  validators.set(schema, made);
  return made;
}
