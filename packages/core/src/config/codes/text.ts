import type { CodeText } from "../../diagnostics/register.ts";
import { NO_PLAN } from "./effects.ts";

/** About the text of a config, before its keys mean anything. */
export const TEXT = {
  "config-syntax": {
    summary: "Config is not valid JSON5",
    cause:
      "A comma, colon, quote or bracket is missing, or there is one too many. The error is at the reported place or just before it.",
    effect: NO_PLAN,
    remedy: "Correct the text at the reported place.",
  },
  "config-too-deep": {
    summary: "Config is nested too deeply",
    cause:
      "More than 100 brackets are open at once. No config needs so many: most likely a closing bracket is missing.",
    effect: NO_PLAN,
    remedy: "Add the missing bracket.",
  },
  "config-duplicate-key": {
    summary: "Duplicate key",
    cause:
      "One object has the same key twice. JSON5 allows this, and most programs use the second value without a warning. rdump cannot know which value is meant.",
    effect: NO_PLAN,
    remedy: "Remove one of the two.",
  },
  "config-not-finite": {
    summary: "Number is not finite",
    cause: "The number is `NaN`, `Infinity` or too large. JSON5 allows such numbers, but no key of a config does.",
    effect: NO_PLAN,
    remedy: "Write an ordinary number.",
  },
  "config-lone-surrogate": {
    summary: "Text contains half of a surrogate pair",
    cause:
      "An escape like `\\ud800` is half of a surrogate pair. The name of a file, dataset or host cannot contain half of a pair.",
    effect: NO_PLAN,
    remedy: "Write the character itself, or both halves of its escape.",
  },
  "config-too-many": {
    summary: "Too many errors to show",
    cause: "The config has more than 10,000 errors. The others are counted and not listed.",
    effect: NO_PLAN,
    remedy: "Correct the first errors: many others follow from them.",
  },
  "config-newer-version": {
    summary: "Config was written for a newer rdump",
    cause:
      "`version` is higher than the highest version that this rdump supports. The meaning of keys may have changed.",
    effect: NO_PLAN,
    remedy: "Update rdump on this machine.",
  },
} satisfies { readonly [code: string]: CodeText };
