import type { ChalkInstance } from "chalk";
import { Lines, secretSpans, textOf } from "../config/index.ts";
import type { Diagnostic, Severity } from "../diagnostics/diagnostic.ts";
import { visible } from "../diagnostics/visible.ts";
import { type Excerpt, excerptOf, type Source } from "./excerpt.ts";

/** The texts of files, by the names that diagnostics give them; without one, an excerpt is left out. */
export type Texts = ReadonlyMap<string, Uint8Array | string>;

/** The number of places that are named for equal diagnostics; further places are only counted. */
const NAMED = 8;

/** The number of diagnostics that are shown; further ones are counted. The first are the most severe. */
const SHOWN = 100;

/**
 * Diagnostics as text: place, severity, summary, code; the line of the config with a caret; then the detail. Equal
 * diagnostics of many volumes and groups are combined. No line contains a control character or a secret of the config.
 */
export function diagnosticLines(
  diagnostics: readonly Diagnostic[],
  texts: Texts,
  color: ChalkInstance,
): readonly string[] {
  const sources = new Map<string, Source>();
  const all = together(diagnostics);
  const shown = all.slice(0, SHOWN).flatMap(([diagnostic, addresses]) => {
    const source = sourceOf(diagnostic.file, texts, sources);
    const excerpt = source === null || diagnostic.range === undefined ? null : excerptOf(source, diagnostic.range);
    return [
      headline(diagnostic, addresses, color),
      ...(excerpt === null ? [] : excerptLines(excerpt, diagnostic.severity, color)),
      ...diagnostic.detail.split("\n").map((line) => `  ${visible(line)}`),
    ];
  });
  const more = all.slice(SHOWN).map(([{ severity }]) => severity);
  return more.length === 0 ? shown : [...shown, `and ${countsOf(more)} more (--json prints all)`];
}

/** `2 errors and 1 warning`, without zeros. */
function countsOf(severities: readonly Severity[]): string {
  const counts = (["error", "warning", "note"] as const).flatMap((severity) => {
    const count = severities.filter((each) => each === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? "" : "s"}`];
  });
  return new Intl.ListFormat("en").format(counts);
}

/** Behind a word such as `failed`: summary, code and detail. Further lines of the detail are lines of their own. */
export function diagnosticTexts(
  { summary, code, detail }: Pick<Diagnostic, "summary" | "code" | "detail">,
  indent = "  ",
): readonly [string, ...string[]] {
  const [first = "", ...rest] = detail.split("\n");
  const head = `${visible(summary)} [${visible(code)}]`;
  return [first === "" ? head : `${head}: ${visible(first)}`, ...rest.map((line) => `${indent}  ${visible(line)}`)];
}

/** Each diagnostic with its addresses, at the place of the first one. Details that differ in the own target are equal. */
function together(diagnostics: readonly Diagnostic[]): readonly (readonly [Diagnostic, readonly string[]])[] {
  const found = new Map<string, readonly [Diagnostic, string[]]>();
  for (const [index, diagnostic] of diagnostics.entries()) {
    const { address, file, code, severity, detail } = diagnostic;
    const key =
      address === undefined || file !== undefined
        ? `${index}`
        : JSON.stringify([code, severity, withoutTarget(detail, address)]);
    const known = found.get(key);
    if (known === undefined) found.set(key, [diagnostic, address === undefined ? [] : [address]]);
    else if (address !== undefined) known[1].push(address);
  }
  return [...found.values()];
}

/** No detail has this character. */
const TARGET = "\0";

/** The last name of an address in JSON: the path of a mirror, the name of a repository. */
const LAST_NAME = /\[("(?:[^"\\\p{Cc}]|\\["\\/bfnrt]|\\u[0-9a-f]{4})+")\]$/iu;

function withoutTarget(detail: string, address: string): string {
  const [, quoted] = LAST_NAME.exec(address) ?? [];
  return quoted === undefined ? detail : detail.replaceAll(JSON.parse(quoted), TARGET);
}

function sourceOf(file: string | undefined, texts: Texts, sources: Map<string, Source>): Source | null {
  const content = file === undefined ? undefined : texts.get(file);
  if (file === undefined || content === undefined) return null;
  const known = sources.get(file);
  if (known !== undefined) return known;
  const text = textOf(content);
  const source = { text, lines: new Lines(text), secrets: secretSpans(text) };
  sources.set(file, source);
  return source;
}

function headline(
  { file, range, severity, summary, code }: Diagnostic,
  addresses: readonly string[],
  color: ChalkInstance,
): string {
  const place = range === undefined ? "" : `:${range.start.line}:${range.start.column}`;
  const where = [file === undefined ? "" : `${visible(file)}${place}`, namesOf(addresses)];
  const subject = where.filter((part) => part !== "").map((part) => `${color.bold(part)}: `);
  const kind = paint(severity, color)(severity);
  return `${subject.join("")}${kind}: ${color.bold(visible(summary))} ${color.dim(`[${visible(code)}]`)}`;
}

function namesOf(addresses: readonly string[]): string {
  const names = addresses.slice(0, NAMED).map(visible);
  const more = addresses.length - names.length;
  return [...names, ...(more > 0 ? [`${more} more`] : [])].join(", ");
}

function excerptLines({ line, text, indent, width }: Excerpt, severity: Severity, color: ChalkInstance) {
  const number = String(line);
  const margin = " ".repeat(number.length);
  return [
    `  ${color.dim(`${number} |`)} ${text}`,
    `  ${color.dim(`${margin} |`)} ${" ".repeat(indent)}${paint(severity, color)("^".repeat(width))}`,
  ];
}

function paint(severity: Severity, color: ChalkInstance): ChalkInstance {
  if (severity === "error") return color.red;
  return severity === "warning" ? color.yellow : color.blue;
}
