// biome-ignore-all format: written by `npm run codes`
import type { CodeText } from "@rdump/core";

/** The text of every code that is printed outside of lint. */
export const CODES: { readonly [code: string]: CodeText } = {
  "apply-left-out": {
    "summary": "Left out, since what it stands on is not there",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "apply-not-approved": {
    "summary": "Nobody is there to ask",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "apply-other-number": {
    "summary": "The allowed number of destroys is not the plan's",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "apply-skipped": {
    "summary": "Skipped because what it needs was not done",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "apply-stopped": {
    "summary": "The run was told to stop",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "apply-withheld": {
    "summary": "Withheld: it wants to be allowed",
    "cause": "",
    "effect": "",
    "remedy": ""
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
    "cause": "",
    "effect": "",
    "remedy": ""
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
    "summary": "No such volume",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "config-unreadable": {
    "summary": "The config cannot be read",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "config-untrusted": {
    "summary": "Config is not trusted",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "environment-untrusted": {
    "summary": "Environment is not trusted",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "fs-exclude-ascii-only": {
    "summary": "An exclude matches only ASCII names in a mirror",
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
  "fs-exclude-too-long": {
    "summary": "An exclude cannot be told to rsync",
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
  "fs-tree-not-mounted": {
    "summary": "The snapshot is no longer mounted",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "history-not-written": {
    "summary": "A result could not be remembered",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "history-passed-over": {
    "summary": "Lines of the history were passed over",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "history-unreadable": {
    "summary": "The history cannot be read",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "hook-failed": {
    "summary": "A hook failed",
    "cause": "A command of the volume's `hooks` did not start, ended with a status other than 0, took longer than `limits.time`, or was ended by a signal.",
    "effect": "If `before` failed, the volume is not read in this run and gets no new point. `after` runs in any case. If `after` failed, the points of this run are complete, but the change that `before` made can still be in place.",
    "remedy": "Run the command by hand as the same user, with RDUMP_VOLUME and RDUMP_RUN set, and correct the reported error. If `after` failed, check what it should have restarted or removed. Then apply again."
  },
  "internal-error": {
    "summary": "An error in rdump itself",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "journal-not-pruned": {
    "summary": "Cannot remove old journals",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "journal-not-written": {
    "summary": "The run's journal could not be written",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "journal-unreadable": {
    "summary": "A run's journal cannot be read",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lock-alive": {
    "summary": "The holder of the lock is alive",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lock-elsewhere": {
    "summary": "A run may be at work elsewhere",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lock-held": {
    "summary": "Another run is at work",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lock-none": {
    "summary": "There is no lock",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lock-other-run": {
    "summary": "The lock is another run's",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "lock-unreadable": {
    "summary": "The lock cannot be read",
    "cause": "",
    "effect": "",
    "remedy": ""
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
    "summary": "Deletes that free nothing",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "plan-append-only-compact": {
    "summary": "An append-only repository is not compacted",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "plan-clock": {
    "summary": "The clock and the newest point contradict each other",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "plan-file-not-written": {
    "summary": "The plan file cannot be written",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "plan-file-refused": {
    "summary": "The plan file cannot be used",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "plan-guard": {
    "summary": "Destroys that wait for a word of yours",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "plan-no-integrity": {
    "summary": "No integrity data is written yet",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "plan-no-provider": {
    "summary": "This version of rdump cannot do what is declared",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "plan-refused": {
    "summary": "Refused",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "plan-repository-lost": {
    "summary": "A repository that was there is not there any more",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "plan-stale": {
    "summary": "The plan is stale",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "plan-untrusted": {
    "summary": "Plan file is not trusted",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "privilege-refused": {
    "summary": "sudo refused to run a command",
    "cause": "`privilege: \"sudo\"` is declared, and sudo is not installed, requires a password, or does not allow this command to this user. rdump runs without a terminal, so no password can be entered.",
    "effect": "The command did not run. Actions that need it fail, and discovery that needs it leaves a gap: no point is destroyed in the groups that could not be listed.",
    "remedy": "Allow the command to this user in sudoers with `NOPASSWD`, or run rdump as root. All commands that need root are shown by:\n    rdump plan --verbose"
  },
  "program-untrusted": {
    "summary": "Another user can change a program that rdump runs",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "recover-unknown": {
    "summary": "What became of an action of a dead run is not known",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "recursive-target": {
    "summary": "A target that the children of a recursive volume cannot have",
    "cause": "",
    "effect": "",
    "remedy": ""
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
  "run-at-work": {
    "summary": "A run is at work",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "run-died": {
    "summary": "A run before this one did not end",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "run-elsewhere": {
    "summary": "A run of another host did not end",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "secret-untrusted": {
    "summary": "Secret file is not trusted",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "source-shrunken": {
    "summary": "A source has lost more files than it may",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "state-not-writable": {
    "summary": "The state directory cannot be written to",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "state-untrusted": {
    "summary": "State directory is not trusted",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "usage-code": {
    "summary": "No such code",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "usage-dry-run": {
    "summary": "Nothing to try",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "usage-duration": {
    "summary": "Not a duration",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "usage-run": {
    "summary": "No such run",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "usage-runs": {
    "summary": "More than one run begins so",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "usage-stdin": {
    "summary": "Standard input cannot be written to",
    "cause": "",
    "effect": "",
    "remedy": ""
  },
  "usage-time": {
    "summary": "Not a time",
    "cause": "",
    "effect": "",
    "remedy": ""
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
