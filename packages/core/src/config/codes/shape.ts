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
      "The value has a type that the key does not take, for example a text instead of a list. A command is a list of arguments, because no shell runs it.",
    effect: NO_PLAN,
    remedy: "Write the value as the detail shows it.",
  },
  "config-not-allowed": {
    summary: "Value not allowed",
    cause: "The key accepts only a few fixed values, and this value is not one of them.",
    effect: NO_PLAN,
    remedy: "Write one of the values that the detail lists.",
  },
  "config-out-of-range": {
    summary: "Value out of range",
    cause: "A number is smaller or larger than the key allows, or the key does not allow an empty text or list.",
    effect: NO_PLAN,
    remedy: "Write a value within the range that the detail names.",
  },
  "config-wrong-shape": {
    summary: "Config does not match its schema",
    cause:
      "The config violates the JSON Schema, and rdump has no specific message for this error. This is a bug in rdump.",
    effect: NO_PLAN,
    remedy: "Report the bug with this part of the config. An editor that uses the schema shows the place.",
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
    cause:
      "The config contains the secret itself, instead of the file or the command that provides it. rdump does not repeat the secret in messages.",
    effect: NO_PLAN,
    remedy:
      "Put the secret into a file that only its owner can read, and name that file. If the config was ever shared, change the secret.",
  },
} satisfies { readonly [code: string]: CodeText };
