import type { ValueNode } from "@humanwhocodes/momoa";
import type { Span } from "../positions.ts";
import { quoted } from "../quoted.ts";
import type { Report } from "../report.ts";
import type { Member, TreeNode } from "../tree.ts";

/**
 * Converts the tree of the parser. Reports what JSON5 allows and a config does not: duplicate keys, half characters,
 * infinite numbers.
 */
export function plant(node: ValueNode, report: Report): TreeNode {
  const span = spanOf(node);
  switch (node.type) {
    case "Object":
      return { kind: "object", span, members: membersOf(node, report) };
    case "Array":
      return { kind: "array", span, items: node.elements.map((element) => plant(element.value, report)) };
    case "String": {
      const value = wellFormed(node.value, span, report);
      return { kind: "scalar", span, value, reported: value !== node.value };
    }
    case "Boolean":
      return { kind: "scalar", span, value: node.value, reported: false };
    case "Null":
      return { kind: "scalar", span, value: null, reported: false };
    case "Number":
      if (Number.isFinite(node.value)) return { kind: "scalar", span, value: node.value, reported: false };
      report.add("config-not-finite", span, "The number is too large. Write a smaller number.");
      return { kind: "scalar", span, value: null, reported: true };
    case "NaN":
    case "Infinity":
      report.add("config-not-finite", span, "`Infinity` and `NaN` are not allowed. Write a finite number.");
      return { kind: "scalar", span, value: null, reported: true };
  }
}

function membersOf(node: Extract<ValueNode, { type: "Object" }>, report: Report): ReadonlyMap<string, Member> {
  const members = new Map<string, Member>();
  for (const { name, value } of node.members) {
    const keySpan = spanOf(name);
    const key = keyOf(name.type === "String" ? name.value : name.name, keySpan, report);
    const first = members.get(key);
    const planted = plant(value, report);
    if (first === undefined) {
      members.set(key, { key, keySpan, value: planted });
      continue;
    }
    const where = report.place(first.keySpan);
    const detail = `The key ${quoted(key)} is already declared at ${where}. Remove one of the two, or rename it.`;
    report.add("config-duplicate-key", keySpan, detail);
  }
  return members;
}

/** Addresses and places of errors contain the keys above them, so the length of a key must be limited. */
const LONGEST_KEY = 1024;

/** A key that is too long is reported, and cut: two that begin alike count as one. */
function keyOf(text: string, span: Span, report: Report): string {
  if (text.length <= LONGEST_KEY) return wellFormed(text, span, report);
  const detail = `The key has ${text.length} characters, and at most ${LONGEST_KEY} are allowed. Write a shorter key.`;
  report.add("config-bad-name", span, detail);
  return `${text.slice(0, LONGEST_KEY).replace(new RegExp(HALF, "gu"), "\ufffd")}…`;
}

function wellFormed(text: string, span: Span, report: Report): string {
  if (!HALF.test(text)) return text;
  const detail =
    "The text contains half of a surrogate pair, which cannot be part of a name or a path. Write the whole character.";
  report.add("config-lone-surrogate", span, detail);
  return text.replace(new RegExp(HALF, "gu"), "\ufffd");
}

const HALF = /\p{Cs}/u;

function spanOf(node: { loc: { start: { offset: number }; end: { offset: number } } }): Span {
  return { start: node.loc.start.offset, end: node.loc.end.offset };
}
