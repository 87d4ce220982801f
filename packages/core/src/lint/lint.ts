import { type Includes, type Loaded, listed, load, type Machine } from "../config/index.ts";
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

/** A config, and what its check depends on. */
export interface LintSource {
  readonly content: Uint8Array | string;
  readonly file: string;
  readonly machine: Machine;
  readonly includes?: Includes;
  readonly files?: MachineFiles;
  /** Only for this host. Without it, for each host that the config declares. */
  readonly host?: string;
}

export interface Linted {
  readonly findings: readonly Finding[];
  /** One for each host; one without hosts. */
  readonly loaded: readonly Loaded[];
}

/** All findings of a config without a query of the system, the most severe first. */
export function lint(
  content: Uint8Array | string,
  file: string,
  machine: Machine,
  files: MachineFiles = NO_FILES,
): readonly Finding[] {
  return lintAll({ content, file, machine, files }).findings;
}

/**
 * The findings for all hosts of a config. A finding about some of the hosts names them; that something is not used counts
 * only if no host uses it. The files of this machine say nothing about another host.
 */
export function lintAll({ content, file, machine, includes, files = NO_FILES, host }: LintSource): Linted {
  const first = load(content, file, machine, includes);
  const hosts = host === undefined ? first.hosts : [host];
  if (hosts.length === 0) return { findings: lintLoaded(first, { files }), loaded: [first] };
  const loaded = hosts.map((name) => load(content, file, { ...machine, hostname: name }, includes));
  const found = loaded.map((each, at) =>
    lintLoaded(each, { files: hosts[at] === machine.hostname ? files : NO_FILES }),
  );
  return { findings: bounded(united(found, hosts), file), loaded };
}

const ABOUT_USE: ReadonlySet<string> = new Set([
  ...RULES.filter((rule) => rule.isAboutUse === true).map(({ code }) => code),
  "lint-ignore-unused",
]);

function united(found: readonly (readonly Finding[])[], hosts: readonly string[]): readonly Finding[] {
  const all = new Map<string, { readonly finding: Finding; readonly hosts: string[] }>();
  for (const [at, findings] of found.entries()) {
    for (const finding of findings) {
      const { code, file, range, detail } = finding;
      const key = JSON.stringify([code, file, range, detail]);
      const known = all.get(key) ?? { finding, hosts: [] };
      all.set(key, known);
      if (known.hosts.at(-1) !== hosts[at]) known.hosts.push(hosts[at] ?? "");
    }
  }
  return [...all.values()].flatMap(({ finding, hosts: own }) => {
    if (own.length === hosts.length) return [finding];
    if (ABOUT_USE.has(finding.code)) return [];
    return [
      { ...finding, detail: `${finding.detail}\nFor ${own.length === 1 ? "host" : "hosts"} ${listed(own, "and")}.` },
    ];
  });
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

function breachesOf(rule: Rule, subject: Subject, { texts }: Loaded): readonly Finding[] {
  const { code, severity } = rule;
  const messages = register({ [code]: rule });
  return Array.from(rule.check(subject), ({ span, detail, fix }) => {
    const found = messages[severity](code, `${detail}${texts.earlierText(span)}`, texts.place(span));
    return fix === undefined ? found : withFix(found, fix, texts);
  }).filter(({ file }) => rule.isAboutUse !== true || file === texts.parts[0]?.file);
}

function bounded(found: readonly Finding[], file: string): readonly Finding[] {
  const sorted = found.toSorted(byImportance);
  if (sorted.length <= MOST) return sorted;
  const detail = `${sorted.length - MOST} more findings are not shown. Correct the shown findings, then check again.`;
  return [...sorted.slice(0, MOST), LINT.warning("lint-too-many", detail, { file })];
}
