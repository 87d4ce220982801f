import { isDeepStrictEqual } from "node:util";

export interface Schema {
  [keyword: string]: unknown;
}

/**
 * Turns what the generator gives into a schema that says one thing about one fault: no definition twice, and a choice
 * between shapes decided by its tag, by the kind of its value, or by the key that only one of them has, never by
 * trying all of them.
 */
export function settle(generated: Schema): Schema {
  const definitions = generated.definitions as { [name: string]: Schema };
  const { definitions: _, $schema, ...root } = generated;
  const settled: { [name: string]: Schema } = {};
  for (const [name, definition] of Object.entries(definitions)) {
    const target = baseName(name);
    if (isAlias(definition, target)) continue;
    const one = decide(rename(definition) as Schema, definitions);
    if (settled[target] !== undefined && !isDeepStrictEqual(settled[target], one)) {
      throw new Error(`two types are called ${target}`);
    }
    settled[target] = one;
  }
  const sorted = Object.entries(settled).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    $schema,
    title: "rdump.json5",
    ...decide(rename(root) as Schema, definitions),
    definitions: Object.fromEntries(sorted),
  };
}

/** An import of a type makes a definition `NAME` that only points to `NAME_1`. */
function isAlias(definition: Schema, target: string): boolean {
  return typeof definition.$ref === "string" && baseName(nameOf(definition.$ref)) === target;
}

function baseName(name: string): string {
  return name.replace(/_\d+$/, "");
}

function nameOf(reference: string): string {
  return reference.slice("#/definitions/".length);
}

function rename(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rename);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (key === "$ref") return [key, `#/definitions/${baseName(nameOf(String(inner)))}`];
      if (key === "description" && typeof inner === "string") return [key, inner.replaceAll("\n", " ")];
      return [key, rename(inner)];
    }),
  );
}

function decide(value: unknown, definitions: { [name: string]: Schema }): Schema {
  if (Array.isArray(value)) return value.map((inner) => decide(inner, definitions)) as unknown as Schema;
  if (value === null || typeof value !== "object") return value as Schema;
  const inner: Schema = Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, decide(each, definitions)]),
  );
  if (!Array.isArray(inner.anyOf)) return inner;
  const { anyOf, ...rest } = inner;
  return { ...rest, ...choice(anyOf as Schema[], definitions) };
}

function choice(branches: readonly Schema[], definitions: { [name: string]: Schema }): Schema {
  const shapes = branches.filter((branch) => branch.$ref !== undefined);
  const scalars = branches.filter((branch) => branch.$ref === undefined);
  const [shape, other] = shapes;
  if (scalars.length > 0) {
    if (shapes.length !== 1 || shape === undefined) throw new Error("a choice of more than scalars and one shape");
    return {
      type: [...scalars.map((branch) => String(branch.type)), "object"],
      if: { type: "object" },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: shape,
    };
  }
  const properties = shapes.map((branch) => propertiesOf(branch, definitions));
  if (properties.every((each) => each.type !== undefined)) {
    return { type: "object", discriminator: { propertyName: "type" }, oneOf: shapes };
  }
  if (shape === undefined || other === undefined || shapes.length !== 2) throw new Error("a choice without a tag");
  const tag = Object.keys(properties[1] ?? {}).find((key) => properties[0]?.[key] === undefined);
  if (tag === undefined) throw new Error("a choice between shapes that have no key that distinguishes them");
  return {
    type: "object",
    if: { type: "object", required: [tag] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: other,
    else: shape,
  };
}

function propertiesOf(branch: Schema, definitions: { [name: string]: Schema }): Schema {
  const name = baseName(nameOf(String(branch.$ref)));
  const definition = Object.entries(definitions).find(
    ([key, each]) => baseName(key) === name && each.properties !== undefined,
  );
  if (definition === undefined) throw new Error(`${name} has no properties`);
  return definition[1].properties as Schema;
}
