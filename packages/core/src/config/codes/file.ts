import type { CodeText } from "../../diagnostics/register.ts";

const NOT_READ = "The config is not read. No plan is made, and nothing is backed up.";

/** About the config as a file, before its content is looked at. */
export const FILE = {
  "config-absent": {
    summary: "No config found",
    cause:
      "The file that `--config` names does not exist. Without `--config`, neither `./rdump.json5` nor `/etc/rdump/rdump.json5` exists.",
    effect: NOT_READ,
    remedy: "Write `/etc/rdump/rdump.json5`, or name another config:\n    rdump COMMAND --config FILE",
  },
  "config-no-file": {
    summary: "Config is not a regular file",
    cause:
      "The path leads to a directory, a pipe, a socket or a device. rdump reads a config more than once, so it must be a regular file.",
    effect: NOT_READ,
    remedy: "Name a regular file with `--config`.",
  },
  "config-unreadable": {
    summary: "Cannot read the config",
    cause: "The system refused to open or read the file, for example with permission denied or an input/output error.",
    effect: NOT_READ,
    remedy: "Correct the reported error, or run rdump as a user who can read the file.",
  },
  "config-too-large": {
    summary: "Config is larger than 1 MiB",
    cause: "A config has at most 1 MiB. A larger file is most likely not a config.",
    effect: NOT_READ,
    remedy: "Check which file the path leads to.",
  },
  "config-bad-include": {
    summary: "Invalid entry of `include`",
    cause:
      "An entry of `include` is empty or absolute. Or the config consists of too many files, or was not read from a file, so a relative path has no directory.",
    effect: NOT_READ,
    remedy: 'Write a path relative to the directory of the file:\n    include: ["policies.json5"]',
  },
  "config-include-twice": {
    summary: "File is included twice",
    cause: "Two entries of `include` name one file, or files include each other.",
    effect: NOT_READ,
    remedy: "Remove one of the entries.",
  },
  "config-no-such-host": {
    summary: "Config has no entry for this host",
    cause: "`hosts` has overrides for other hosts only. The name can be misspelled, or the host was renamed.",
    effect: NOT_READ,
    remedy: 'Add the host, with its overrides or without:\n    hosts: { "NAME": {} }',
  },
  "config-not-utf8": {
    summary: "Config is not UTF-8",
    cause: "The bytes of the file are not UTF-8, so the characters of names and paths in it are unknown.",
    effect: NOT_READ,
    remedy: "Save the file as UTF-8.",
  },
} satisfies { readonly [code: string]: CodeText };
