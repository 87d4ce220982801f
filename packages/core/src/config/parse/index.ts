import { type DocumentNode, parse as parseTree } from "@humanwhocodes/momoa";
import { Texts } from "../include/texts.ts";
import { Report } from "../report.ts";
import type { TreeNode } from "../tree.ts";
import { decode, LARGEST } from "./decode.ts";
import { DEEPEST, tooDeep } from "./depth.ts";
import { syntaxFault } from "./grammar.ts";
import { plant } from "./plant.ts";

export interface Parsed {
  /** The text to which the positions refer. */
  readonly text: string;
  /** Null when the text cannot be read as JSON5 at all. */
  readonly tree: TreeNode | null;
  readonly report: Report;
}

/** Parses a text to a tree with positions. Never throws, for any bytes. */
export function parse(content: Uint8Array | string, file: string): Parsed {
  const decoded = decode(content);
  const text = decoded.kind === "too-large" ? "" : decoded.text;
  const report = new Report(new Texts([{ file, text }]));
  const tree = decoded.kind === "text" ? treeOf(text, report) : null;
  if (decoded.kind === "too-large") {
    const detail = `The file has ${decoded.bytes} bytes. A config can have at most ${LARGEST} (1 MiB). Check the path.`;
    report.add("config-too-large", null, detail);
  } else if (decoded.kind === "not-utf8") {
    const detail = "The bytes at this place are not UTF-8. Save the file as UTF-8.";
    report.add("config-not-utf8", { start: decoded.offset, end: decoded.offset + 1 }, detail);
  }
  return { text, tree, report };
}

function treeOf(text: string, report: Report): TreeNode | null {
  const deep = tooDeep(text);
  if (deep !== null) {
    report.add("config-too-deep", deep, `This bracket opens level ${DEEPEST + 1}, and at most ${DEEPEST} are allowed.`);
    return null;
  }
  const fault = syntaxFault(text);
  if (fault !== null) {
    report.add("config-syntax", { start: fault.offset, end: fault.offset + 1 }, fault.detail);
    return null;
  }
  const document = documentOf(text, report);
  return document === null ? null : plant(document.body, report);
}

function documentOf(text: string, report: Report): DocumentNode | null {
  try {
    return parseTree(text, { mode: "json5" });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const offset = "offset" in error && typeof error.offset === "number" ? error.offset : 0;
    const detail = "Cannot parse this text. Use simpler syntax: a key in quotes, a string on one line.";
    report.add("config-syntax", { start: offset, end: offset + 1 }, detail);
    return null;
  }
}
