import { CONFIG, REPOSITORY_TYPES } from "../config/index.ts";
import type { Severity } from "../diagnostics/diagnostic.ts";
import type { CodeText } from "../diagnostics/register.ts";
import { LINT } from "./codes.ts";
import { RULES } from "./registry.ts";

/** The meaning of a code. */
export interface Explanation extends CodeText {
  readonly code: string;
  /** Null: the severity depends on the case. */
  readonly severity: Severity | null;
  /** Whether `// rdump-lint-ignore CODE: REASON` can silence it. */
  readonly canBeIgnored: boolean;
}

/** Each code that linting a config can report, sorted by code. */
export function explanations(): readonly Explanation[] {
  const rules = RULES.map(({ code, severity, summary, cause, effect, remedy }) => {
    return { code, severity, summary, cause, effect, remedy, canBeIgnored: true };
  });
  const errors = [CONFIG, ...REPOSITORY_TYPES.map(({ codes }) => codes)].flatMap(({ texts }) =>
    explained(texts, "error"),
  );
  const all = [...rules, ...explained(LINT.texts, "warning"), ...errors];
  return all.sort((a, b) => (a.code < b.code ? -1 : 1));
}

function explained(texts: { readonly [code: string]: CodeText }, severity: Severity): readonly Explanation[] {
  return Object.entries(texts).map(([code, text]) => ({ code, severity, ...text, canBeIgnored: false }));
}
