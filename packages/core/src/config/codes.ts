import type { Severity } from "../diagnostics/diagnostic.ts";

interface Wording {
  readonly severity: Severity;
  readonly summary: string;
}

const error = (summary: string): Wording => ({ severity: "error", summary });

/** Everything that can be wrong with the text of a config, with the fixed words for it. Codes never change their meaning. */
export const CONFIG_CODES = {
  "config-too-large": error("The file is too large"),
  "config-not-utf8": error("The file is not UTF-8"),
  "config-too-deep": error("The file is nested too deeply"),
  "config-syntax": error("The file is not JSON5"),
  "config-duplicate-key": error("A key stands twice"),
  "config-not-finite": error("Not a finite number"),
  "config-lone-surrogate": error("Half a character"),
  "config-too-many": error("There are more errors than are shown"),
  "config-newer-version": error("The config is for a newer rdump"),
  "config-unknown-key": error("Unknown key"),
  "config-missing-key": error("Missing key"),
  "config-wrong-type": error("Wrong kind of value"),
  "config-not-allowed": error("Value not allowed"),
  "config-out-of-range": error("Value out of range"),
  "config-wrong-shape": error("The config does not have the shape that it must have"),
  "config-either-or": error("Exactly one of several keys is needed"),
  "config-keep-without-history": error("A target without a history cannot keep points"),
  "config-secret-in-text": error("A secret stands in the config"),
  "config-unknown-policy": error("Unknown policy"),
  "config-unknown-repository": error("Unknown repository"),
  "config-unknown-ssh-host": error("Unknown ssh host"),
  "config-unknown-verify-source": error("Unknown source of a test restore"),
  "config-bad-name": error("Name not usable"),
  "config-bad-path": error("Path not usable"),
  "config-bad-dataset": error("Dataset name not usable"),
  "config-bad-lvm-name": error("LVM name not usable"),
  "config-bad-host": error("Host name not usable"),
  "config-bad-user": error("User or address not usable"),
  "config-bad-address": error("Address not usable"),
  "config-bad-argument": error("Argument not usable"),
  "config-bad-size": error("Size not understood"),
  "config-bad-percent": error("Part not understood"),
  "config-bad-duration": error("Duration not understood"),
  "config-bad-every": error("Schedule not understood"),
  "config-bad-timezone": error("Unknown time zone"),
  "config-bad-exclude": error("Exclude not usable"),
  "config-bad-location": error("Repository location not usable"),
  "config-bad-compression": error("Compression not understood"),
  "config-bad-remote-path": error("Remote command not usable"),
  "config-no-id": error("The config has no owner"),
  "config-no-state-dir": error("There is no place for the state"),
  "config-no-passphrase": error("An encrypted repository has no passphrase"),
  "config-needs-zfs": error("Only a ZFS source can do this"),
  "config-mirror-outside-mount": error("A mirror is not on its mount point"),
  "config-same-target": error("Two targets of a volume are the same"),
  "config-exclude-hides-surefile": error("An exclude hides the integrity record"),
} as const;

export type ConfigCode = keyof typeof CONFIG_CODES;
