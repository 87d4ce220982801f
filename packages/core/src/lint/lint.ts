import { type Loaded, load, type Machine } from "../config/index.ts";
import type { Rule } from "../config/rule.ts";
import { type MachineFiles, NO_FILES, type Subject } from "../config/subject.ts";
import { byImportance, hasErrors } from "../diagnostics/diagnostic.ts";
import { register } from "../diagnostics/register.ts";
import { LINT } from "./codes.ts";
import { type Finding, withFix } from "./finding.ts";
import { silence } from "./ignore.ts";
import { RULES } from "./registry.ts";
import { subjectOf } from "./subject.ts";

/** A bound of memory, as that of the config's own errors; what is printed for a person has a bound of its own. */
const MOST = 10_000;

/** All findings of a config without a query of the system, the most severe first. */
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

/**
 * The errors of loading, and the findings of the rules. For an invalid config, only the rules for written keys apply.
 */
export function lintLoaded(loaded: Loaded, { rules = RULES, files = NO_FILES }: LintOptions = {}): readonly Finding[] {
  const subject = subjectOf(loaded, files);
  if (subject === null) return loaded.diagnostics;
  const isWhole = !hasErrors(loaded.diagnostics);
  const asked = rules.filter(({ judges }) => isWhole || judges !== "whole");
  const found = asked.flatMap((rule) => breachesOf(rule, subject, loaded));
  return bounded([...loaded.diagnostics, ...silence(found, loaded, { known: RULES, asked })], loaded.file);
}

function breachesOf(rule: Rule, subject: Subject, { lines, file }: Loaded): readonly Finding[] {
  const { code, severity } = rule;
  const texts = register({ [code]: rule });
  return Array.from(rule.check(subject), ({ span, detail, fix }) => {
    const found = texts[severity](code, detail, { file, range: lines.range(span) });
    return fix === undefined ? found : withFix(found, fix, lines);
  });
}

function bounded(found: readonly Finding[], file: string): readonly Finding[] {
  const sorted = found.toSorted(byImportance);
  if (sorted.length <= MOST) return sorted;
  const detail = `${sorted.length - MOST} more findings are not shown. Correct the shown findings, then check again.`;
  return [...sorted.slice(0, MOST), LINT.warning("lint-too-many", detail, { file })];
}
