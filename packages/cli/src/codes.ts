import { register } from "@rdump/core";

export const CLI = register({
  "apply-not-approved": {
    summary: "Approval requires a terminal or -y",
    cause: "The plan requires approval, and rdump cannot ask for it: there is no terminal, or `--json` was given.",
    effect: "Nothing was done.",
    remedy: "Run rdump on a terminal, or approve in advance:\n    rdump apply -y",
  },
  "serve-refused": {
    summary: "Command of another host is refused",
    cause:
      "`rdump ssh-serve` runs only commands that a plan of the sender can contain, for replicas below the dataset in `serve` of the config of this host.",
    effect: "Nothing was done.",
    remedy:
      "If a run of rdump sent the command, compare `id`, `below` and `destroy` in `serve` with the config of the sender, and give both hosts the same version of rdump.",
  },
  "bootstrap-exists": {
    summary: "Directory of the bootstrap exists",
    cause: "`rdump bootstrap` writes into a new directory, and the directory exists.",
    effect: "Nothing was written.",
    remedy: "Name another directory with `--to`.",
  },
  "bootstrap-no-record": {
    summary: "No machine record in the repository",
    cause:
      "No archive has a machine record: no volume declares `machineRecord`, and none is mounted at `/`. Or no record is the file that the comment of its archive names.",
    effect: "Nothing was written. The listed archives can be restored with borg.",
    remedy: "List the files of an archive, and extract the config from it:\n    borg list REPOSITORY::ARCHIVE",
  },
  "bootstrap-not-written": {
    summary: "Cannot write the files of the bootstrap",
    cause: "A file or directory could not be created: no permission, no space, or a missing directory above it.",
    effect: "Nothing remains of the files.",
    remedy: "Correct the reported cause, or name another directory with `--to`.",
  },
  "bootstrap-owner": {
    summary: "Repository has several owners",
    cause: "Archives of several owners in the repository have a machine record, and `--owner` names none of them.",
    effect: "Nothing was written.",
    remedy: "Name the owner:\n    rdump bootstrap --repository LOCATION --owner ID",
  },
  "config-no-such-volume": {
    summary: "Unknown volume or target",
    cause: "`--only`, `--now` or `--extra` names a volume or a target that the config does not declare.",
    effect: "Nothing was done.",
    remedy: "Correct the name. The volumes and the addresses of targets are shown by:\n    rdump status",
  },
  "config-not-written": {
    summary: "Cannot write the config",
    cause:
      "`rdump fmt` or `rdump lint --fix` could not replace the file. Possible reasons: the file was changed in the meantime; the file is not a regular file; another user can replace a symbolic link in its path; permission was denied; no space is left.",
    effect: "The file is unchanged.",
    remedy: "Name the file itself instead of a link, run as its owner, or correct the reported error.",
  },
  "adopt-file-unreadable": {
    summary: "Cannot read the file of adopted points",
    cause: "`NAME.adopted.json` beside the config, which says which points are adopted, cannot be read.",
    effect: "Nothing was done.",
    remedy: "Correct the permissions of the file. Or remove it, and write it again with `rdump adopt`.",
  },
  "adopt-nothing": {
    summary: "No point to adopt",
    cause:
      "`rdump adopt` names a group that is not declared or cannot be listed, or a point that the group cannot adopt: no point has this name, or rdump made it, or another group adopts it.",
    effect: "Nothing was printed or written.",
    remedy: "List the points that the group can adopt:\n    rdump adopt ADDRESS",
  },
  "adopt-unresolved": {
    summary: "Pattern of adopted points is not resolved",
    cause: "A pattern in `adopted` of the config was never resolved into points.",
    effect: "The points that match it do not count as own: they fill no slot, and are never deleted.",
    remedy: "Resolve it:\n    rdump adopt ADDRESS PATTERN --write",
  },
  "proofs-not-signed": {
    summary: "Cannot sign the proofs",
    cause:
      "ssh-keygen is missing or older than 8.0, the key cannot be read, or the key has a passphrase and is not in an agent.",
    effect: "Nothing was written.",
    remedy: "Correct the reported error. A key with a passphrase must be in an agent:\n    ssh-add KEY",
  },
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
    remedy: "Give it for example as `2%` or `'10 GiB'`.",
  },
  "init-exists": {
    summary: "File exists",
    cause: "`rdump init` writes only new files: a config, or a passphrase file that it makes, exists already.",
    effect: "The file is unchanged.",
    remedy:
      "Change the existing config by hand, or name another file with `--config`. To see the config for this machine:\n    rdump init --dry-run",
  },
  "init-failed": {
    summary: "Cannot set up the config",
    cause:
      "`rdump init` could not write a file or make a directory: permission was denied, no space is left, or a parent directory is missing or can be changed by another user.",
    effect: "The new files and directories of this call were removed.",
    remedy: "Correct the reported error, and run `rdump init` again.",
  },
  "init-invalid": {
    summary: "Config for this machine is not valid",
    cause:
      "The config that `rdump init` made has errors: an option has an invalid value, or a backup is inside its source.",
    effect: "Nothing was written.",
    remedy: "Correct the option that the errors name. To see the config:\n    rdump init --dry-run",
  },
  "init-nothing": {
    summary: "No volume to back up",
    cause:
      "`rdump init` found no file system that it can cover, or no place for backups: no repository, no directory and no second pool with enough space.",
    effect: "Nothing was written.",
    remedy:
      "Name a place on another disk or another host:\n    rdump init --repository /mnt/backup/borg\n    rdump init --repository ssh://USER@HOST/./borg\n    rdump init --mirror /mnt/backup",
  },
  "init-not-approved": {
    summary: "Approval requires a terminal or --yes",
    cause: "`rdump init` asks questions, and there is no terminal.",
    effect: "Nothing was written.",
    remedy: "Answer by options:\n    rdump init --yes --repository LOCATION",
  },
  "schedule-failed": {
    summary: "Cannot change the schedule",
    cause:
      "`rdump schedule` could not write or remove a file, or systemctl failed. Possible reasons: permission was denied; systemd does not run, for example in a container.",
    effect: "The lines before the error show the completed steps. The command can be repeated.",
    remedy:
      "Run the command as root, or for the calling user with `--user`. Without systemd:\n    rdump schedule install --cron",
  },
  "schedule-foreign": {
    summary: "File exists and was not written by rdump",
    cause: "A unit or crontab of this name exists, and its first line does not say that `rdump schedule` wrote it.",
    effect: "Nothing was changed.",
    remedy: "Choose another name with `--name`, or remove the file yourself.",
  },
  "takeover-nothing": {
    summary: "Nothing to take over",
    cause: "`rdump takeover` names a group that is not declared, or that has no points of another machine.",
    effect: "Nothing was printed or written.",
    remedy: "Copy the address from the warning `plan-foreign` of `rdump plan`.",
  },
  "import-failed": {
    summary: "Cannot import the config",
    cause:
      "The file is not a config of a known program, has no volume that rdump can back up, or the file of `--out` exists already or cannot be written.",
    effect: "Nothing was written.",
    remedy: "Name the program:\n    rdump import --format borgmatic FILE",
  },
  "metrics-not-written": {
    summary: "Cannot write the metrics",
    cause:
      "The file of `metrics` cannot be written: its directory is missing, permission was denied, or no space is left.",
    effect: "The run is not affected. The file keeps the values of an earlier run, and its age shows that.",
    remedy: "Correct the reported error, or name another file.",
  },
  "notify-none": {
    summary: "No recipients of notifications",
    cause: "`rdump notify` needs the key `notify` of the config.",
    effect: "Nothing was sent.",
    remedy: 'Declare a recipient, for example:\n    notify: { mail: "root" }',
  },
  "notify-not-sent": {
    summary: "Notification was not sent",
    cause:
      "A recipient of `notify` did not accept a message: no network, a wrong address, no sendmail, or an error of the service.",
    effect: "The run is not affected. The message is kept in the state directory, and the next run sends it.",
    remedy: "Correct the reported error, and try each recipient:\n    rdump notify --test",
  },
  "pin-not-found": {
    summary: "Point not found",
    cause:
      "The group is not declared or does not have this point. Or `rdump unpin` names a point that the config does not pin.",
    effect: "Nothing was printed or written.",
    remedy:
      "Write ADDRESS@POINT: the address that `rdump plan` shows, then `@`, then the name of the point in its repository or pool.",
  },
  "plan-file-not-written": {
    summary: "Cannot write the plan file",
    cause:
      "The file of `--out` cannot be written: its directory is missing, permission was denied, no space is left, or it is not a regular file.",
    effect: "The plan is printed, but there is no plan file. The exit status is 1.",
    remedy: "Name another file, or correct the reported error.",
  },
  "plan-untrusted": {
    summary: "Plan file is not trusted",
    cause:
      "The plan file belongs to another user, or another user can write or replace it. The plan file names a config, and rdump executes the commands of that config.",
    effect: "Nothing was executed.",
    remedy:
      "If you trust the author, name the config yourself with `--config`. Otherwise make a new plan:\n    rdump plan --out FILE",
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
  "report-unreadable": {
    summary: "No reports in the directory",
    cause:
      "The directory of `--from` cannot be read, has no file that ends in `.json`, or has more than 5,000 of them.",
    effect: "Nothing was written.",
    remedy: "Collect the output of `rdump report --json` of each host in one directory, one file for each host.",
  },
  "report-not-written": {
    summary: "Cannot write the page",
    cause:
      "The file of `--html` could not be replaced: its directory does not exist, permission was denied, or no space is left.",
    effect: "The file is unchanged.",
    remedy: "Correct the reported error, or name another file.",
  },
  "usage-schedule": {
    summary: "Invalid schedule",
    cause: "A name, a path or a time of `rdump schedule` has characters that a unit or crontab cannot contain.",
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
    summary: "A plan file has its own volumes",
    cause: "`--only` or `--now` was given with a plan file. A plan file is applied as a whole or not at all.",
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
});
