import type { Member, TreeNode } from "../../config/index.ts";
import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";
import { PERIOD_RULES } from "../../model/keep.ts";
import { withoutMember } from "../edits.ts";

export const keepZero: Rule = {
  code: "keep-zero",
  severity: "error",
  summary: "Keep rule is zero",
  judges: "written",
  cause: "`daily: 0` means the same as no `daily`: it neither keeps nor removes points.",
  effect: "Without another rule, no point ever expires. With another rule, only the other rule decides.",
  remedy: "Write how many points to keep, or remove the rule.",
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

/** Removing it changes nothing if there is another rule. Without one, the intention is unknown, so there is no fix. */
function breach(zero: Member, set: string, isAlone: boolean, text: string): Breach {
  const span = zero.keySpan;
  if (isAlone) {
    const detail = `\`${zero.key}: 0\` is the same as no rule, and \`${set}\` has no other rule, so no point expires. Write the number of points to keep, or remove the rule.`;
    return { span, detail };
  }
  const detail = `\`${zero.key}: 0\` is the same as no rule. Remove it, or write the number of points to keep.`;
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
