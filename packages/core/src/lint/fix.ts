import { load, type Machine } from "../config/index.ts";
import type { Edit } from "../config/rule.ts";
import { type MachineFiles, NO_FILES } from "../config/subject.ts";
import type { Finding } from "./finding.ts";
import { lintLoaded } from "./lint.ts";

export interface Fixed {
  /** Without a byte order mark. */
  readonly text: string;
  /** The number of corrected findings. */
  readonly count: number;
}

/** One fix can enable the next one. After more rounds, two fixes undo each other. */
const MOST_ROUNDS = 10;

/** Applies the fix of each finding that has one. Only the reported text changes: comments and layout stay. */
export function fix(content: Uint8Array | string, machine: Machine, files: MachineFiles = NO_FILES): Fixed {
  let { text, findings } = look(content, machine, files);
  let count = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const chosen = apart(findings);
    if (chosen.length === 0) break;
    const next = look(edited(text, chosen.flat()), machine, files);
    // A fix must not cause new errors.
    if (errorsOf(next.findings) > errorsOf(findings)) break;
    ({ text, findings } = next);
    count += chosen.length;
  }
  return { text, count };
}

function look(content: Uint8Array | string, machine: Machine, files: MachineFiles) {
  const loaded = load(content, "", machine);
  return { text: loaded.text, findings: lintLoaded(loaded, { files }) };
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
