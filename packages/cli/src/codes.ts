import { register } from "@rdump/core";
import { USAGE } from "./codes/usage.ts";

export const CLI = register({
  ...USAGE,
  "apply-not-approved": {
    summary: "Approval requires a terminal or -y",
    cause: "The plan requires approval, and rdump cannot ask for it: there is no terminal, or `--json` was given.",
    effect: "Nothing was done.",
    remedy: "Run rdump on a terminal. Or read the plan with `rdump plan`, then repeat the command with `-y`.",
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
      "No archive has a machine record that rdump accepts. Possible reasons: no volume has `machineRecord: true`, and none is mounted at `/`; or the SHA-256 of each record differs from the SHA-256 in the mark of its archive.",
    effect: "Nothing was written. The listed archives can be restored with the tool of the repository.",
    remedy:
      "List the files of an archive, and extract the config from it. For borg:\n    borg list REPOSITORY::ARCHIVE",
  },
  "bootstrap-not-written": {
    summary: "Cannot write the files of the bootstrap",
    cause: "A file or directory could not be created: no permission, no space, or a missing directory above it.",
    effect: "rdump removed the files that it had written.",
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
    cause: "The command names a volume or a target that the config does not declare.",
    effect: "Nothing was done.",
    remedy: "Correct the name. The diagnostic names a similar name, or the names that the config declares.",
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
    cause: "`NAME.adopted.json` beside the config cannot be read. This file lists the adopted points.",
    effect: "Nothing was done.",
    remedy:
      "Correct the permissions of the file. Or remove it, and write it again:\n    rdump adopt ADDRESS PATTERN --write",
  },
  "adopt-nothing": {
    summary: "No point to adopt",
    cause:
      "The group is not declared, or it cannot be listed. Or the group cannot adopt the named point: the point does not exist, rdump made it, or another group adopts it.",
    effect: "Nothing was printed or written.",
    remedy: "List the points that the group can adopt:\n    rdump adopt ADDRESS",
  },
  "adopt-unresolved": {
    summary: "Pattern of adopted points is not resolved",
    cause: "A pattern in `adopted` of the config was never resolved into points.",
    effect: "The points that match the pattern do not count as own: they fill no slot, and are never deleted.",
    remedy: "Resolve the pattern:\n    rdump adopt ADDRESS PATTERN --write",
  },
  "proofs-not-signed": {
    summary: "Cannot sign the proofs",
    cause:
      "ssh-keygen is missing or older than 8.0, the key cannot be read, or the key has a passphrase and is not in an agent.",
    effect: "Nothing was written.",
    remedy: "Correct the reported error. A key with a passphrase must be in an agent:\n    ssh-add KEY",
  },
  "init-exists": {
    summary: "File exists",
    cause: "`rdump init` overwrites no file, and the config or the passphrase file exists already.",
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
  "schedule-edited": {
    summary: "File was changed by hand",
    cause: "A unit or crontab of `rdump schedule` was edited. A new file would overwrite these changes.",
    effect: "Nothing was changed.",
    remedy:
      "Put the changes of a unit into a drop-in:\n    systemctl edit rdump.service\nThen remove the files and install them again:\n    rdump schedule remove\n    rdump schedule install",
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
      "The file is not a config of a known program, or has no volume that rdump can back up. Or the file of `--out` exists already or cannot be written.",
    effect: "Nothing was written.",
    remedy:
      "Correct the reported error. If rdump does not recognize the program, name the program:\n    rdump import --format borgmatic FILE",
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
});
