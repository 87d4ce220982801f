import { register } from "../diagnostics/register.ts";

/** The codes of linting itself. Those of the rules are with the rules. */
export const LINT = register({
  "lint-ignore-no-reason": {
    summary: "Ignored rule without a reason",
    cause: "A comment `// rdump-lint-ignore RULE` has no reason behind the rule.",
    effect: "The rule is not ignored.",
    remedy: "Add the reason, so that it can be checked later: `// rdump-lint-ignore RULE: REASON`.",
  },
  "lint-ignore-unknown": {
    summary: "Ignored rule does not exist",
    cause: "The comment names no rule, an unknown rule, or an error that cannot be ignored.",
    effect: "Nothing is ignored.",
    remedy: "Write the code of the finding. `rdump explain` lists all codes.",
  },
  "lint-ignore-unused": {
    summary: "Ignored rule has no finding",
    cause: "Neither the line of the comment nor the next line violates the rule.",
    effect: "The comment would hide a later finding of this rule.",
    remedy: "Remove the comment. `rdump lint --fix` does that.",
  },
  "lint-too-many": {
    summary: "Too many findings to show",
    cause: "The config has more than 10,000 findings. The others are counted and not listed.",
    effect: "Some findings are missing in the list.",
    remedy: "Correct the first findings, then run `rdump lint` again.",
  },
});
