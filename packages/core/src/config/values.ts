import type { Place, Texts } from "./include/texts.ts";
import { masked } from "./mask.ts";
import type { Span } from "./positions.ts";
import { isPrinter } from "./secrets.ts";
import type { ArrayNode, TreeNode } from "./tree.ts";

/** One value of a config, and where it is declared. */
export interface ConfigValue {
  /** `volumes.home.archives[0].repository`; a key with other characters is written in brackets: `volumes["db.main"]`. */
  readonly path: string;
  /** `***` for a secret. */
  readonly value: string | number | boolean | null;
  readonly place: Place;
  /** The declarations of the same key that this one overrides, the lowest first. */
  readonly overrides: readonly Place[];
}

/** All values of a config in the order of their paths: lists by their items, and empty objects and lists as text. */
export function valuesOf(tree: TreeNode, texts: Texts): readonly ConfigValue[] {
  return [...valuesIn(tree, { path: "", keys: [], keySpan: tree.span }, texts)];
}

interface Where {
  readonly path: string;
  /** The keys without indices. */
  readonly keys: readonly string[];
  readonly keySpan: Span;
}

function* valuesIn(node: TreeNode, where: Where, texts: Texts): Generator<ConfigValue> {
  const { path, keys, keySpan } = where;
  const leaf = (value: ConfigValue["value"]): ConfigValue => ({
    path,
    value: isSecretValue(keys, value) ? "***" : value,
    place: texts.place(node.span),
    overrides: texts.earlier(keySpan),
  });
  if (node.kind === "scalar") yield leaf(node.value);
  else if (node.kind === "array") {
    if (node.items.length === 0) yield leaf("[]");
    for (const [index, item] of withoutPrinted(node).entries())
      yield* valuesIn(item, { ...where, path: `${path}[${index}]` }, texts);
  } else {
    if (node.members.size === 0 && path !== "") yield leaf("{}");
    for (const { key, keySpan: own, value } of node.members.values()) {
      yield* valuesIn(value, { path: joined(path, key), keys: [...keys, key], keySpan: own }, texts);
    }
  }
}

function joined(path: string, key: string): string {
  if (!/^[A-Za-z_$][\w$-]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

/** The items of a list; `***` for the arguments of a command that prints them, since an argument can be the secret. */
export function withoutPrinted({ items }: ArrayNode): readonly TreeNode[] {
  const [first, ...others] = items;
  if (first?.kind !== "scalar" || typeof first.value !== "string" || !isPrinter(first.value)) return items;
  return [first, ...others.map(({ span }) => ({ kind: "scalar", span, value: "***", reported: false }) as const)];
}

/** Whether the text of the value would be masked in an excerpt. */
export function isSecretValue(keys: readonly string[], value: ConfigValue["value"]): boolean {
  if (typeof value !== "string") return false;
  const text = keys.reduceRight((inner, key) => `{${JSON.stringify(key)}:${inner}}`, JSON.stringify(value));
  return masked(text) !== text;
}

/** Whether a path is the given one, or inside it. */
export function isWithin(path: string, given: string): boolean {
  return path === given || path.startsWith(`${given}.`) || path.startsWith(`${given}[`);
}
