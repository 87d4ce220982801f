import { type Loaded, load, type Machine } from "../config/index.ts";
import { byImportance, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { RULES } from "./registry.ts";
import type { Rule } from "./rule.ts";

/** Everything that can be said of a config without looking at any system, most important first. */
export function lint(content: Uint8Array | string, file: string, machine: Machine): readonly Diagnostic[] {
  return lintLoaded(load(content, file, machine));
}

/** What the loading said, and what the rules of meaning say; those want a config that means something. */
export function lintLoaded(loaded: Loaded, rules: readonly Rule[] = RULES): readonly Diagnostic[] {
  return [...loaded.diagnostics, ...rules.flatMap((rule) => breachesOf(rule, loaded))].sort(byImportance);
}

function breachesOf(rule: Rule, { config, tree, places, lines, file }: Loaded): readonly Diagnostic[] {
  if (config === null || tree === null) return [];
  const { code, severity, summary } = rule;
  return Array.from(rule.check({ config, tree, places }), ({ span, detail }) => {
    return { code, severity, summary, detail, file, range: lines.range(span) };
  });
}
