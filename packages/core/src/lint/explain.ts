import { CONFIG_CODES, CONFIG_EXPLANATIONS, type ConfigCode } from "../config/index.ts";
import type { Severity } from "../diagnostics/diagnostic.ts";
import type { CodeText } from "../diagnostics/register.ts";
import { IGNORE_CODES } from "./ignore.ts";
import { RULES } from "./registry.ts";

/** What a code means. */
export interface Explanation extends CodeText {
  readonly code: string;
  /** Null: the severity depends on the case. */
  readonly severity: Severity | null;
  /** Whether `// rdump-lint-ignore CODE: why` can silence it. */
  readonly canBeIgnored: boolean;
}

const OWN: { readonly [code in keyof typeof IGNORE_CODES | "lint-too-many"]: string } = {
  "lint-ignore-no-reason":
    "A line that ignores a rule says why: `// rdump-lint-ignore RULE: why`. Without a reason nothing is ignored, since nobody could judge later whether it still holds.",
  "lint-ignore-unknown":
    "The rule that is to be ignored does not exist, or is none that can be: what keeps a config from being read cannot be ignored.",
  "lint-ignore-unused":
    "Neither the line of the comment nor the next breaks the rule any more. Left there, it would one day hide something that nobody has looked at. `rdump lint --fix` removes it.",
  "lint-too-many": "After 10,000 findings in one file the rest is counted and not listed.",
};

/** Everything that linting can say, by its code. */
export function explanations(): readonly Explanation[] {
  const config = (Object.keys(CONFIG_CODES) as ConfigCode[]).map((code) => {
    const cause = CONFIG_EXPLANATIONS[code];
    return { code, ...CONFIG_CODES[code], cause, effect: "", remedy: "", canBeIgnored: false };
  });
  const rules = RULES.map(({ code, severity, summary, why, remedy }) => {
    return { code, severity, summary, cause: why, effect: "", remedy, canBeIgnored: true };
  });
  const own = Object.entries(OWN).map(([code, text]) => {
    const summary = code in IGNORE_CODES ? IGNORE_CODES[code as keyof typeof IGNORE_CODES] : TOO_MANY;
    return { code, severity: "warning" as const, summary, cause: text, effect: "", remedy: "", canBeIgnored: false };
  });
  return [...rules, ...own, ...config].sort((a, b) => (a.code < b.code ? -1 : 1));
}

export const TOO_MANY = "There are more findings than are shown";
