// biome-ignore-all format: written by `npm run codes`
import type { CodeText } from "@rdump/core";

/** The text of every code that is printed outside of lint. */
export const CODES: { readonly [code: string]: CodeText } = {
  "apply-left-out": {
    "summary": "Skipped: a required point is missing",
    "cause": "The action needs a point that an earlier action of this run should have made, and the system does not show it.",
    "effect": "Only this action is skipped. It is planned again in the next run.",
    "remedy": "Look at the diagnostics of the earlier action, correct its cause, and apply again."
  },
  "apply-not-approved": {
    "summary": "Approval requires a terminal or -y",
    "cause": "The plan must be approved, and rdump runs without a terminal or with `--json`, so it cannot ask.",
    "effect": "Nothing was done.",
    "remedy": "Run it on a terminal, or approve in advance:\n    rdump apply -y"
  },
  "apply-other-number": {
    "summary": "Number of allowed deletions does not match the plan",
    "cause": "`--allow-destroy N` must name exactly the number of deletions that require confirmation in this plan.",
    "effect": "Nothing was done: a confirmation of another plan does not count for this one.",
    "remedy": "Read the plan again. If the deletions are intended, apply with the number that the plan names."
  },
  "apply-skipped": {
    "summary": "Skipped: a step it depends on failed",
    "cause": "An action or a scope that this action needs has failed or was skipped.",
    "effect": "The action was not done. Independent actions go on.",
    "remedy": "Correct the failed step: its diagnostic is in the same report. Then apply again."
  },
  "apply-stopped": {
    "summary": "The run was interrupted",
    "cause": "A signal (SIGINT, SIGTERM, SIGHUP) told rdump to stop, or its terminal was closed.",
    "effect": "No new action starts. What was open is closed. Points that were complete before are kept.",
    "remedy": "Apply again when convenient: the next run does what is still due."
  },
  "apply-withheld": {
    "summary": "Deletion requires confirmation",
    "cause": "The deletion exceeds a guard (`limits.destroy`, a source that lost files, a failed check) and was not confirmed, or this run itself found that the source lost files.",
    "effect": "The points are kept. The deletion is planned again in the next run.",
    "remedy": "Plan again and read which points it names. If they can go, confirm their exact number:\n    rdump apply --allow-destroy N"
  },
  "borg-archive-changed": {
    "summary": "An archive is not the one that was planned",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-archive-gone": {
    "summary": "An archive is gone",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-bad-answer": {
    "summary": "Bad answer",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-bad-location": {
    "summary": "Bad location",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-cache-not-removed": {
    "summary": "Cache not removed",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-cache-torn": {
    "summary": "Cache torn",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-check-failed": {
    "summary": "The check found the repository damaged",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-corrupt": {
    "summary": "The repository is damaged",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-disk-full": {
    "summary": "No space is left",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-encryption-changed": {
    "summary": "The repository's encryption is another one than before",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-files-changed": {
    "summary": "Files changed while they were archived",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-files-unreadable": {
    "summary": "Files could not be archived",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-files-vanished": {
    "summary": "Files vanished while they were archived",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-gone": {
    "summary": "The repository is gone",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-in-the-way": {
    "summary": "Something is where the repository would be made",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-key-missing": {
    "summary": "The repository's key is missing",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-left-out-not-written": {
    "summary": "Cannot write the list of paths to leave out",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-locked": {
    "summary": "The repository is locked",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-mounted-late": {
    "summary": "File systems were mounted while borg ran",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-name-taken": {
    "summary": "An archive of this name is already there",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-needs-newer": {
    "summary": "The repository needs a newer borg",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-no-passphrase": {
    "summary": "The repository needs a passphrase",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-not-a-repository": {
    "summary": "This is no borg repository",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-not-compacted": {
    "summary": "Nothing was compacted",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-not-compared": {
    "summary": "An archive could not be held against the one before",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-not-deleted": {
    "summary": "Not deleted",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-not-installed": {
    "summary": "Not installed",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-not-put-aside": {
    "summary": "What is in the repository's place could not be put aside",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-not-renamed": {
    "summary": "An archive is not there under its name",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-not-started": {
    "summary": "Not started",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-other-encryption": {
    "summary": "Repository encryption differs from the declared one",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-parent-missing": {
    "summary": "The place for the repository is missing",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-passphrase-command": {
    "summary": "The command for the passphrase failed",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-passphrase-file": {
    "summary": "The file with the passphrase is missing",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-path-not-allowed": {
    "summary": "The repository's host does not allow this path",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-permission": {
    "summary": "Permission denied in the repository",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-quota": {
    "summary": "The repository's quota is exceeded",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-read-only": {
    "summary": "The repository's file system is read-only",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-relocated": {
    "summary": "The repository has moved",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-remark": {
    "summary": "Remark",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-renamed-archive": {
    "summary": "An archive was renamed",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-replay": {
    "summary": "The repository is older than it was",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-snapshot-changed": {
    "summary": "A snapshot changed while it was archived",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-too-deep": {
    "summary": "Directory trees are too deep for borg",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-tree-not-mounted": {
    "summary": "The snapshot is no longer mounted",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-unexplained-warning": {
    "summary": "Unexplained warning",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-unfinished": {
    "summary": "The making of the repository was interrupted",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-unknown-unencrypted": {
    "summary": "The repository is not encrypted, and should be",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-unreachable": {
    "summary": "The repository cannot be reached",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-weaker-encryption": {
    "summary": "Repository encryption is weaker than declared",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-wrong-passphrase": {
    "summary": "The passphrase is wrong",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-wrong-time": {
    "summary": "An archive bears another time than its run",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "borg-wrong-version": {
    "summary": "This version of borg is not supported",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "cache-untrusted": {
    "summary": "Cache directory is not trusted",
    "cause": "The `cacheDir` of a repository belongs to another user, or another user can write or replace it. borg's cache says which files have not changed.",
    "effect": "Nothing was executed: with a forged cache, borg could leave out changed files.",
    "remedy": "Use a directory that only root or the caller can write, for example `cacheDir: \"/var/cache/rdump-borg\"`, or run the command that the diagnostic prints."
  },
  "config-absent": {
    "summary": "There is no config",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "config-no-file": {
    "summary": "The config is not a file",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "config-no-such-volume": {
    "summary": "Unknown volume",
    "cause": "`--only` names a volume that the config does not declare.",
    "effect": "Nothing was done.",
    "remedy": "Correct the name. The volumes are shown by:\n    rdump status"
  },
  "config-unreadable": {
    "summary": "The config cannot be read",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "config-untrusted": {
    "summary": "Config is not trusted",
    "cause": "The config belongs to another user, or another user can write or replace it, or one of the directories above it.",
    "effect": "Nothing was executed: a config contains commands (hooks, passphrase commands) that rdump runs.",
    "remedy": "Read the config. If every line of it is wanted, install it where only root can write:\n    install -o root -m 0600 rdump.json5 /etc/rdump/\n`rdump lint` checks a config of any user, because it executes nothing."
  },
  "environment-untrusted": {
    "summary": "Environment is not trusted",
    "cause": "`$HOME`, `$XDG_CONFIG_HOME` or `$XDG_CACHE_HOME` leads to a directory that another user owns, or can write or replace. borg, rsync and Python read settings and code from there.",
    "effect": "Nothing was executed.",
    "remedy": "Set the variable to a directory of the calling user, or unset it. The diagnostic prints the exact command."
  },
  "fs-directory-replaced": {
    "summary": "Source or mirror was replaced",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-exclude-caches": {
    "summary": "A directory mirror cannot leave out tagged caches",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-files-vanished": {
    "summary": "Files went away while they were copied",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-left-out-not-written": {
    "summary": "Cannot write the list of paths to leave out",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-mirror-absent": {
    "summary": "The mirror's directory does not exist",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-mirror-changed": {
    "summary": "The mirror is no longer the directory that was planned",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-mirror-full": {
    "summary": "The mirror's file system is full",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-mirror-lacks-attributes": {
    "summary": "The mirror's file system cannot hold all attributes",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-mirror-mark-newer": {
    "summary": "The mirror was written by a newer rdump",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-mirror-mark-unreadable": {
    "summary": "The mirror's mark cannot be read",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-mirror-no-directory": {
    "summary": "The mirror's path is no directory",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-mirror-not-empty": {
    "summary": "The mirror's directory holds something else",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-mirror-not-mounted": {
    "summary": "The mirror's disk is not mounted",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-mirror-not-written": {
    "summary": "Writing to the mirror failed",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-mirror-open": {
    "summary": "Other users can enter the mirror",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-mirror-other-owner": {
    "summary": "The mirror belongs to another owner",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-mirror-other-volume": {
    "summary": "The mirror belongs to another volume",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-mirror-outside-mount": {
    "summary": "The mirror does not lie on its declared mount",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-mirror-overlaps-source": {
    "summary": "The mirror and its source lie in one another",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-mirror-read-only": {
    "summary": "The mirror's file system is read-only",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-mirror-through-link": {
    "summary": "The mirror is reached through a symbolic link",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-mirror-unreachable": {
    "summary": "The mirror cannot be looked at",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-not-all-copied": {
    "summary": "Some files could not be copied",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-rsync-failed": {
    "summary": "Rsync failed",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-rsync-missing": {
    "summary": "Rsync missing",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-rsync-not-understood": {
    "summary": "The output of rsync was not understood",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-rsync-outdated": {
    "summary": "Rsync outdated",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-rsync-stopped": {
    "summary": "The copy was stopped",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-source-absent": {
    "summary": "The source does not exist",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-source-changed": {
    "summary": "The source is no longer what it was",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-source-empty": {
    "summary": "The source is empty and its mirror is not",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-source-link-refused": {
    "summary": "Source path leads through a link that others can replace",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-source-no-directory": {
    "summary": "The source is no directory",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-source-not-mounted": {
    "summary": "The source is not mounted",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-source-shrunk": {
    "summary": "The source has lost more than it may",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-source-through-link": {
    "summary": "The source is reached through a symbolic link",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-source-unreachable": {
    "summary": "The source cannot be looked at",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-surefile-missing": {
    "summary": "The source holds no integrity data",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-too-deep": {
    "summary": "Directory trees are too deep for rsync",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-tree-not-mounted": {
    "summary": "The snapshot is no longer mounted",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "history-not-written": {
    "summary": "Cannot write to the history",
    "cause": "An entry could not be added to `STATE/history.jsonl`, for example because the file system is full, is read-only, or denies access.",
    "effect": "The next plan does not know this result, so the check or compaction is due again. If the entry was about a source that lost files, the points that were made from it in this run do not count.",
    "remedy": "Free space in the state directory, or correct its permissions. Then apply again."
  },
  "history-passed-over": {
    "summary": "Unknown lines in the history",
    "cause": "`STATE/history.jsonl` has lines that this rdump does not write: a newer rdump wrote them, or the file was edited or damaged.",
    "effect": "These lines do not count. A check or a compaction can be due again, and a source that had lost too many files can be taken for complete.",
    "remedy": "If a newer rdump wrote the lines, use that version. Otherwise look at the lines, and remove those that are damaged."
  },
  "history-unreadable": {
    "summary": "Cannot read the history",
    "cause": "`STATE/history.jsonl` exists and cannot be read, or it is not a regular file.",
    "effect": "rdump does not know when repositories were checked or compacted, or whether a source has lost files. Until it can be read, points are destroyed only with `--allow-destroy`.",
    "remedy": "Make the file readable for the user that runs rdump. If the file is moved away, a new history begins: all checks and compactions are due again, and recorded losses of sources are forgotten."
  },
  "hook-failed": {
    "summary": "A hook failed",
    "cause": "A command of the volume's `hooks` did not start, ended with a status other than 0, took longer than `limits.time`, or was ended by a signal.",
    "effect": "If `before` failed, the volume is not read in this run and gets no new point. `after` runs in any case. If `after` failed, the points of this run are complete, but the change that `before` made can still be in place.",
    "remedy": "Run the command by hand as the same user, with RDUMP_VOLUME and RDUMP_RUN set, and correct the reported error. If `after` failed, check what it should have restarted or removed. Then apply again."
  },
  "internal-error": {
    "summary": "Error in rdump itself",
    "cause": "A part of rdump ended in a way that it should not. This is a bug.",
    "effect": "The action failed. Everything that was open is closed, and other volumes go on.",
    "remedy": "Report the whole message, with the config if it can be shared. Then apply again."
  },
  "journal-not-pruned": {
    "summary": "Cannot remove old journals",
    "cause": "An old journal in `STATE/runs` could not be removed, for example because the permissions were changed.",
    "effect": "The run itself is not affected. Old journals stay and use space.",
    "remedy": "Correct the permissions of `STATE/runs`. The next run removes the journals."
  },
  "journal-not-written": {
    "summary": "Cannot write the journal of a run",
    "cause": "An entry could not be written to the journal in `STATE/runs`, most often because the file system is full or read-only.",
    "effect": "Without its journal a run starts nothing new: it closes what is open and ends as failed. Points that were complete before stay.",
    "remedy": "Free space in the state directory, or make it writable. Then apply again:\n    rdump apply"
  },
  "journal-unreadable": {
    "summary": "Cannot read the journal of a run",
    "cause": "The journal has a line that is no entry, is of a newer version, or cannot be opened by this user.",
    "effect": "rdump does not know what that run did and what it left open. While this is so, no plan is applied: a leftover could be used or destroyed by mistake.",
    "remedy": "If a newer rdump wrote the journal, use that version. Otherwise look at the file and at what the run left (mounts, snapshots), then move the file out of the state directory."
  },
  "lock-alive": {
    "summary": "The holder of the lock is running",
    "cause": "`rdump unlock` was asked to remove the lock of a process that is running on this machine.",
    "effect": "The lock stays.",
    "remedy": "Wait for the run to end, or interrupt its process with `kill -INT PID`."
  },
  "lock-elsewhere": {
    "summary": "A run on another host or container holds the lock",
    "cause": "The lock of the state directory was taken on another host or in another PID namespace. From here rdump cannot know whether that run is alive.",
    "effect": "The plan is shown. Things that the other run has open are not treated as leftovers.",
    "remedy": "Wait for that run to end. If it is certainly dead, remove its lock:\n    rdump unlock RUN"
  },
  "lock-held": {
    "summary": "Another run holds the lock",
    "cause": "A state directory allows one run at a time, and another run holds its lock.",
    "effect": "Nothing was done.",
    "remedy": "Wait for the other run to end, or let rdump wait:\n    rdump apply --wait 10m\nIf the run was on another host or in another container and is certainly dead, remove its lock:\n    rdump unlock RUN"
  },
  "lock-none": {
    "summary": "There is no lock",
    "cause": "`rdump unlock` found no lock in the state directory.",
    "effect": "Nothing was changed.",
    "remedy": "Nothing needs to be done: the next run can start."
  },
  "lock-other-run": {
    "summary": "Another run holds the lock",
    "cause": "`rdump unlock` was given a run, and another run holds the lock.",
    "effect": "The lock stays.",
    "remedy": "Look which run holds it:\n    rdump lock"
  },
  "lock-unreadable": {
    "summary": "Cannot read the lock",
    "cause": "The lock file has a content that rdump does not write, or this user has no permission to read it.",
    "effect": "No run can start, because rdump cannot know whether another one is running.",
    "remedy": "Correct the permissions. If the content is damaged, make sure that no rdump is running, then remove the file `STATE/lock`."
  },
  "lvm-busy": {
    "summary": "The snapshot could not be unmounted",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-changed": {
    "summary": "The logical volume is no longer what it was",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-directory-left": {
    "summary": "The mount directory could not be removed",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-file-system": {
    "summary": "This file system cannot be snapshotted on LVM",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-foreign": {
    "summary": "Something else bears the snapshot's name",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-inactive": {
    "summary": "The logical volume is not active",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-is-snapshot": {
    "summary": "The logical volume is itself a snapshot",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-leftover": {
    "summary": "A snapshot was left over",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-merging": {
    "summary": "A snapshot is being merged back",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-missing": {
    "summary": "A program is missing",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-mounts-unread": {
    "summary": "The table of mounts cannot be read",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-no-group": {
    "summary": "The volume group does not exist",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-no-place": {
    "summary": "There is no safe place to mount the snapshot",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-no-room": {
    "summary": "The volume group has not the room for the snapshot",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-no-size": {
    "summary": "The snapshot has no size",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-no-volume": {
    "summary": "The logical volume does not exist",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-not-made": {
    "summary": "The snapshot could not be made",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-not-mountable": {
    "summary": "The snapshot could not be mounted",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-not-mounted": {
    "summary": "The volume is not mounted where it is declared",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-not-removed": {
    "summary": "The snapshot could not be removed",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-not-root": {
    "summary": "LVM only answers to root",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-not-understood": {
    "summary": "The output of a program was not understood",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-other-mount": {
    "summary": "Something else is mounted at the snapshot's place",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-pool": {
    "summary": "The logical volume is a pool",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-pool-full": {
    "summary": "The thin pool is full",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-pool-nearly-full": {
    "summary": "The thin pool is nearly full",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-snapshot-gone": {
    "summary": "The snapshot is gone",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-snapshot-overflow": {
    "summary": "The snapshot overflowed",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-snapshot-unmounted": {
    "summary": "The snapshot is no longer mounted",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-suspended": {
    "summary": "The logical volume is suspended",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lvm-unseen": {
    "summary": "LVM could not be asked",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "no-lifeline": {
    "summary": "Child processes can outlive rdump",
    "cause": "The command `setpriv` of util-linux is missing. rdump starts borg, rsync and other readers through it, so that the kernel ends them when rdump ends.",
    "effect": "When rdump is killed by `kill -9`, borg and rsync go on. They can hold a repository locked and disturb the next run. A run that ends by itself is not affected.",
    "remedy": "Install util-linux; the `setpriv` of BusyBox is not enough."
  },
  "plan-append-only": {
    "summary": "Deletions free no space in this repository",
    "cause": "The repository is append-only, or its host treats it as append-only. Deleted archives disappear from the list, but their data stays in the repository.",
    "effect": "The repository keeps growing. The deletions take effect when the repository is compacted while writable.",
    "remedy": "Check that only expected archives were deleted: append-only mode protects against deletions by an intruder. Then make the repository writable on its host, compact it, and make it append-only again."
  },
  "plan-append-only-compact": {
    "summary": "Append-only repository is not compacted",
    "cause": "`compact` is declared for a repository that is append-only, where a compaction frees nothing.",
    "effect": "The compaction is not planned. Backups are not affected.",
    "remedy": "Remove `compact` from the repository, or make the repository writable when it must be compacted."
  },
  "plan-clock": {
    "summary": "Clock and newest point contradict each other",
    "cause": "The newest point of a group is dated in the future, or is more than two years old. The clock of this machine is wrong, or was wrong when the point was made.",
    "effect": "No point of this group is destroyed, because retention would be computed from a wrong date.",
    "remedy": "Set the clock (`timedatectl` shows it). If the clock is right, the group is thinned out again after its next new point; a point that is dated in the future stays until that date."
  },
  "plan-file-not-written": {
    "summary": "Cannot write the plan file",
    "cause": "The file of `--out` cannot be written: its directory is missing, there is no permission or no space, or it is not a regular file.",
    "effect": "The plan is printed, but there is no plan file. The exit status is 1.",
    "remedy": "Name another file, or correct the reported error."
  },
  "plan-file-refused": {
    "summary": "Cannot use the plan file",
    "cause": "The plan file is missing, too large, not a regular file, damaged, edited, or of another version.",
    "effect": "Nothing was done.",
    "remedy": "Make the plan again:\n    rdump plan --out FILE"
  },
  "plan-guard": {
    "summary": "Deletions require confirmation",
    "cause": "The plan would destroy more points of a group than `limits.destroy` allows, or its last complete point, or points of a volume or repository that is in doubt (a source that lost files, a failed check).",
    "effect": "These points are kept. Everything else in the plan is done.",
    "remedy": "Look at the points that the plan names. If they can go, confirm the exact number:\n    rdump apply --allow-destroy N"
  },
  "plan-no-integrity": {
    "summary": "No integrity data is written",
    "cause": "Volumes have integrity data by default, and this version of rdump cannot write it.",
    "effect": "Backups are made, but a restore from them cannot be proven.",
    "remedy": "Update rdump, or declare `integrity: false` for the volumes."
  },
  "plan-no-provider": {
    "summary": "Not supported by this version of rdump",
    "cause": "The config declares a source, a target or an option that no part of this version of rdump can handle.",
    "effect": "Nothing is planned for it, and the plan is marked as partial. Everything else is planned as usual.",
    "remedy": "Remove the declaration from the config, or update rdump."
  },
  "plan-refused": {
    "summary": "Plan file cannot be applied here",
    "cause": "The plan was made for another time with `--now`, or on another host.",
    "effect": "Nothing was done.",
    "remedy": "Make a plan on this host, without `--now`:\n    rdump plan --out FILE"
  },
  "plan-repository-lost": {
    "summary": "Known repository is missing",
    "cause": "The history says that rdump used a repository at this location, and nothing is there now. Its disk is not mounted, or it was moved or deleted.",
    "effect": "Nothing is archived there, and no new repository is made: a new one could fill the disk below the mount point.",
    "remedy": "Mount the disk. If the repository is lost for good, create the new one by hand with `borg init`, or declare it under another name."
  },
  "plan-stale": {
    "summary": "The plan is stale",
    "cause": "Since the plan was made, the config, a point, or the state of the system changed, another slot began, or another point expired.",
    "effect": "Nothing was done: the plan would do other things than those that were shown.",
    "remedy": "Plan again and read the new plan:\n    rdump plan --out FILE"
  },
  "plan-untrusted": {
    "summary": "Plan file is not trusted",
    "cause": "The plan file belongs to another user, or another user can write or replace it. It names a config, and the commands of a config are executed.",
    "effect": "Nothing was executed.",
    "remedy": "If you trust the author, name the config yourself with `--config`. Otherwise make a plan of your own:\n    rdump plan --out FILE"
  },
  "privilege-refused": {
    "summary": "sudo refused to run a command",
    "cause": "`privilege: \"sudo\"` is declared, and sudo is not installed, requires a password, or does not allow this command to this user. rdump runs without a terminal, so no password can be entered.",
    "effect": "The command did not run. Actions that need it fail, and discovery that needs it leaves a gap: no point is destroyed in the groups that could not be listed.",
    "remedy": "Allow the command to this user in sudoers with `NOPASSWD`, or run rdump as root. All commands that need root are shown by:\n    rdump plan --verbose"
  },
  "program-untrusted": {
    "summary": "Another user can change a program that rdump runs",
    "cause": "A hook or a passphrase command names a program that belongs to another user, or that another user can write or replace.",
    "effect": "The program is run. That user decides what rdump executes, with all rights that rdump has.",
    "remedy": "Install the program where only root can write, for example in `/usr/local/bin`, and name that path."
  },
  "recover-unknown": {
    "summary": "Cannot determine the result of an interrupted action",
    "cause": "A run was killed during an action or while something was open. This rdump does not know that kind of action, or the query for its result failed.",
    "effect": "The volume of the action is not backed up, and nothing of it is removed, until the result is known.",
    "remedy": "Correct the reported error, then apply again. If a newer rdump began the run, use that version. As the last resort remove the leftovers by hand and move the journal of the run out of `STATE/runs`."
  },
  "recursive-target": {
    "summary": "Target not possible for children of a recursive volume",
    "cause": "A recursive ZFS source makes each child dataset a volume of its own. A directory mirror or a clone of a child would be inside the one of its parent, and the parent would delete it.",
    "effect": "The children do not get this target. The parent and all other targets are backed up as usual.",
    "remedy": "Declare each child that needs such a target as a volume of its own, and exclude it from the recursive volume."
  },
  "rsure-exposed": {
    "summary": "Other users can read the surefile",
    "cause": "The file system of the volume keeps no modes (vFAT, exFAT, NTFS, CIFS), and its mount options let other users read the surefile.",
    "effect": "Other users can see names, sizes, owners, times and hashes of all files of the volume. The backup is complete.",
    "remedy": "Mount the file system with `umask=077`, or with `fmask=077` and `dmask=077`."
  },
  "rsure-left-out": {
    "summary": "Other file systems are not recorded",
    "cause": "A file system is mounted below the volume's directory. It cannot be read, or an ordinary user mounted it through FUSE.",
    "effect": "The surefile does not contain its mount point. The rest of the volume is recorded.",
    "remedy": "No action is needed. To save what is mounted there, declare a volume of its own for it."
  },
  "rsure-narrowed": {
    "summary": "Surefile is closed to other users",
    "cause": "The surefile had a mode that let other users read it. Earlier versions wrote it with such a mode.",
    "effect": "It lists names, sizes and hashes of files that other users may not read. Its mode is now 0600. Restored copies and mirrors get the same mode.",
    "remedy": "If other users had access, assume that they know the names and could guess short contents from the hashes."
  },
  "rsure-not-adopted": {
    "summary": "The volume itself did not get the new integrity data",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "rsure-not-written": {
    "summary": "The integrity data was not brought up to date",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "rsure-unread": {
    "summary": "Some files have no integrity data",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "rsure-unreadable": {
    "summary": "The integrity data cannot be read",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "rsure-untrusted": {
    "summary": "Surefile is not trusted",
    "cause": "The surefile is not a regular file of the user who updates it, or it has other hard links. Another user who can write to its directory can have put it there.",
    "effect": "`rsure` uses none of its hashes, reads every file, and starts a new surefile. The number of files before this run is unknown. The old file is renamed to `NAME.untrusted-RUN` and not changed.",
    "remedy": "Look at the renamed file and at who can write to the directory. Remove the file when you do not need it. If you ran `rsure` as another user before, this happens once."
  },
  "run-at-work": {
    "summary": "Another run is in progress",
    "cause": "Another rdump holds the lock of the state directory and is running.",
    "effect": "The plan is shown as it would be now. Things that the other run has open are not treated as leftovers.",
    "remedy": "Nothing. `rdump apply --wait 10m` waits for the other run to end."
  },
  "run-died": {
    "summary": "Previous run was interrupted",
    "cause": "A run has a journal without an end: it was killed, the machine lost power, or the journal could not be written.",
    "effect": "Snapshots, mounts or clones of that run can be left. They are removed before anything else is done. Points that were complete are kept.",
    "remedy": "Usually nothing: the plan contains the cleanup. To clean up without a backup:\n    rdump recover"
  },
  "run-elsewhere": {
    "summary": "A run on another host did not end",
    "cause": "The state directory holds the journal of a run on another host, and the journal has no end. The state directory is shared, or this host was renamed, or it is a clone of that host.",
    "effect": "Leftovers of that run are on that host: they are neither visible nor removed here.",
    "remedy": "Run `rdump apply` or `rdump recover` on that host. If that host does not exist any longer, or this is the same host under a new name and nothing is left over, remove the journal."
  },
  "secret-untrusted": {
    "summary": "Secret file is not trusted",
    "cause": "A passphrase file, key file or address file belongs to another user, or another user can write or replace it.",
    "effect": "Nothing was executed: that user could choose the secret, for example the key of a new repository.",
    "remedy": "Move the secret to a file that only root or the caller can write:\n    install -o root -m 0600 FILE /etc/rdump/"
  },
  "source-shrunken": {
    "summary": "Source has lost too many files",
    "cause": "A run found fewer files in the source than `limits.shrink` allows. A disk is not mounted, a file system was lost, or many files were deleted.",
    "effect": "New points are made from the source as it is. No older point of the volume is destroyed without confirmation.",
    "remedy": "If the files are missing by mistake, restore or mount them: the next run ends this state. If they were deleted on purpose, read what the plan would destroy and confirm the exact number:\n    rdump apply --allow-destroy N\nIf no rule would ever destroy a point of the volume, raise `limits.shrink` for one run."
  },
  "state-not-writable": {
    "summary": "Cannot write to the state directory",
    "cause": "The lock or the journal could not be created: no space, no permission, or a read-only file system.",
    "effect": "The run did not start: without a lock and a journal a killed run could not be cleaned up.",
    "remedy": "Free space, correct the permissions, or declare another `stateDir`. Then apply again."
  },
  "state-untrusted": {
    "summary": "State directory is not trusted",
    "cause": "The state directory, or a journal in it, belongs to another user, or another user can write or replace it. Journals tell rdump what to clean up and by which commands.",
    "effect": "Nothing was executed.",
    "remedy": "Use a state directory that only root or the caller can write, for example `stateDir: \"/var/lib/rdump\"`. Take over an existing one only if every file in it is trusted."
  },
  "usage-code": {
    "summary": "Unknown code",
    "cause": "`rdump explain` was given a code that no diagnostic has.",
    "effect": "Nothing was printed.",
    "remedy": "Copy the code from the brackets behind a summary. All codes are listed by:\n    rdump explain"
  },
  "usage-dry-run": {
    "summary": "--dry-run requires --fix",
    "cause": "`--dry-run` was given without `--fix`. It shows the changes of `--fix` without writing them.",
    "effect": "Nothing was checked.",
    "remedy": "Give both options:\n    rdump lint --fix --dry-run"
  },
  "usage-duration": {
    "summary": "Invalid duration",
    "cause": "An option takes a whole number and a unit: `s`, `m`, `h` or `d`.",
    "effect": "Nothing was done.",
    "remedy": "Write it like `90s`, `10m` or `2h`."
  },
  "usage-run": {
    "summary": "Unknown run",
    "cause": "The state directory has no journal of this run. Journals of old runs are removed.",
    "effect": "Nothing was printed.",
    "remedy": "List the runs:\n    rdump runs"
  },
  "usage-runs": {
    "summary": "Ambiguous run",
    "cause": "The given text is the beginning of the ids of several runs.",
    "effect": "Nothing was printed.",
    "remedy": "Give more characters of the id. The runs are listed by:\n    rdump runs"
  },
  "usage-stdin": {
    "summary": "--fix cannot write to standard input",
    "cause": "`--fix` writes the corrected text into the file, and `-` is standard input.",
    "effect": "Nothing was checked.",
    "remedy": "Name a file, or use `rdump fmt -`, which writes to standard output."
  },
  "usage-time": {
    "summary": "Invalid time",
    "cause": "`--now` takes a date, or a date and a time, with or without an offset from UTC.",
    "effect": "Nothing was planned.",
    "remedy": "Write it like `2026-11-25`, `2026-11-25T03:00` (both in the time zone of the config) or `2026-11-25T03:00:00Z`."
  },
  "zfs-below-volume": {
    "summary": "A dataset cannot lie below a volume",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-busy": {
    "summary": "A dataset could not be unmounted",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-clone-changed": {
    "summary": "A clone was changed by its users, and is not renewed",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-clone-foreign": {
    "summary": "Something else bears the clone's name",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-clone-no-clone": {
    "summary": "The clone is a clone no more",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-clone-not-made": {
    "summary": "The clone could not be made or renewed",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-clone-shared": {
    "summary": "A clone is shared because of an inherited property",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-degraded": {
    "summary": "The pool is not in full health",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-lines-broken": {
    "summary": "A property breaks the lines of a listing",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-locked": {
    "summary": "The dataset is encrypted, and its key is not loaded",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-mirror-foreign": {
    "summary": "The mirror's dataset does not belong to this config",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-mirror-is-volume": {
    "summary": "The mirror's dataset is a volume",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-missing": {
    "summary": "A program is missing",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-nearly-full": {
    "summary": "The pool is nearly full",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-no-companion": {
    "summary": "The snapshot that holds the integrity data could not be made",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-no-dataset": {
    "summary": "The dataset does not exist",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-no-place": {
    "summary": "There is no safe place to mount at",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-no-pool": {
    "summary": "The pool does not exist",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-not-cloned": {
    "summary": "The clone could not be made",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-not-created": {
    "summary": "The mirror's dataset could not be made",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-not-destroyed": {
    "summary": "What a run had made could not be destroyed",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-not-expired": {
    "summary": "Snapshots could not be destroyed",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-not-mountable": {
    "summary": "The dataset could not be mounted",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-not-mounted": {
    "summary": "The dataset is not mounted",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-not-read-only": {
    "summary": "A clone could not be looked at for the last time",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-not-snapshotted": {
    "summary": "The snapshots could not be made",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-not-understood": {
    "summary": "The output of a program was not understood",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-other-mount": {
    "summary": "Something else is mounted at the place",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-place-not-removed": {
    "summary": "A mount point could not be removed",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-properties-not-set": {
    "summary": "Properties of the mirror were not set",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-read-only": {
    "summary": "The pool is read-only",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-readme-not-written": {
    "summary": "The file that explains a companion could not be written",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-readme-stays": {
    "summary": "The file that explains a companion could not be removed",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-snapshot-foreign": {
    "summary": "Something else bears the snapshot's name",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-snapshot-gone": {
    "summary": "A snapshot is gone",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-stays": {
    "summary": "A snapshot that has expired stays",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-stays-read-only": {
    "summary": "A clone could not be made writable again",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-suspended": {
    "summary": "The pool is suspended",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-tree-unmounted": {
    "summary": "What is read is no longer mounted",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-unseen": {
    "summary": "ZFS could not be asked",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "zfs-volume-has-no-files": {
    "summary": "A ZFS volume has no files that could be read",
    "cause": "",
    "effect": "",
    "remedy": ""
  }
};
