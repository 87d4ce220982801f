import type { SecretRecipient } from "../model/config.ts";
import { find, type TreeNode } from "./tree.ts";

/**
 * An address of `notify` that a config contains. A resolved config has no secrets, so the sender reads it here.
 *
 * @param tree a config that was loaded without errors
 * @returns null if there is none
 */
export function addressInTree(tree: TreeNode, key: SecretRecipient): string | null {
  const node = find(tree, ["notify", key])?.node;
  return node?.kind === "scalar" && typeof node.value === "string" ? node.value : null;
}
