import type { CodeText } from "../../diagnostics/register.ts";
import { NO_PLAN } from "./effects.ts";

/** About single values: names, paths, sizes, times. */
export const VALUES = {
  "config-bad-name": {
    summary: "Invalid name",
    cause:
      "The name contains a character that is not allowed. Names of owners, volumes, policies and repositories become parts of the names of snapshots, archives, LVM tags and files.",
    effect: NO_PLAN,
    remedy: "Use letters, digits, `.`, `_` and `-`.",
  },
  "config-bad-path": {
    summary: "Invalid path",
    cause: "The path is not absolute, or contains `.`, `..` or a control character.",
    effect: NO_PLAN,
    remedy: "Write the path as `realpath` prints it, beginning with `/`.",
  },
  "config-bad-dataset": {
    summary: "Invalid dataset name",
    cause: "ZFS does not allow this name for a dataset, or the name is of a snapshot or a bookmark.",
    effect: NO_PLAN,
    remedy: "Write the name as `zfs list` shows it.",
  },
  "config-bad-lvm-name": {
    summary: "Invalid LVM name",
    cause: "LVM does not allow this name, or reserves it for itself.",
    effect: NO_PLAN,
    remedy: "Write the name as `lvs` shows it.",
  },
  "config-bad-host": {
    summary: "Invalid host name",
    cause: "A host cannot have this name: ssh would read it as an option or as a user name.",
    effect: NO_PLAN,
    remedy: "Write the host name alone, such as `nas.example`.",
  },
  "config-bad-user": {
    summary: "Invalid user or mail address",
    cause: "The value is neither a user name nor a mail address.",
    effect: NO_PLAN,
    remedy: "Write a user of this machine, such as `root`, or a mail address.",
  },
  "config-bad-address": {
    summary: "Invalid web address",
    cause: "The address of a webhook or of a ping service does not start with `https://` or `http://`.",
    effect: NO_PLAN,
    remedy: 'Write the whole address, best into a file of its own: `webhook: { file: "/PATH" }`.',
  },
  "config-bad-account": {
    summary: "Invalid user of a command",
    cause: "`user` in `verify` is neither the name of a user nor a number.",
    effect: NO_PLAN,
    remedy: 'Write the name or the number of an account, for example `user: "postgres"`.',
  },
  "config-bad-argument": {
    summary: "Invalid command argument",
    cause: "An argument of a command contains a NUL character, or the name of the program is empty.",
    effect: NO_PLAN,
    remedy: "Correct the argument.",
  },
  "config-bad-size": {
    summary: "Invalid size",
    cause:
      "The value has none of these forms: a number with a unit (`5 GiB`); for a rate, a size per second (`10 MiB/s`); for a snapshot, also a part of its origin (`10%ORIGIN`).",
    effect: NO_PLAN,
    remedy: "Write the size in one of these forms.",
  },
  "config-bad-percent": {
    summary: "Invalid percentage",
    cause: "The value is not a number from 0 to 100, followed by `%`.",
    effect: NO_PLAN,
    remedy: "Write the percentage like `50%`.",
  },
  "config-bad-duration": {
    summary: "Invalid duration",
    cause:
      "The value is not a whole number followed by `m`, `h`, `d` or `w`. Or the duration is zero, or longer than a hundred years.",
    effect: NO_PLAN,
    remedy: "Write the duration like `90m`, `6h`, `30d` or `2w`.",
  },
  "config-bad-every": {
    summary: "Invalid schedule",
    cause: "The value is neither `hourly`, `daily`, `weekly`, `monthly` or `yearly` nor a duration.",
    effect: NO_PLAN,
    remedy: "Write the schedule like `daily` or `6h`.",
  },
  "config-bad-until": {
    summary: "Invalid end of a pin",
    cause:
      "`until` of a pinned point must be a day (`2027-01-31`) or a time (`2027-01-31T12:00:00Z`), of a date that exists.",
    effect: NO_PLAN,
    remedy: "Correct the date, or remove `until`: then the point stays until the line is removed.",
  },
  "config-bad-timezone": {
    summary: "Unknown time zone",
    cause:
      "The value is not a name of the IANA database. An offset such as `+01:00` has no summer time: days would start at the wrong hour for half of the year.",
    effect: NO_PLAN,
    remedy: "Write a name that `timedatectl list-timezones` prints, such as `Europe/Berlin`.",
  },
  "config-bad-adopted-names": {
    summary: "Invalid pattern of names",
    cause: "A pattern in `adopted` has a syntax error, or can match no name.",
    effect: NO_PLAN,
    remedy: "Write a whole name, with `*`, `?` and `[...]` as in `exclude`.",
  },
  "config-bad-exclude": {
    summary: "Invalid exclude",
    cause: "The exclude would leave out every file, or cannot have the same meaning in borg and rsync.",
    effect: NO_PLAN,
    remedy: "Write the exclude in the syntax that docs/configuration.md describes under `exclude`.",
  },
} satisfies { readonly [code: string]: CodeText };
