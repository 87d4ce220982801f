import type { ConfigCode } from "../codes/index.ts";
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

/** What a value must be, with an example where the schema has one. */
export function kindsWanted(type: unknown, schema: { readonly [keyword: string]: unknown } | undefined): string {
  const types = Array.isArray(type) ? type.map(String) : [String(type)];
  const wanted = types.map((each) => KINDS[each] ?? each).join(" or ");
  const example = Array.isArray(schema?.examples) ? schema.examples[0] : undefined;
  return example === undefined ? wanted : `${wanted}, for example \`${JSON.stringify(example)}\``;
}

interface Hint {
  readonly code: ConfigCode;
  readonly detail: string;
}

const NO_HISTORY: Hint = {
  code: "config-keep-without-history",
  detail:
    "A mirror in a directory has one current state and no history. Remove `keep`, or mirror into a ZFS `dataset`, which has snapshots.",
};
const ONE_CLONE: Hint = {
  code: "config-keep-without-history",
  detail: "A clone is made again in each run and has no history. Remove `keep`.",
};
const TWO_PLACES: Hint = {
  code: "config-either-or",
  detail: "A mirror is either in a `dataset` or at a `path`. Remove one of the two keys, or declare two mirrors.",
};
const NOT_FROM_DIRECTORY: Hint = {
  code: "config-unknown-key",
  detail:
    "A mirror in a directory has no snapshots, so it cannot be archived or replicated. Archive the volume itself, or mirror into a ZFS `dataset`.",
};

/** Keys that the language has, but not here: for those, the reason helps more than a list. */
export function unknownKeyHint(definition: string, key: string): Hint | null {
  if (definition === "CloneText" && key === "keep") return ONE_CLONE;
  if (definition !== "DirectoryMirrorText") return null;
  if (key === "keep") return NO_HISTORY;
  if (key === "dataset") return TWO_PLACES;
  return key === "archives" || key === "replicas" ? NOT_FROM_DIRECTORY : null;
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
