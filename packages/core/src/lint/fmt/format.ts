import { isDeepStrictEqual } from "node:util";
import { parse, plainValue, scan } from "../../config/index.ts";
import { type Comment, type Item, piecesOf, type Value } from "./pieces.ts";

/**
 * The formatted text of a config; null if it is not JSON5. Comments, quotes, escapes, the order of keys, and line
 * breaks between items are kept. Indents, spaces, blank lines and commas are formatted. Formatting is idempotent.
 */
export function format(content: Uint8Array | string): string | null {
  const { text, tree } = parse(content, "");
  if (tree === null) return null;
  const once = laidOut(text);
  const again = laidOut(once);
  // A text whose content would change is returned unchanged.
  const { tree: after } = parse(again, "");
  const isSame =
    after !== null &&
    isDeepStrictEqual(plainValue(after), plainValue(tree)) &&
    isDeepStrictEqual(commentsOf(again), commentsOf(text)) &&
    laidOut(again) === again;
  return isSame ? again : text;
}

function laidOut(text: string): string {
  const { before, value, after } = piecesOf(text);
  const style: Style = { trailing: isJson(text) ? "" : "," };
  const lines = [...before.map(own), valueText(value, "", style), ...after.map(own)];
  const eol = /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
  return `${lines.join("\n")}\n`.replace(/\r\n|\n|\r/g, eol);
}

/** Sorted: formatting can move a comment, for example from between a key and its value to before both. */
function commentsOf(text: string): readonly string[] {
  return [...scan(text)]
    .filter(({ kind }) => kind === "comment")
    .map(({ start, end }) =>
      text
        .slice(start, end)
        .trimEnd()
        .replace(/\r\n|\r/g, "\n"),
    )
    .sort();
}

interface Style {
  /** What follows the last of several lines: plain JSON stays plain JSON. */
  readonly trailing: "," | "";
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function valueText(value: Value, indent: string, style: Style): string {
  if (value.kind === "scalar") return value.raw;
  const [open, close] = value.kind === "object" ? ["{", "}"] : ["[", "]"];
  if (value.items.length === 0 && value.rest.length === 0) return `${open}${close}`;
  if (value.isTall) return `${open}\n${tallLines(value, `${indent}  `, style).join("\n")}\n${indent}${close}`;
  const rest = value.rest.map(({ text }) => text).join(" ");
  const items = value.items.map((item) => itemText(item, indent, style));
  const inner = [items.join(", "), rest].filter((part) => part !== "").join(" ");
  return value.kind === "object" ? `${open} ${inner} ${close}` : `${open}${inner}${close}`;
}

function itemText({ before, key, value, behind }: Item, indent: string, style: Style): string {
  const parts = [...before.map(({ text }) => text), `${keyText(key)}${valueText(value, indent, style)}`];
  return [...parts, ...behind.map(({ text }) => text)].join(" ");
}

function tallLines(
  { items, rest }: Extract<Value, { items: unknown }>,
  indent: string,
  style: Style,
): readonly string[] {
  const lines: string[] = [];
  const blank = (wanted: boolean) => {
    if (wanted && lines.length > 0) lines.push("");
  };
  for (const [index, { blankBefore, before, key, value, behind }] of items.entries()) {
    for (const comment of before) {
      blank(comment.blankBefore);
      lines.push(`${indent}${comment.text}`);
    }
    blank(blankBefore);
    const comma = index < items.length - 1 ? "," : style.trailing;
    const line = `${indent}${keyText(key)}${valueText(value, indent, style)}${comma}`;
    lines.push([line, ...behind.map(({ text }) => text)].join(" "));
  }
  for (const comment of rest) {
    blank(comment.blankBefore);
    lines.push(`${indent}${comment.text}`);
  }
  return lines;
}

function keyText(key: string | null): string {
  return key === null ? "" : `${key}: `;
}

function own({ text, blankBefore }: Comment): string {
  return `${blankBefore ? "\n" : ""}${text}`;
}
