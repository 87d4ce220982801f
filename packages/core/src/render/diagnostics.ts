import type { ChalkInstance } from "chalk";
import { Lines, secretSpans, textOf } from "../config/index.ts";
import type { Diagnostic, Severity } from "../diagnostics/diagnostic.ts";
import { visible } from "../diagnostics/visible.ts";
import { type Excerpt, excerptOf, type Source } from "./excerpt.ts";

/** The texts of files, by the names that diagnostics give them; without one, an excerpt is left out. */
export type Texts = ReadonlyMap<string, Uint8Array | string>;

/**
 * Diagnostics for a person: where, how bad, what, its code; the line that it is in, with a caret; then why, and what
 * to do. Whatever the names and the text hold, no line has a control character or a secret of the config in it.
 */
export function diagnosticLines(
  diagnostics: readonly Diagnostic[],
  texts: Texts,
  color: ChalkInstance,
): readonly string[] {
  const sources = new Map<string, Source>();
  return diagnostics.flatMap((diagnostic) => {
    const source = sourceOf(diagnostic.file, texts, sources);
    const excerpt = source === null || diagnostic.range === undefined ? null : excerptOf(source, diagnostic.range);
    return [
      headline(diagnostic, color),
      ...(excerpt === null ? [] : excerptLines(excerpt, diagnostic.severity, color)),
      ...diagnostic.detail.split("\n").map((line) => `  ${visible(line)}`),
    ];
  });
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

function headline({ file, range, address, severity, summary, code }: Diagnostic, color: ChalkInstance): string {
  const place = range === undefined ? "" : `:${range.start.line}:${range.start.column}`;
  const where = [file === undefined ? "" : `${visible(file)}${place}`, address === undefined ? "" : visible(address)];
  const subject = where.filter((part) => part !== "").map((part) => `${color.bold(part)}: `);
  const kind = paint(severity, color)(severity);
  return `${subject.join("")}${kind}: ${color.bold(visible(summary))} ${color.dim(`[${visible(code)}]`)}`;
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
