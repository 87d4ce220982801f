import type { Member, TreeNode } from "../../config/index.ts";
import { PERIOD_RULES } from "../../model/keep.ts";
import type { Breach, Rule } from "../rule.ts";

/** A rule that counts nothing keeps nothing: whoever writes it may mean "none of these", and gets "all of them". */
export const zeroKeep: Rule = {
  code: "keep-zero",
  severity: "warning",
  summary: "A keep rule of zero keeps nothing",
  check: ({ tree }) => breaches(tree),
};

function* breaches(tree: TreeNode): Generator<Breach> {
  for (const { key, value } of ruleSets(tree, [])) {
    const counts = PERIOD_RULES.flatMap((rule) => memberOf(value, rule) ?? []);
    const zeros = counts.filter((member) => member.value.kind === "scalar" && member.value.value === 0);
    const isAlone = zeros.length === counts.length && memberOf(value, "within") === undefined;
    for (const zero of zeros) yield { span: zero.keySpan, detail: detailOf(zero.key, key, isAlone) };
  }
}

function detailOf(rule: string, set: string, isAlone: boolean): string {
  if (!isAlone) return `\`${rule}: 0\` is the same as no such rule. Remove it, or write how many to keep.`;
  return `\`${rule}: 0\` is the same as no such rule, and \`${set}\` has no other: so nothing ever expires, and every point is kept. Write how many to keep, or remove it.`;
}

/** The members of an object that hold keep rules: each policy, and each `keep` that is no name. */
function* ruleSets(node: TreeNode, path: readonly string[]): Generator<Member> {
  if (node.kind === "array") {
    for (const item of node.items) yield* ruleSets(item, [...path, ""]);
  } else if (node.kind === "object") {
    for (const member of node.members.values()) {
      const isPolicy = path.length === 1 && path[0] === "policies";
      if (isPolicy || (member.key === "keep" && path.length > 2 && path[0] === "volumes")) yield member;
      else yield* ruleSets(member.value, [...path, member.key]);
    }
  }
}

function memberOf(node: TreeNode, key: string): Member | undefined {
  return node.kind === "object" ? node.members.get(key) : undefined;
}
