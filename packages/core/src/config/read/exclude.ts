import type { Exclude } from "../../model/exclude.ts";
import type { Cursor } from "../cursor.ts";
import type { Report } from "../report.ts";
import { CONTROL } from "./path.ts";

/** One declared exclude; null when it cannot be used. */
export function readExclude(cursor: Cursor, report: Report): Exclude | null {
  const text = cursor.text();
  if (text === null) return null;
  const exclude = text.includes("/") ? pathExclude(text) : nameExclude(text);
  if (typeof exclude !== "string") return exclude;
  report.add("config-bad-exclude", cursor.span, exclude);
  return null;
}

/** The exclude, or what is wrong with it. */
function pathExclude(text: string): Exclude | string {
  if (CONTROL.test(text)) return HIDDEN;
  const path = text.replace(/^\//, "").replace(/\/$/, "");
  if (path === "") return "This is the volume's root: it would leave out everything.";
  const parts = path.split("/");
  if (parts.includes("")) return "A part of the path is empty. Remove the slash too many.";
  if (parts.includes("..") || parts.includes(".")) {
    return "It holds `.` or `..`. Write the path from the volume's root, without detours.";
  }
  return { kind: "path", path };
}

function nameExclude(text: string): Exclude | string {
  if (text === "") return "It is empty. Remove it.";
  if (CONTROL.test(text)) return HIDDEN;
  if (text === "." || text === "..") return "`.` and `..` are no names that anything has.";
  if (/^\*+$/.test(text)) return "It matches every name: it would leave out everything.";
  if (opensClassForEver(text))
    return "A `[` in it is never closed, and each tool would read that differently. Write `[[]` for the character itself.";
  return { kind: "name", glob: text };
}

const HIDDEN = "It holds a control character, such as a line break. Write a glob that matches it with `?`.";

/** A `]` right behind `[` or `[!` is a character of the class, not its end. */
function opensClassForEver(glob: string): boolean {
  let at = 0;
  while (true) {
    at = glob.indexOf("[", at);
    if (at < 0) return false;
    const first = at + (glob[at + 1] === "!" ? 2 : 1);
    const close = glob.indexOf("]", first + 1);
    if (close < 0) return true;
    at = close + 1;
  }
}
