import type { Includes } from "../config/index.ts";
import type { Edit } from "../config/rule.ts";
import type { Finding } from "./finding.ts";
import { type LintSource, lintAll } from "./lint.ts";

export interface Fixed {
  /** The texts of the files by their names, without byte order marks; the config itself is the first. */
  readonly texts: ReadonlyMap<string, string>;
  /** The number of corrected findings. */
  readonly count: number;
}

/** One fix can enable the next one. After more rounds, two fixes undo each other. */
const MOST_ROUNDS = 10;

/** Applies the fix of each finding that has one. Only the reported text changes: comments and layout stay. */
export function fix(source: LintSource): Fixed {
  let now = look(source);
  let count = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const chosen = apart(now.findings);
    if (chosen.length === 0) break;
    const next = look(changed(source, now, chosen.flat()));
    // A fix must not cause new errors.
    if (errorsOf(next.findings) > errorsOf(now.findings)) break;
    now = next;
    count += chosen.length;
  }
  return { texts: new Map(now.parts.map(({ file, text }) => [file, text])), count };
}

type Look = ReturnType<typeof look>;

function look(source: LintSource) {
  const { loaded, findings } = lintAll(source);
  return { parts: loaded[0]?.texts.parts ?? [], findings };
}

/** The source with the edits, each in its file. */
function changed(source: LintSource, { parts }: Look, edits: readonly Edit[]): LintSource {
  const texts = parts.map(({ file, text, base }) => {
    const own = edits.filter(({ span }) => span.start >= base && span.end <= base + text.length);
    const local = own.map((edit) => ({ ...edit, span: { start: edit.span.start - base, end: edit.span.end - base } }));
    return { file, text: edited(text, local) };
  });
  const [main, ...rest] = texts;
  const includes: Includes = new Map([
    ...(source.includes ?? []),
    ...rest.map(({ file, text }) => [file, text] as const),
  ]);
  return { ...source, content: main?.text ?? source.content, includes };
}

function errorsOf(findings: readonly Finding[]): number {
  return findings.filter(({ severity }) => severity === "error").length;
}

/** The edits of each fix, as far as they do not overlap; the others wait for the next round. */
function apart(findings: readonly Finding[]): readonly (readonly Edit[])[] {
  const fixes = findings.flatMap((finding) => (finding.fix === undefined ? [] : [finding.fix.edits]));
  const chosen: (readonly Edit[])[] = [];
  let end = -1;
  for (const edits of fixes.toSorted((a, b) => startOf(a) - startOf(b))) {
    if (startOf(edits) < end) continue;
    chosen.push(edits);
    end = Math.max(...edits.map(({ span }) => span.end));
  }
  return chosen;
}

function startOf(edits: readonly Edit[]): number {
  return Math.min(...edits.map(({ span }) => span.start));
}

/** All in one pass over the text: no edit moves the place of another. */
function edited(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { span, text: put } of edits.toSorted((a, b) => a.span.start - b.span.start)) {
    pieces.push(text.slice(at, span.start), put);
    at = span.end;
  }
  return [...pieces, text.slice(at)].join("");
}
