import type { Member, TreeNode } from "../../config/index.ts";
import { PERIOD_RULES } from "../../model/keep.ts";
import { withoutMember } from "../edits.ts";
import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const keepZero: Rule = {
  code: "keep-zero",
  severity: "error",
  summary: "A keep rule of zero keeps nothing",
  judges: "written",
  why: "`daily: 0` is the same as no `daily`. Whoever writes it may mean that none of these should stay; but where no other rule stands beside it, nothing ever expires and all of them stay, and where one does, it alone decides.",
  remedy: "Write how many to keep, or remove the rule.",
  check: breaches,
};

function* breaches({ tree, text }: Subject): Generator<Breach> {
  for (const { key, value } of ruleSets(tree, [])) {
    const counts = PERIOD_RULES.flatMap((rule) => memberOf(value, rule) ?? []);
    const zeros = counts.filter((member) => member.value.kind === "scalar" && member.value.value === 0);
    const isAlone = zeros.length === counts.length && memberOf(value, "within") === undefined;
    for (const zero of zeros) yield breach(zero, key, isAlone, text);
  }
}

/** Beside another rule it can go without changing anything; alone, it cannot be told what was meant. */
function breach(zero: Member, set: string, isAlone: boolean, text: string): Breach {
  const span = zero.keySpan;
  if (isAlone) {
    const detail = `\`${zero.key}: 0\` is the same as no such rule, and \`${set}\` has no other: so nothing ever expires, and every point is kept. Write how many to keep, or remove it.`;
    return { span, detail };
  }
  const detail = `\`${zero.key}: 0\` is the same as no such rule. Remove it, or write how many to keep.`;
  const edit = withoutMember(text, zero);
  return edit === null ? { span, detail } : { span, detail, fix: { what: "removes it", edits: [edit] } };
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
