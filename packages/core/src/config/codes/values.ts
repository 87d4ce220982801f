import type { CodeText } from "../../diagnostics/register.ts";
import { NO_PLAN } from "./effects.ts";

/** About single values: names, paths, sizes, times. */
export const VALUES = {
  "config-bad-name": {
    summary: "Invalid name",
    cause:
      "Names of owners, volumes, policies and repositories become parts of the names of snapshots, archives, LVM tags and files. They contain only characters that all of these allow.",
    effect: NO_PLAN,
    remedy: "Use letters, digits, `.`, `_` and `-`.",
  },
  "config-bad-path": {
    summary: "Invalid path",
    cause: "A path is absolute, without `.`, `..` and control characters: it means the same in every directory.",
    effect: NO_PLAN,
    remedy: "Write the path from `/` on, as `realpath` prints it.",
  },
  "config-bad-dataset": {
    summary: "Invalid dataset name",
    cause: "ZFS does not allow this name for a dataset, or it names a snapshot or a bookmark.",
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
    cause: "The address of a webhook or of a ping service starts with `https://` or `http://`.",
    effect: NO_PLAN,
    remedy: 'Write the whole address, best into a file of its own: `webhook: { file: "/PATH" }`.',
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
      "A size is a number with a unit (`5 GiB`), a rate is a size per second (`10 MiB/s`). The size of a snapshot can also be a part of its origin (`10%ORIGIN`).",
    effect: NO_PLAN,
    remedy: "Write the size in one of these forms.",
  },
  "config-bad-percent": {
    summary: "Invalid percentage",
    cause: "A percentage is a number from 0 to 100, followed by `%`.",
    effect: NO_PLAN,
    remedy: "Write it like `50%`.",
  },
  "config-bad-duration": {
    summary: "Invalid duration",
    cause:
      "A duration is a whole number followed by `m`, `h`, `d` or `w`, more than zero and less than a hundred years.",
    effect: NO_PLAN,
    remedy: "Write it like `90m`, `6h`, `30d` or `2w`.",
  },
  "config-bad-every": {
    summary: "Invalid schedule",
    cause: "A schedule is `hourly`, `daily`, `weekly`, `monthly`, `yearly` or a duration.",
    effect: NO_PLAN,
    remedy: "Write it like `daily` or `6h`.",
  },
  "config-bad-timezone": {
    summary: "Unknown time zone",
    cause:
      "A time zone is a name of the IANA database. An offset such as `+01:00` does not know summer time, so days would start at the wrong hour for half of the year.",
    effect: NO_PLAN,
    remedy: "Write a name that `timedatectl list-timezones` prints, such as `Europe/Berlin`.",
  },
  "config-bad-exclude": {
    summary: "Invalid exclude",
    cause: "The exclude would leave out every file, or cannot have the same meaning in borg and rsync.",
    effect: NO_PLAN,
    remedy: "Write it in the language of docs/configuration.md, under `exclude`.",
  },
} satisfies { readonly [code: string]: CodeText };
