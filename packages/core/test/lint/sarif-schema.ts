/**
 * The part of SARIF 2.1.0 that rdump writes, as a JSON Schema written from the standard's sections 3.13 to 3.58. It is
 * stricter than the standard's own schema: it allows nothing that is not written. No npm package carries that one.
 */
const text = { type: "string", minLength: 1 };
const message = object({ text }, ["text"]);
const positive = { type: "integer", minimum: 1 };
const region = object({ startLine: positive, startColumn: positive, endLine: positive, endColumn: positive }, [
  "startLine",
  "startColumn",
  "endLine",
  "endColumn",
]);
/** A reference of RFC 3986: no character that would have to be escaped. */
const uri = { type: "string", pattern: "^[A-Za-z0-9._~%!'()*/:-]+$" };
const artifactLocation = object({ uri }, ["uri"]);
const location = object({ physicalLocation: object({ artifactLocation, region }, ["artifactLocation"]) }, [
  "physicalLocation",
]);
const replacement = object({ deletedRegion: region, insertedContent: message }, ["deletedRegion"]);
const change = object({ artifactLocation, replacements: listOf(replacement, 1) }, ["artifactLocation", "replacements"]);
const fix = object({ description: message, artifactChanges: listOf(change, 1) }, ["artifactChanges"]);
const rule = object({ id: text, shortDescription: message, fullDescription: message }, ["id"]);
const driver = object({ name: text, version: text, rules: { ...listOf(rule, 0), uniqueItems: true } }, ["name"]);
const result = object(
  {
    ruleId: text,
    ruleIndex: { type: "integer", minimum: 0 },
    level: { enum: ["none", "note", "warning", "error"] },
    message,
    locations: listOf(location, 0),
    fixes: { ...listOf(fix, 0), uniqueItems: true },
  },
  ["message"],
);
const run = object(
  {
    tool: object({ driver }, ["driver"]),
    columnKind: { enum: ["utf16CodeUnits", "unicodeCodePoints"] },
    results: listOf(result, 0),
  },
  ["tool"],
);

export const SARIF = object({ $schema: { type: "string" }, version: { const: "2.1.0" }, runs: listOf(run, 0) }, [
  "version",
  "runs",
]);

function object(properties: { readonly [key: string]: object }, required: readonly string[]) {
  return { type: "object", properties, required, additionalProperties: false };
}

function listOf(items: object, minItems: number) {
  return { type: "array", items, minItems };
}
