import type { Config } from "../model/config.ts";
import type { TreeNode } from "./tree.ts";
import { isSecretValue, withoutPrinted } from "./values.ts";

type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

/**
 * The config as one text for the machine record: with its included files and the overrides of its host, with the defaults
 * that another machine would not have, and without secrets. A secret is `***`, and the first lines name it.
 */
export function recordedConfig(tree: TreeNode, { id, timezone, stateDir }: Config): string {
  const secrets: string[] = [];
  const declared = withoutSecrets(tree, [], secrets) as { readonly [key: string]: Value };
  const whole = { ...declared, id, timezone, stateDir };
  const named = secrets.map((path) => `// Left out because it is a secret: ${path}\n`);
  return `${named.join("")}${JSON.stringify(whole, null, 2)}\n`;
}

/** Locations of secrets stay: a command, or the path of a file. */
function withoutSecrets(node: TreeNode, keys: readonly string[], secrets: string[]): Value {
  if (node.kind === "array") {
    const items = withoutPrinted(node);
    if (items !== node.items) secrets.push(JSON.stringify(keys.join(".")));
    return items.map((item) => withoutSecrets(item, keys, secrets));
  }
  if (node.kind === "object") {
    const members = [...node.members.values()];
    return Object.fromEntries(
      members.map(({ key, value }) => [key, withoutSecrets(value, [...keys, key], secrets)] as const),
    );
  }
  if (!isSecretValue(keys, node.value)) return node.value;
  secrets.push(JSON.stringify(keys.join(".")));
  return "***";
}
