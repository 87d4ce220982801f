import type { CodeText } from "../../diagnostics/register.ts";
import { NO_PLAN } from "./effects.ts";

/** About keys, and the kinds of values that they take. */
export const SHAPE = {
  "config-unknown-key": {
    summary: "Unknown key",
    cause: "The key is not known in this place. It can be a misspelled key that was meant to protect something.",
    effect: NO_PLAN,
    remedy: "Correct the spelling, move the key to its place, or remove it. The detail lists the known keys.",
  },
  "config-missing-key": {
    summary: "Missing key",
    cause: "A required key is missing. It has no default.",
    effect: NO_PLAN,
    remedy: "Add the key that the detail names.",
  },
  "config-wrong-type": {
    summary: "Value has the wrong type",
    cause:
      "The key takes another type of value, such as a list where a text is written. A command is a list of arguments, because no shell reads it.",
    effect: NO_PLAN,
    remedy: "Write the value as the detail shows it.",
  },
  "config-not-allowed": {
    summary: "Value not allowed",
    cause: "The key takes one of a few fixed values, and this value is none of them.",
    effect: NO_PLAN,
    remedy: "Write one of the values that the detail lists.",
  },
  "config-out-of-range": {
    summary: "Value out of range",
    cause: "A number is smaller or larger than the key allows, or a text or list is empty that must not be.",
    effect: NO_PLAN,
    remedy: "Write a value within the range that the detail names.",
  },
  "config-wrong-shape": {
    summary: "Config does not match its schema",
    cause: "The text violates the JSON Schema in a way for which rdump has no message. This is a bug of rdump.",
    effect: NO_PLAN,
    remedy: "Report it, with the part of the config. An editor that uses the schema shows the place.",
  },
  "config-either-or": {
    summary: "Exactly one of several keys is required",
    cause:
      "None or several of these keys are present: `mount` or `path` of a plain source, `command` or `file` of a passphrase, `dataset` or `path` of a mirror.",
    effect: NO_PLAN,
    remedy: "Keep exactly one of them.",
  },
  "config-keep-without-history": {
    summary: "Target without a history cannot have keep rules",
    cause: "A mirror in a directory and a clone have one current state, so keep rules have nothing to choose from.",
    effect: NO_PLAN,
    remedy: "Remove `keep`, or mirror into a ZFS `dataset`, which keeps snapshots.",
  },
  "config-secret-in-text": {
    summary: "Config contains a secret",
    cause: "The secret itself is written where the place of the secret belongs. It is not repeated in any message.",
    effect: NO_PLAN,
    remedy:
      "Put the secret into a file that only its owner can read, and name that file. If the config was ever shared, change the secret.",
  },
} satisfies { readonly [code: string]: CodeText };
