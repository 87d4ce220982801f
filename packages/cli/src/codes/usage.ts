import type { CodeText } from "@rdump/core";

/** Errors in the arguments of a command. */
export const USAGE = {
  "usage-proofs": {
    summary: "Options of `rdump proofs` do not fit together",
    cause: "`--sign` was given without `--out`, or `--json` with `--markdown`.",
    effect: "Nothing was written.",
    remedy: "Read:\n    rdump proofs --help",
  },
  "usage-restore": {
    summary: "Invalid combination of arguments of restore",
    cause: "No volume is named, or `--all` was given with a volume, a path, `--overwrite` or the name of a point.",
    effect: "Nothing was restored.",
    remedy: "Read:\n    rdump restore --help",
  },
  "usage-sample": {
    summary: "Invalid sample",
    cause: "`--sample` takes a part of the files, a size, or `all`.",
    effect: "Nothing was proven.",
    remedy: "Write a part such as `2%`, a size such as `'10 GiB'`, or `all`.",
  },
  "usage-code": {
    summary: "Unknown code",
    cause: "No diagnostic has the code that was given to `rdump explain`.",
    effect: "Nothing was printed.",
    remedy: "Copy the code from the brackets behind a summary. All codes are listed by:\n    rdump explain",
  },
  "usage-key": {
    summary: "Unknown key of the config",
    cause: "`rdump config --why` names a key that has no value in the config.",
    effect: "Nothing was printed.",
    remedy: "Copy the path of the key from the list of all values:\n    rdump config",
  },
  "usage-init": {
    summary: "Invalid option of init",
    cause: "A directory does not exist, a path is not absolute, or an encryption is unknown.",
    effect: "Nothing was written.",
    remedy: "Correct the option:\n    rdump init --help",
  },
  "usage-notify": {
    summary: "Nothing to notify",
    cause: "`rdump notify` was given without `--test`. Runs notify by themselves.",
    effect: "Nothing was sent.",
    remedy: "Send a test message to each recipient:\n    rdump notify --test",
  },
  "usage-report": {
    summary: "Nothing to write",
    cause: "`rdump report` was given neither `--html` nor `--json`, or `--json` together with `--from`.",
    effect: "Nothing was written.",
    remedy: "Name the file of the page:\n    rdump report --html FILE",
  },
  "usage-schedule": {
    summary: "Invalid schedule",
    cause:
      "A name, a path or a time of `rdump schedule` has characters that a unit or crontab cannot contain, or `--cron` was given with an option of systemd.",
    effect: "Nothing was written.",
    remedy: "Use the names and times that the help shows:\n    rdump schedule install --help",
  },
  "usage-dry-run": {
    summary: "--dry-run requires --fix",
    cause: "`--dry-run` was given without `--fix`. It shows the changes of `--fix` without writing them.",
    effect: "Nothing was checked.",
    remedy: "Give both options:\n    rdump lint --fix --dry-run",
  },
  "usage-duration": {
    summary: "Invalid duration",
    cause: "The duration is not a whole number with one of the units `s`, `m`, `h` and `d`.",
    effect: "Nothing was done.",
    remedy: "Write the duration like `90s`, `10m` or `2h`.",
  },
  "usage-plan-file": {
    summary: "Plan file is applied as a whole",
    cause: "`--only`, `--now` or `--full` was given with a plan file. A plan file is applied as a whole or not at all.",
    effect: "Nothing was done.",
    remedy:
      "Name the volumes when the plan is made:\n    rdump plan --only VOLUME --out FILE\n    rdump plan --extra VOLUME --out FILE",
  },
  "usage-rollback": {
    summary: "Invalid combination of options with a rollback",
    cause:
      "`rdump apply --destroy` requires `--allow-rollback`. A rollback is a separate run: it cannot be combined with a plan file, `--out`, `--only`, `--now`, `--deep` or `--allow-destroy`.",
    effect: "Nothing was done.",
    remedy: "List what a rollback destroys:\n    rdump plan --allow-rollback ADDRESS",
  },
  "usage-run": {
    summary: "Unknown run",
    cause: "The state directory has no journal of this run. Journals of old runs are removed.",
    effect: "Nothing was printed.",
    remedy: "List the runs:\n    rdump runs",
  },
  "usage-runs": {
    summary: "Ambiguous run",
    cause: "The ids of several runs begin with the given text.",
    effect: "Nothing was printed.",
    remedy: "Give more characters of the id. The runs are listed by:\n    rdump runs",
  },
  "usage-stdin": {
    summary: "--fix cannot write to standard input",
    cause: "`--fix` writes the corrected text into the file, and `-` is standard input.",
    effect: "Nothing was checked.",
    remedy: "Name a file, or use `rdump fmt -`, which writes to standard output.",
  },
  "usage-time": {
    summary: "Invalid time",
    cause: "The value of the option is neither a date nor a date with a time. An offset from UTC is optional.",
    effect: "Nothing was done.",
    remedy:
      "Write the time like `2026-11-25`, `2026-11-25T03:00` (both in the time zone of the config) or `2026-11-25T03:00:00Z`.",
  },
} satisfies { readonly [code: string]: CodeText };
