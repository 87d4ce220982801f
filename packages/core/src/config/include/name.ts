import { dirname, join } from "node:path";
import { quoted } from "../quoted.ts";
import type { TreeNode } from "../tree.ts";

/** The most files that a config consists of. */
export const MOST_FILES = 64;
const LONGEST = 1024;

/** The name of an included file: relative to the directory of the file that includes it, as that is named. */
export function includedName(file: string, entry: string): string {
  return join(dirname(file), entry);
}

/** Why a text cannot be an item of `include`; null if it can. */
export function includeFault(entry: string): string | null {
  if (entry === "" || entry.endsWith("/")) return `${quoted(entry)} names no file.`;
  if (entry.startsWith("/")) {
    return `${quoted(entry)} is absolute. Write the path relative to the directory of this file, so that the files can be installed anywhere.`;
  }
  if (entry.includes("\0")) return "A path cannot contain a NUL character.";
  if (entry.length > LONGEST) return `The path has ${entry.length} characters, and at most ${LONGEST} are allowed.`;
  return null;
}

/** The items of `include` that are usable; the others are reported by `assemble`. */
export function includesOf(tree: TreeNode | null): readonly string[] {
  const value = tree?.kind === "object" ? tree.members.get("include")?.value : undefined;
  if (value?.kind !== "array") return [];
  return value.items.flatMap((item) =>
    item.kind === "scalar" && typeof item.value === "string" && includeFault(item.value) === null ? [item.value] : [],
  );
}
