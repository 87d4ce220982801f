import { type Lines, type Loaded, load, type Machine } from "../config/index.ts";
import { byImportance, type Diagnostic, hasErrors, type SourceRange } from "../diagnostics/diagnostic.ts";
import { TOO_MANY } from "./explain.ts";
import { silence } from "./ignore.ts";
import { RULES } from "./registry.ts";
import type { Edit, Fix, Rule } from "./rule.ts";
import { type MachineFiles, NO_FILES, type Subject, subjectOf } from "./subject.ts";

/** An edit, with its place as editors count it. */
export interface PlacedEdit extends Edit {
  readonly range: SourceRange;
}

/** A diagnostic, with its fix where it has one safe answer. */
export interface Finding extends Diagnostic {
  readonly fix?: { readonly what: string; readonly edits: readonly PlacedEdit[] };
}

/** A finding with its fix, which its words then tell of. */
export function withFix(found: Diagnostic, { what, edits }: Fix, lines: Lines): Finding {
  const placed = edits.map((edit) => ({ ...edit, range: lines.range(edit.span) }));
  return { ...found, detail: `${found.detail}\n\`rdump lint --fix\` ${what}.`, fix: { what, edits: placed } };
}

/** A bound of memory, as that of the config's own errors; what is printed for a person has a bound of its own. */
const MOST = 10_000;

/** Everything that can be said of a config without looking at any system, most important first. */
export function lint(
  content: Uint8Array | string,
  file: string,
  machine: Machine,
  files: MachineFiles = NO_FILES,
): readonly Finding[] {
  return lintLoaded(load(content, file, machine), { files });
}

export interface LintOptions {
  readonly rules?: readonly Rule[];
  readonly files?: MachineFiles;
}

/** What the loading said, and what the rules of meaning say: of a broken config, those that judge what is written. */
export function lintLoaded(loaded: Loaded, { rules = RULES, files = NO_FILES }: LintOptions = {}): readonly Finding[] {
  const subject = subjectOf(loaded, files);
  if (subject === null) return loaded.diagnostics;
  const isWhole = !hasErrors(loaded.diagnostics);
  const asked = rules.filter(({ judges }) => isWhole || judges !== "whole");
  const found = asked.flatMap((rule) => breachesOf(rule, subject, loaded));
  return bounded([...loaded.diagnostics, ...silence(found, loaded, { known: RULES, asked })], loaded.file);
}

function breachesOf(rule: Rule, subject: Subject, { lines, file }: Loaded): readonly Finding[] {
  const { code, severity, summary } = rule;
  return Array.from(rule.check(subject), ({ span, detail, fix }) => {
    const found = { code, severity, summary, detail, file, range: lines.range(span) };
    return fix === undefined ? found : withFix(found, fix, lines);
  });
}

function bounded(found: readonly Finding[], file: string): readonly Finding[] {
  const sorted = found.toSorted(byImportance);
  if (sorted.length <= MOST) return sorted;
  const detail = `${sorted.length - MOST} more were found and left out. Mend some of these, and look again.`;
  const many = { code: "lint-too-many", severity: "warning", summary: TOO_MANY, detail, file } as const;
  return [...sorted.slice(0, MOST), many];
}
