import type { TreeNode } from "../tree.ts";

/** The type of a value, for the end of `The value is …`. */
export function kindOf(node: TreeNode): string {
  if (node.kind === "object") return "an object";
  if (node.kind === "array") return "a list";
  if (node.value === null) return "`null`";
  if (typeof node.value === "string") return "a text";
  if (typeof node.value === "boolean") return `\`${node.value}\``;
  return Number.isInteger(node.value) ? "a number" : "a number with a fraction";
}

const KINDS: { readonly [type: string]: string } = {
  object: "an object (`{ … }`)",
  array: "a list (`[ … ]`)",
  string: 'a text (`"…"`)',
  boolean: "`true` or `false`",
  integer: "a whole number",
  number: "a number",
};

/** The required form of a value, with an example if the schema has one. */
export function kindsWanted(type: unknown, schema: { readonly [keyword: string]: unknown } | undefined): string {
  const types = Array.isArray(type) ? type.map(String) : [String(type)];
  const wanted = types.map((each) => KINDS[each] ?? each).join(" or ");
  const example = Array.isArray(schema?.examples) ? schema.examples[0] : undefined;
  return example === undefined ? wanted : `${wanted}, for example \`${JSON.stringify(example)}\``;
}

/** The key that is missing, or the choice that it is one side of. */
export function neededKey(definition: string, key: string): string {
  return definition === "DatasetMirrorText" && key === "dataset" ? "`dataset` or `path`" : `\`${key}\``;
}

export function secretDetail(key: string): string {
  const file = '`{ file: "/PATH" }`';
  const way = key === "passphrase" ? `\`{ command: ["pass", "show", "NAME"] }\` or ${file}` : file;
  return `Every reader of this file, or of a copy of it, can read the secret. Move the secret to a file that only its owner can read, and write ${way} here. If the config was ever shared, change the secret.`;
}
