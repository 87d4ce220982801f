// biome-ignore-all format: written by `npm run codes`
import type { CodeText } from "@rdump/core";

/** The text of each code that linting does not report. */
export const CODES: { readonly [code: string]: CodeText } = {
  "accept-nothing": {
    "summary": "Nothing to accept under this address",
    "cause": "The address or point after `rdump accept` has no drift, and is not a forgotten group. It was accepted before, or it is misspelled.",
    "effect": "Nothing was changed.",
    "remedy": "List the differences and their addresses:\n    rdump status"
  },
  "adopt-file-unreadable": {
    "summary": "Cannot read the file of adopted points",
    "cause": "`NAME.adopted.json` beside the config cannot be read. This file lists the adopted points.",
    "effect": "Nothing was done.",
    "remedy": "Correct the permissions of the file. Or remove it, and write it again:\n    rdump adopt ADDRESS PATTERN --write"
  },
  "adopt-nothing": {
    "summary": "No point to adopt",
    "cause": "The group is not declared, or it cannot be listed. Or the group cannot adopt the named point: the point does not exist, rdump made it, or another group adopts it.",
    "effect": "Nothing was printed or written.",
    "remedy": "List the points that the group can adopt:\n    rdump adopt ADDRESS"
  },
  "adopt-unresolved": {
    "summary": "Pattern of adopted points is not resolved",
    "cause": "A pattern in `adopted` of the config was never resolved into points.",
    "effect": "The points that match the pattern do not count as own: they fill no slot, and are never deleted.",
    "remedy": "Resolve the pattern:\n    rdump adopt ADDRESS PATTERN --write"
  },
  "apply-left-out": {
    "summary": "Skipped: a required point is missing",
    "cause": "The action needs a point that an earlier action of this run should have made, and the point was not found.",
    "effect": "Only this action is skipped. It is planned again in the next run.",
    "remedy": "Read the diagnostics of the earlier action, correct the reported cause, and apply again."
  },
  "apply-link-refused": {
    "summary": "Path leads through a link that others can replace",
    "cause": "During the run, a user other than root and the caller put a symbolic link into a path that the action uses.",
    "effect": "The action failed, and the target of the link was not used. Other volumes go on.",
    "remedy": "Find out from that user why the directory was replaced. Then apply again."
  },
  "apply-not-approved": {
    "summary": "Approval requires a terminal or -y",
    "cause": "The plan requires approval, and rdump cannot ask for it: there is no terminal, or `--json` was given.",
    "effect": "Nothing was done.",
    "remedy": "Run rdump on a terminal. Or read the plan with `rdump plan`, then repeat the command with `-y`."
  },
  "apply-other-number": {
    "summary": "Number of allowed deletions does not match the plan",
    "cause": "`--allow-destroy N` must name exactly the number of deletions that require confirmation in this plan.",
    "effect": "Nothing was done, because the number does not confirm this plan.",
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
    "cause": "rdump received a signal (SIGINT, SIGTERM, SIGHUP), or its terminal was closed.",
    "effect": "No further action starts, and open scopes are closed. Points that were already complete are kept.",
    "remedy": "Apply again when convenient: the next run does everything that is still due."
  },
  "apply-withheld": {
    "summary": "Deletion requires confirmation",
    "cause": "A guard stopped the deletion, and it was not confirmed: the deletion exceeds `limits.destroy`, the source lost files, or a check failed. A loss in the source can also be found during the run.",
    "effect": "The points are kept. The deletion is planned again in the next run.",
    "remedy": "Plan again and read which points the plan names. If these points can be deleted, confirm their exact number:\n    rdump apply --allow-destroy N"
  },
  "bootstrap-exists": {
    "summary": "Directory of the bootstrap exists",
    "cause": "`rdump bootstrap` writes into a new directory, and the directory exists.",
    "effect": "Nothing was written.",
    "remedy": "Name another directory with `--to`."
  },
  "bootstrap-no-record": {
    "summary": "No machine record in the repository",
    "cause": "No archive has a machine record that rdump accepts. Possible reasons: no volume has `machineRecord: true`, and none is mounted at `/`; or the SHA-256 of each record differs from the SHA-256 in the mark of its archive.",
    "effect": "Nothing was written. The listed archives can be restored with the tool of the repository.",
    "remedy": "List the files of an archive, and extract the config from it. For borg:\n    borg list REPOSITORY::ARCHIVE"
  },
  "bootstrap-not-written": {
    "summary": "Cannot write the files of the bootstrap",
    "cause": "A file or directory could not be created: no permission, no space, or a missing directory above it.",
    "effect": "rdump removed the files that it had written.",
    "remedy": "Correct the reported cause, or name another directory with `--to`."
  },
  "bootstrap-owner": {
    "summary": "Repository has several owners",
    "cause": "Archives of several owners in the repository have a machine record, and `--owner` names none of them.",
    "effect": "Nothing was written.",
    "remedy": "Name the owner:\n    rdump bootstrap --repository LOCATION --owner ID"
  },
  "borg-archive-changed": {
    "summary": "Archive has changed since the plan was made",
    "cause": "The name of an archive that should be deleted or restored now belongs to another archive.",
    "effect": "Nothing was deleted or restored.",
    "remedy": "Plan again and read which archives the plan names:\n    rdump plan"
  },
  "borg-archive-damaged": {
    "summary": "Archive is damaged",
    "cause": "borg read data whose checksum is wrong: the disk is failing, or the repository was changed. borg ends a restore at the first damaged chunk.",
    "effect": "The archive was not restored completely. Files in the destination were not changed.",
    "remedy": "Restore an older point with `--at`, or a point of another target with `--from`. To restore undamaged files of this archive, name their paths. Make a copy of the repository before `borg check --repair`."
  },
  "borg-archive-gone": {
    "summary": "Archive not found",
    "cause": "Another program deleted or renamed the archive while rdump used it.",
    "effect": "The action failed. Other archives are not affected.",
    "remedy": "Apply again. If it happens again, find the program that changes the repository."
  },
  "borg-archive-outside": {
    "summary": "Archive would write outside of the destination",
    "cause": "An entry of the archive has an absolute path, a path with `..`, or a path below a symbolic link of the same archive. borg never stores such an entry when it reads a directory, so somebody who can write to the repository made this archive. Or the archive has more than about a million symbolic links, and rdump cannot check it as a whole.",
    "effect": "Nothing was extracted.",
    "remedy": "Restore a point of another target with `--from`. Find out who can write to the repository, and treat its other archives as suspect. If the archive has too many symbolic links, restore its directories one by one, by their paths."
  },
  "borg-bad-answer": {
    "summary": "Cannot read the list of archives",
    "cause": "borg listed the archives, and its output is incomplete, too large, or not the expected JSON.",
    "effect": "Nothing is archived into this repository in this run, and nothing in it is deleted.",
    "remedy": "Run `borg list` on the repository by hand. If that output is valid, report a bug in rdump."
  },
  "borg-bad-location": {
    "summary": "Unsupported repository location",
    "cause": "borg and rdump would interpret this location differently, or borg cannot use it.",
    "effect": "Nothing is archived into this repository in this run, and nothing in it is deleted.",
    "remedy": "Declare another `location`, for example an absolute path or `ssh://user@host/path`."
  },
  "borg-cache-not-removed": {
    "summary": "Cannot remove the damaged cache of borg",
    "cause": "borg's cache of the repository is damaged, and its directory could not be removed.",
    "effect": "The action fails. A cache contains no backups, so no archive is affected.",
    "remedy": "Remove the directory of the cache that the diagnostic names, then apply again."
  },
  "borg-cache-torn": {
    "summary": "Cache of borg is damaged",
    "cause": "borg was interrupted by a power cut or a kill while it wrote its cache. borg refuses to use such a cache.",
    "effect": "The next action that changes the repository removes the cache. borg then builds a new cache, which takes time once. A cache contains no backups.",
    "remedy": "No action is needed."
  },
  "borg-cache-unusable": {
    "summary": "borg cannot use its cache",
    "cause": "borg reports that its cache of the repository is damaged. The repository itself is not affected.",
    "effect": "The action failed.",
    "remedy": "Remove the directory of the cache that borg names, then apply again. borg then builds a new cache."
  },
  "borg-check-failed": {
    "summary": "Check found the repository damaged",
    "cause": "`borg check` reported errors in the repository or its archives.",
    "effect": "Nothing was repaired. Until a later check succeeds, archives of this repository are deleted only with `--allow-destroy`: an old archive may be the last one that can be restored.",
    "remedy": "Check the disk, and make a copy of the repository. Then repair the repository by hand:\n    borg check --repair REPOSITORY"
  },
  "borg-corrupt": {
    "summary": "Repository is damaged",
    "cause": "borg found missing or inconsistent data in the repository: an error of the disk, an incomplete copy, or an interrupted write.",
    "effect": "Nothing is archived into this repository in this run, and nothing in it is deleted. Some archives may not be restorable.",
    "remedy": "Check the disk, make a copy of the repository, then check it:\n    borg check REPOSITORY"
  },
  "borg-disk-full": {
    "summary": "No space left",
    "cause": "The file system of the repository, or of borg's cache, is full.",
    "effect": "The archive is not made. Existing archives are not affected.",
    "remedy": "Free space on that file system. Deleted archives free their space only after:\n    borg compact REPOSITORY"
  },
  "borg-encryption-changed": {
    "summary": "Encryption of the repository has changed",
    "cause": "The encryption of a repository never changes. So another repository is at the location.",
    "effect": "Nothing is archived into this repository in this run, and nothing in it is deleted.",
    "remedy": "Find out which repository is at the location before anything is written to it."
  },
  "borg-extract-warned": {
    "summary": "borg could not restore everything",
    "cause": "borg extracted the archive and reported problems with some files, for example an attribute that the destination cannot store.",
    "effect": "The other files are restored. The check of the restored tree names files that differ.",
    "remedy": "Restore as root, into a file system that stores owners, ACLs and extended attributes."
  },
  "borg-failed": {
    "summary": "borg failed",
    "cause": "borg ended with an error that rdump does not know. The diagnostic has the last messages of borg.",
    "effect": "The action failed. An incomplete archive does not count as a point.",
    "remedy": "Correct the error that borg reports, then apply again. The command is shown by:\n    rdump plan --verbose"
  },
  "borg-files-changed": {
    "summary": "Files changed while they were archived",
    "cause": "The source is in use, and some files were written while borg read them.",
    "effect": "The archive counts as a point. In the archive, the content of these files can be a mixture of old and new data.",
    "remedy": "For files that must be consistent (databases), use a snapshot source, or a hook that makes a dump."
  },
  "borg-files-unreadable": {
    "summary": "Files could not be archived",
    "cause": "borg could not read some files: permission denied, or an input/output error.",
    "effect": "Everything else is archived. The archive is incomplete, and its name ends in \".incomplete\". It fills no slot, and the keep rules decide how long it is kept.",
    "remedy": "Run rdump as a user who can read the files, check the disk, or exclude the files."
  },
  "borg-files-vanished": {
    "summary": "Files disappeared while they were archived",
    "cause": "The source is in use, and some files were deleted before borg read them.",
    "effect": "The archive counts as a point. It does not contain these files.",
    "remedy": "No action is needed. A snapshot source avoids this warning."
  },
  "borg-gone": {
    "summary": "Repository not found",
    "cause": "The repository existed when the plan was made, and is missing at its location now.",
    "effect": "The action failed. No new repository is made in its place.",
    "remedy": "Mount the disk of the repository, or find out why the repository was moved or deleted. Then plan again."
  },
  "borg-in-the-way": {
    "summary": "Location of the new repository is not empty",
    "cause": "borg creates a repository only in an empty or missing directory, and the location is not empty.",
    "effect": "The repository is not created, and nothing is archived into it.",
    "remedy": "If the repository is already at the location, plan again. Otherwise move the files away, or correct the location."
  },
  "borg-key-missing": {
    "summary": "Key of the repository is missing",
    "cause": "The repository is encrypted, and its key is neither in the repository nor in the key file.",
    "effect": "Nothing is archived into this repository in this run, and nothing in it is deleted. Without the key no archive can be restored.",
    "remedy": "Put the key file in its place, or import the backup of the key:\n    borg key import REPOSITORY FILE"
  },
  "borg-left-out-not-written": {
    "summary": "Cannot write the list of excluded directories",
    "cause": "rdump writes a file with the directories that borg must leave out, and the file could not be written.",
    "effect": "borg was not started, and no archive was made.",
    "remedy": "Free space in the directory that the diagnostic names, or correct its permissions. Then apply again."
  },
  "borg-locked": {
    "summary": "Repository is locked",
    "cause": "Another borg process holds the lock, and did not release it while rdump waited. Or a borg process on another host died and left its lock.",
    "effect": "Nothing is archived into this repository in this run, and nothing in it is deleted.",
    "remedy": "Wait for that process to end. If the process is certainly dead, remove its lock:\n    borg break-lock REPOSITORY"
  },
  "borg-mounted-late": {
    "summary": "File systems were mounted during the backup",
    "cause": "While borg was running, file systems were mounted below the source.",
    "effect": "Other file systems are not part of the volume. Nothing is missing in the archive.",
    "remedy": "No action is needed."
  },
  "borg-name-taken": {
    "summary": "Archive name is already taken",
    "cause": "The repository already has an archive with the name of the new archive. Another program or another config made that archive.",
    "effect": "rdump does not change that archive, and makes no archive in this run.",
    "remedy": "Apply again: the next run uses another archive name. If two configs share a repository, give their volumes different names."
  },
  "borg-needs-newer": {
    "summary": "Repository requires a newer borg",
    "cause": "The repository uses a feature that borg does not know, on this host or on the host of the repository.",
    "effect": "Nothing is archived into this repository in this run, and nothing in it is deleted.",
    "remedy": "Install a newer borg 1.x."
  },
  "borg-no-passphrase": {
    "summary": "Repository requires a passphrase",
    "cause": "The repository is encrypted, and the config declares no passphrase.",
    "effect": "Nothing is archived into this repository in this run, and nothing in it is deleted.",
    "remedy": "Declare where the passphrase is: `passphrase: { file: \"/PATH\" }`, or `command`."
  },
  "borg-not-a-repository": {
    "summary": "Not a borg repository",
    "cause": "The location has files that are not a borg repository.",
    "effect": "Nothing is archived into this repository in this run, and nothing in it is deleted.",
    "remedy": "Correct `location`, or move the files away."
  },
  "borg-not-compacted": {
    "summary": "Compaction freed no space",
    "cause": "borg reported success and freed no space: the repository is append-only, or its host treats it as append-only.",
    "effect": "Deleted archives keep using space.",
    "remedy": "Make the repository writable on its host and compact it there, or remove `compact` from the config."
  },
  "borg-not-compared": {
    "summary": "Cannot compare archive with the previous one",
    "cause": "borg did not report how many files the previous archive has.",
    "effect": "The new archive counts as a point, but rdump does not know whether the source has lost files since the previous archive.",
    "remedy": "Look at the previous archive with `borg info`, and check the repository."
  },
  "borg-not-deleted": {
    "summary": "borg did not delete an archive",
    "cause": "borg reported success, but the archive is still in the list.",
    "effect": "The archive stays and uses space.",
    "remedy": "Apply again. If the archive stays, delete it by hand and read the output of borg:\n    borg delete REPOSITORY::ARCHIVE"
  },
  "borg-not-installed": {
    "summary": "borg is not installed",
    "cause": "The command `borg` is not found in `$PATH`.",
    "effect": "Nothing is archived into borg repositories, and nothing in them is deleted.",
    "remedy": "Install borg 1.2 or 1.4:\n    apt-get install borgbackup"
  },
  "borg-not-put-aside": {
    "summary": "Cannot rename the unfinished repository",
    "cause": "An interrupted `borg init` left an unfinished repository. rdump renames such a repository before it makes a new one, and the rename failed.",
    "effect": "The new repository is not made, and nothing is archived into it.",
    "remedy": "Move the directory away by hand, then apply again."
  },
  "borg-not-renamed": {
    "summary": "New archive not found under its name",
    "cause": "borg reported that it renamed the archive of this run, but the list does not show it. Another program may be changing the repository.",
    "effect": "The archive does not count as a point.",
    "remedy": "Apply again. If it happens again, find the program that changes the repository."
  },
  "borg-not-started": {
    "summary": "borg could not be started",
    "cause": "The system refused to start borg: no permission, no memory, or the passphrase file could not be opened.",
    "effect": "The action failed. Existing archives are not affected.",
    "remedy": "Check that the passphrase file can be read, that borg can be executed, and that enough memory is free."
  },
  "borg-other-encryption": {
    "summary": "Repository encryption differs from the declared one",
    "cause": "The repository has another encryption than the config declares. Its encryption is at least as strong.",
    "effect": "The repository is used. A repository keeps the encryption that it was created with.",
    "remedy": "Correct `encryption` in the config, or create a new repository."
  },
  "borg-parent-missing": {
    "summary": "Directory of the repository is missing",
    "cause": "The directory in which the repository should be created does not exist. Its disk may not be mounted.",
    "effect": "The repository is not created, and nothing is archived into it.",
    "remedy": "Mount the disk, or create the directory."
  },
  "borg-passphrase-command": {
    "summary": "Passphrase command failed",
    "cause": "The declared command could not be started, or ended with an error.",
    "effect": "Nothing is archived into this repository in this run, and nothing in it is deleted.",
    "remedy": "Run the command by hand as the user that runs rdump, without a terminal. It must print the passphrase."
  },
  "borg-passphrase-file": {
    "summary": "Passphrase file not found",
    "cause": "The declared file does not exist.",
    "effect": "Nothing is archived into this repository in this run, and nothing in it is deleted.",
    "remedy": "Create an empty file that only its owner can read, and write the passphrase into it:\n    install -m 0600 /dev/null FILE"
  },
  "borg-path-missing": {
    "summary": "Path is not in this archive",
    "cause": "A path of the command does not exist in the archive: it is misspelled, was excluded, or was created later or deleted earlier.",
    "effect": "Nothing was moved to the destination.",
    "remedy": "Paths begin at the root of the volume. Choose an earlier or later point with `--at`."
  },
  "borg-path-not-allowed": {
    "summary": "Path is not allowed by the repository host",
    "cause": "`borg serve` on the host is restricted to other paths.",
    "effect": "Nothing is archived into this repository in this run, and nothing in it is deleted.",
    "remedy": "Correct `location`, or the restriction in `authorized_keys` on that host."
  },
  "borg-permission": {
    "summary": "Permission denied",
    "cause": "The user that runs rdump cannot read or write a file of the repository or of borg's cache. If root ran borg once, the files of that run can belong to root.",
    "effect": "Nothing is archived into this repository in this run, and nothing in it is deleted.",
    "remedy": "Run rdump as the owner of the repository, or correct the owner of the repository's files."
  },
  "borg-quota": {
    "summary": "Quota exceeded",
    "cause": "The quota of the repository, or of the user on its file system, is used up.",
    "effect": "The archive is not made. Existing archives are not affected.",
    "remedy": "Raise the quota, or delete archives and compact the repository:\n    borg compact REPOSITORY"
  },
  "borg-read-only": {
    "summary": "File system of the repository is read-only",
    "cause": "The file system is mounted read-only, and borg must write a lock even to read. The kernel makes a file system read-only when it finds errors.",
    "effect": "Nothing is archived into this repository in this run, and nothing in it is deleted.",
    "remedy": "Check the disk and the log of the kernel, then mount the file system writable."
  },
  "borg-relocated": {
    "summary": "Repository has moved",
    "cause": "borg knows a repository of the same id at another location. The repository was moved, it is a copy, or the location is another path to the same repository.",
    "effect": "Nothing is archived into this repository in this run, and nothing in it is deleted.",
    "remedy": "If the config declares the repository under two names, declare it once. If the repository was moved on purpose, confirm the move once by hand and answer with yes:\n    borg info REPOSITORY"
  },
  "borg-remark": {
    "summary": "borg reported a minor problem",
    "cause": "borg reported success and a minor problem, for example an extended attribute that could not be read.",
    "effect": "The archive counts as a point and contains all files. An attribute of a file may be missing.",
    "remedy": "Correct the reported problem where possible."
  },
  "borg-renamed-archive": {
    "summary": "An archive was renamed",
    "cause": "An archive has the mark of rdump, but not the name that rdump gave to it.",
    "effect": "The archive is treated as an archive of another owner: it fills no slot and is never deleted by rdump.",
    "remedy": "To keep the archive forever, do nothing. Otherwise rename it back:\n    borg rename REPOSITORY::NEWNAME OLDNAME"
  },
  "borg-replay": {
    "summary": "Repository is older than before",
    "cause": "borg has seen a newer state of this repository. An old copy was put in its place, or two copies are in use.",
    "effect": "Nothing is archived into this repository in this run, and nothing in it is deleted.",
    "remedy": "Find out which copy is the right one. If the repository was restored on purpose, follow \"this is either an attack or unsafe\" in the frequently asked questions of borg."
  },
  "borg-restore-full": {
    "summary": "No space for the files that borg restores",
    "cause": "The file system or the quota of the directory for the restored files is full.",
    "effect": "Nothing was moved to the destination. A full file system is no sign of a damaged archive.",
    "remedy": "Free space, or restore to a larger disk with `--to`. For a proof, name a larger disk with `scratch`."
  },
  "borg-sample-not-written": {
    "summary": "List of the files to prove could not be written",
    "cause": "The proof reads a part of the archive only (`sample` in `verify`), and borg reads the names of these files from a list. The state directory, where rdump writes the list, is full or not writable, or the archive has too many names.",
    "effect": "Nothing was extracted, and nothing is proven.",
    "remedy": "Free space in the state directory, or correct its permissions. For an archive with too many names, remove `sample` from `verify`."
  },
  "borg-snapshot-changed": {
    "summary": "Snapshot changed while it was archived",
    "cause": "Files disappeared or changed in a snapshot, although a snapshot must not change. The snapshot was unmounted, or a process writes to it.",
    "effect": "The archive does not count as a point, and its name ends in \".unchecked\". The next run makes another archive.",
    "remedy": "Find the process that writes to the snapshot or unmounts it, then apply again."
  },
  "borg-stopped": {
    "summary": "borg was interrupted",
    "cause": "rdump received a signal, or borg took longer than `limits.time`.",
    "effect": "The archive is not made. Data that was already uploaded is not sent a second time.",
    "remedy": "Apply again. If the time was too short, find out why borg is slow, or raise `limits.time`."
  },
  "borg-too-deep": {
    "summary": "Directory trees are too deep for borg",
    "cause": "A directory tree has more levels, or longer paths, than borg can archive and restore.",
    "effect": "Everything else is archived. The archive is incomplete, and its name ends in \".incomplete\". It fills no slot, and the keep rules decide how long it is kept.",
    "remedy": "Ask the owner of the tree to remove it, or exclude it."
  },
  "borg-tree-not-mounted": {
    "summary": "The snapshot is not mounted",
    "cause": "The snapshot to archive was unmounted before borg started.",
    "effect": "borg was not started, and no archive was made.",
    "remedy": "Find the program that unmounts the snapshot, then apply again."
  },
  "borg-unexplained-warning": {
    "summary": "borg reported a warning without a message",
    "cause": "The exit status of borg reports a problem, but the output of borg names none.",
    "effect": "The archive does not count as a point, and its name ends in \".unchecked\". The next run makes another archive.",
    "remedy": "Apply again. If it happens again, run the command by hand. The command is shown by:\n    rdump plan --verbose"
  },
  "borg-unfinished": {
    "summary": "Creation of the repository was interrupted",
    "cause": "`borg init` was killed before it had finished. Nothing was archived into this repository.",
    "effect": "The unfinished repository is renamed, and a new one is made.",
    "remedy": "No action is needed. The renamed directory can be deleted."
  },
  "borg-unknown-unencrypted": {
    "summary": "Repository is not encrypted, but declared encrypted",
    "cause": "The config declares an encryption, and the repository at the location is not encrypted. It may be another repository.",
    "effect": "Nothing is archived into this repository in this run, and nothing in it is deleted.",
    "remedy": "Look at the files at the location. A repository without encryption must be declared with `encryption: \"none\"`."
  },
  "borg-unreachable": {
    "summary": "Repository is unreachable",
    "cause": "The ssh connection to the host of the repository could not be made, or broke.",
    "effect": "Nothing is archived into this repository in this run, and nothing in it is deleted. Data that was already uploaded is not sent a second time.",
    "remedy": "Test the connection as the user that runs rdump. ssh must connect without a question:\n    ssh USER@HOST borg --version"
  },
  "borg-weaker-encryption": {
    "summary": "Repository encryption is weaker than declared",
    "cause": "The config declares a stronger encryption than the repository has. The encryption of a repository never changes, so another repository may have been put in its place.",
    "effect": "Nothing is archived into this repository, because others could read the data.",
    "remedy": "Find out who created this repository. Then correct `location`, create a new repository, or declare the encryption that this repository has."
  },
  "borg-wrong-passphrase": {
    "summary": "Wrong passphrase",
    "cause": "The declared passphrase does not open the key of the repository.",
    "effect": "Nothing is archived into this repository in this run, and nothing in it is deleted.",
    "remedy": "Correct the output of the passphrase command, or the content of the passphrase file. A newline at the end is ignored."
  },
  "borg-wrong-time": {
    "summary": "Archive has another time than its run",
    "cause": "rdump passes a file of the state directory to borg (`--timestamp`), and borg gives the archive the modification time of this file. The file system of the state directory does not store exact times, or another process changed the file.",
    "effect": "The archive does not count as a point.",
    "remedy": "Use a state directory on a file system that keeps modification times, such as ext4, XFS, Btrfs or ZFS. Then apply again."
  },
  "borg-wrong-version": {
    "summary": "Unsupported version of borg",
    "cause": "The installed borg is neither 1.2 nor 1.4.",
    "effect": "Nothing is archived into borg repositories, and nothing in them is deleted.",
    "remedy": "Install borg 1.2 or 1.4."
  },
  "cache-untrusted": {
    "summary": "Cache directory is not trusted",
    "cause": "The `cacheDir` of a repository belongs to another user, or another user can write or replace it. borg's cache says which files have not changed.",
    "effect": "Nothing was executed: with a forged cache, borg could leave out changed files.",
    "remedy": "Use a directory that only root or the caller can write, for example `cacheDir: \"/var/cache/rdump-borg\"`, or run the command that the diagnostic prints."
  },
  "config-no-such-volume": {
    "summary": "Unknown volume or target",
    "cause": "The command names a volume or a target that the config does not declare.",
    "effect": "Nothing was done.",
    "remedy": "Correct the name. The diagnostic names a similar name, or the names that the config declares."
  },
  "config-not-written": {
    "summary": "Cannot write the config",
    "cause": "`rdump fmt` or `rdump lint --fix` could not replace the file. Possible reasons: the file was changed in the meantime; the file is not a regular file; another user can replace a symbolic link in its path; permission was denied; no space is left.",
    "effect": "The file is unchanged.",
    "remedy": "Name the file itself instead of a link, run as its owner, or correct the reported error."
  },
  "config-untrusted": {
    "summary": "Config is not trusted",
    "cause": "The config belongs to another user. Or another user can write or replace the config, or a directory above it.",
    "effect": "Nothing was executed: a config contains commands (hooks, passphrase commands) that rdump runs.",
    "remedy": "Read the config. If every line of it is wanted, install it where only root can write:\n    install -D -o root -m 0600 -t /etc/rdump/ rdump.json5\nName the config with `--config /etc/rdump/rdump.json5`, or start rdump in a directory without `./rdump.json5`. `rdump lint` checks a config of any user, because it executes nothing."
  },
  "directory-archive-changed": {
    "summary": "Archive changed after the plan was made",
    "cause": "The archive was deleted, or its file or manifest was changed.",
    "effect": "The action failed. Other archives are not affected.",
    "remedy": "Plan again."
  },
  "directory-archive-damaged": {
    "summary": "Archive file is damaged",
    "cause": "The digest of the file differs from the digest in its manifest: the disk is failing, or the file was changed.",
    "effect": "The archive was not restored. Files in the destination were not changed.",
    "remedy": "Restore an older point with `--at`, or a point of another target with `--from`. Check the disk."
  },
  "directory-archive-missing": {
    "summary": "Archive file is missing or has another size",
    "cause": "A manifest names an archive file that does not exist, or that has another size.",
    "effect": "The archive does not count as a point, and rdump does not delete its files.",
    "remedy": "Restore the file from a copy, or delete the manifest by hand."
  },
  "directory-archive-outside": {
    "summary": "Archive contains paths outside of the volume",
    "cause": "The archive has an absolute path, a path with `..`, or (dump, xfsdump) a file name that contains a `/`. Or it is an incremental archive with entries that tar could restore outside of the destination. rdump does not make such archives: the file was changed.",
    "effect": "Nothing was moved to the destination.",
    "remedy": "Find out who changed the file. Restore a point of another target with `--from`."
  },
  "directory-base-missing": {
    "summary": "Base of an incremental archive is missing",
    "cause": "An incremental archive contains only the changes since its base, and the base or an earlier archive of the chain was deleted or is damaged.",
    "effect": "The incremental archive does not count as a point, and rdump does not delete its files. The next archive is full.",
    "remedy": "Restore the files of the missing archive from a copy, or move the files of the incremental archive away."
  },
  "directory-failed": {
    "summary": "Cannot use the directory of archives",
    "cause": "The system reported an error for the directory: the disk, the network or the permissions.",
    "effect": "The repository is not used in this run: no new archives, and no deletions.",
    "remedy": "Correct the reported error, then apply again."
  },
  "directory-files-changed": {
    "summary": "Files changed while tar read them",
    "cause": "The source is in use, and files were changed or deleted while tar read them.",
    "effect": "The archive counts as a point. In the archive, these files can be missing, or their content can be a mixture of old and new data.",
    "remedy": "No action is needed. A snapshot source avoids this warning."
  },
  "directory-files-unreadable": {
    "summary": "tar could not read files",
    "cause": "tar could not read some files: permission denied, or an error of the disk. Or a path has more than 4095 bytes, so tar could not restore it.",
    "effect": "The archive has all other files. It is incomplete, fills no slot, and is kept by the keep rules.",
    "remedy": "Run rdump as a user who can read the files, check the disk, or exclude the files."
  },
  "directory-format-unsuitable": {
    "summary": "Archive format does not fit the volume",
    "cause": "The formats `dump` (ext2, ext3, ext4) and `xfsdump` (XFS) store a whole file system from a snapshot of its logical volume. The source has another file system or is not on a logical volume, or the volume has excludes.",
    "effect": "No archive is made. Existing archives stay, and can be restored.",
    "remedy": "Declare a repository with the format \"tar\" for this volume."
  },
  "directory-gone": {
    "summary": "Known directory of archives not found",
    "cause": "The plan was made with this directory, and the directory is missing at its location now.",
    "effect": "The action failed. No new directory is made in its place.",
    "remedy": "Mount its disk, or find out why the directory was moved or deleted. Then plan again."
  },
  "directory-left-out-not-written": {
    "summary": "Cannot write the list of paths for tar",
    "cause": "rdump writes a file with the mount points that tar must leave out. The write failed.",
    "effect": "tar was not started, and no archive was made.",
    "remedy": "Free space in the directory that the diagnostic names, or correct its permissions."
  },
  "directory-manifest-invalid": {
    "summary": "Cannot read the manifest of an archive",
    "cause": "The content of a file `.rdump.json` is not valid, or the file belongs to another user.",
    "effect": "The archive does not count as a point, and rdump does not delete its files.",
    "remedy": "Restore the manifest from a copy, or move the files of this archive away."
  },
  "directory-marker-invalid": {
    "summary": "Invalid file rdump-directory.json",
    "cause": "The content of the file `rdump-directory.json` at the location is not valid.",
    "effect": "The repository is not used in this run: no new archives, and no deletions.",
    "remedy": "Restore the file from a copy, or move it away if it is not a file of rdump."
  },
  "directory-marker-missing": {
    "summary": "Identity of the directory of archives is missing",
    "cause": "The location has archives of this config, but the file `rdump-directory.json` is missing.",
    "effect": "The repository is not used in this run: no new archives, and no deletions. No new identity is made.",
    "remedy": "Restore the file `rdump-directory.json` from a copy. Without a copy, declare another location, where rdump begins a new directory. The archives at this location can still be restored by hand."
  },
  "directory-names-lost": {
    "summary": "Format cannot restore some names",
    "cause": "dump 0.4b47 cannot store names of 255 bytes: a restore gives such a file another name, or ends with an error. The programs `restore` and `xfsrestore` leave out paths of more than 4095 bytes. rdump finds these names when it reads the new archive.",
    "effect": "The archive has all other names. It is incomplete, fills no slot, and is kept by the keep rules.",
    "remedy": "Rename the files, or use a repository with the format \"tar\"."
  },
  "directory-no-space": {
    "summary": "No space for the archive",
    "cause": "The file system or the quota of the directory is full.",
    "effect": "The archive is not made. Existing archives are not affected.",
    "remedy": "Free space, then apply again. The unfinished file is already removed."
  },
  "directory-not-deleted": {
    "summary": "Archive was not deleted",
    "cause": "The files of the archive could not be removed.",
    "effect": "The archive stays and uses space.",
    "remedy": "Correct the permissions of the directory, then apply again."
  },
  "directory-not-own": {
    "summary": "Other users can change the archives",
    "cause": "A directory or a file of rdump at the location belongs to another user, or other users can write to it.",
    "effect": "The repository is not used in this run: no new archives, and no deletions.",
    "remedy": "Correct owner and permissions, for example:\n    chmod 0700 LOCATION/rdump-OWNER/VOLUME"
  },
  "directory-not-written": {
    "summary": "Archive could not be written",
    "cause": "tar succeeded, but rdump could not flush the file to the disk, rename it, or write its manifest.",
    "effect": "The archive does not count as a point. Existing archives are not affected.",
    "remedy": "Check the disk and the permissions of the directory, then apply again."
  },
  "directory-parent-missing": {
    "summary": "Parent directory not found",
    "cause": "The directory above the location does not exist. Its disk may not be mounted.",
    "effect": "The directory is not made, and no archive is made in it.",
    "remedy": "Mount the disk, or create the directory."
  },
  "directory-path-missing": {
    "summary": "Path is not in this tar archive",
    "cause": "A path of the command does not exist in the archive. The path is misspelled, was excluded, or existed at another time.",
    "effect": "Nothing was moved to the destination.",
    "remedy": "Paths begin at the root of the volume. Choose another point with `--at`."
  },
  "directory-permission": {
    "summary": "No permission in the directory of archives",
    "cause": "The user that runs rdump cannot read or write the directory or a file in it.",
    "effect": "The repository is not used in this run: no new archives, and no deletions.",
    "remedy": "Run rdump as the owner of these files, or correct their owner."
  },
  "directory-program-missing": {
    "summary": "A program for archives is not installed",
    "cause": "`tar`, `zstd`, a program of coreutils, or the program of another format is not in `$PATH`.",
    "effect": "No archives are made or restored in this run.",
    "remedy": "Install the programs:\n    apt-get install tar zstd coreutils"
  },
  "directory-restore-full": {
    "summary": "No space for the restored files",
    "cause": "The file system or the quota of the directory for the restored files is full.",
    "effect": "Nothing was moved to the destination. A full file system is no sign of a damaged archive.",
    "remedy": "Free space, or restore to a larger disk with `--to`. For a proof, name a larger disk with `scratch`."
  },
  "directory-restore-warned": {
    "summary": "tar could not restore everything",
    "cause": "tar restored the archive and reported errors for some files.",
    "effect": "The other files are restored. The check of the restored tree names files that differ.",
    "remedy": "Restore as root, into a file system that stores owners, ACLs and extended attributes. To restore a hard link, name both of its paths."
  },
  "directory-source-changed": {
    "summary": "Snapshot lost files while tar read it",
    "cause": "Files disappeared in the snapshot of the source. A snapshot must not change: a process writes to it, or unmounted it.",
    "effect": "The archive does not count as a point.",
    "remedy": "Find the process that changes or unmounts the snapshot, then apply again."
  },
  "directory-source-not-mounted": {
    "summary": "Snapshot is not mounted for tar",
    "cause": "The snapshot of the source was unmounted before tar started.",
    "effect": "tar was not started, and no archive was made.",
    "remedy": "Find the program that unmounts the snapshot, then apply again."
  },
  "directory-state-unusable": {
    "summary": "Incremental archive is not possible",
    "cause": "Possible reasons: the base, or the file `.snar` or `.names` beside it, is missing, damaged or too large; tar found one directory at two paths, because it is mounted at both or was moved while tar read it; with the format `dump`, a directory was renamed or a file is immutable.",
    "effect": "This archive or the next archive is full. Existing archives are not affected.",
    "remedy": "No action is needed. If it happens again, check the disk."
  },
  "directory-stopped": {
    "summary": "The archive was interrupted",
    "cause": "rdump received a signal, or the command took longer than `limits.time`.",
    "effect": "The archive is not made. Its unfinished file does not count as a complete point.",
    "remedy": "Apply again. If the time was too short, raise `limits.time`."
  },
  "directory-tar-failed": {
    "summary": "The archiver failed",
    "cause": "tar, the program of another format, or zstd ended with an error that rdump does not know. The diagnostic has the last messages.",
    "effect": "The action failed. An archive without its manifest does not count as a point.",
    "remedy": "Correct the reported error, then apply again. To see the command:\n    rdump plan --verbose"
  },
  "directory-too-many": {
    "summary": "Too many files in the directory of archives",
    "cause": "A directory at the location has more files than rdump reads.",
    "effect": "The repository is not used in this run: no new archives, and no deletions.",
    "remedy": "Move files that rdump did not make to another directory."
  },
  "environment-untrusted": {
    "summary": "Environment is not trusted",
    "cause": "`$HOME`, `$XDG_CONFIG_HOME` or `$XDG_CACHE_HOME` leads to a directory that another user owns, or can write or replace. borg, rsync and Python read settings and code from there.",
    "effect": "Nothing was executed.",
    "remedy": "Set the variable to a directory of the calling user, or unset it. The diagnostic prints the exact command."
  },
  "exclude-hides-child-surefile": {
    "summary": "Exclude leaves out the surefile of a child dataset",
    "cause": "A recursive ZFS source makes each child dataset a volume of its own, with a surefile of its own. An exclude of the parent matches the path of that surefile.",
    "effect": "Archives and mirrors of the child do not contain the surefile, so a restore of them cannot be proven. All other files are backed up as usual.",
    "remedy": "Narrow the exclude, or keep the surefile elsewhere with `integrity: { surefile: \"PATH\" }`. To exclude a whole child dataset, exclude its directory."
  },
  "free-other-number": {
    "summary": "Number of deletions does not match the group",
    "cause": "`rdump free ADDRESS --destroy N` deletes the N oldest points that the keep rules would expire. The group has fewer such points, or N is 0.",
    "effect": "Nothing was done.",
    "remedy": "List the points that can be deleted:\n    rdump free ADDRESS\nTo delete more, lower the keep rules of the target."
  },
  "free-refused": {
    "summary": "Cannot free space in this group",
    "cause": "The group is not declared or could not be listed, its deletions require confirmation, the clock contradicts its points, or an interrupted run was not cleaned up.",
    "effect": "Nothing was deleted.",
    "remedy": "Resolve the reported reason first, then repeat the command. `rdump plan` shows the state of the group."
  },
  "fs-changed-while-copied": {
    "summary": "Files changed while they were copied",
    "cause": "The source is in use, and these files changed after rsync had started.",
    "effect": "The copy counts. The mirror has an earlier state of these files, and the next run copies them again.",
    "remedy": "For logs and similar files, no action is needed. For databases, use a snapshot (LVM or ZFS), or write a dump with a hook."
  },
  "fs-directory-replaced": {
    "summary": "Source or mirror was replaced",
    "cause": "The directory of the source or of the mirror was removed after it was checked, or a symbolic link is in its place.",
    "effect": "rsync was not started. Nothing was copied or deleted.",
    "remedy": "Find the process or user that replaced the directory, then apply again."
  },
  "fs-exclude-caches": {
    "summary": "Directory mirror cannot leave out tagged caches",
    "cause": "`excludeCaches` is declared, and rsync does not know CACHEDIR.TAG.",
    "effect": "The mirror is not changed in this run. Other targets go on.",
    "remedy": "Exclude the caches by path or name, or declare the mirror in a volume of its own without `excludeCaches`."
  },
  "fs-files-too-large": {
    "summary": "Files are too large for the mirror",
    "cause": "FAT stores no files of 4 GiB or more.",
    "effect": "The named files are not copied, everything else is copied. The mirror is marked incomplete.",
    "remedy": "Exclude the files, or use exFAT, ext4, XFS, Btrfs or ZFS for the mirror."
  },
  "fs-files-vanished": {
    "summary": "Files disappeared during the copy",
    "cause": "Files were deleted after rsync had listed them and before it read them.",
    "effect": "If the source is in use, all other files were copied, and the copy counts as a point. If the source is a snapshot, the copy does not count, because a snapshot must not change.",
    "remedy": "For a source in use, no action is needed. For a snapshot, check its disk and the log of the kernel."
  },
  "fs-left-out-not-written": {
    "summary": "Cannot write the list of paths to leave out",
    "cause": "The paths that rsync must leave out are written to a file in the state directory. Writing this file failed.",
    "effect": "rsync was not started. Nothing was copied or deleted.",
    "remedy": "Check the free space and the permissions of the state directory, then apply again."
  },
  "fs-mirror-absent": {
    "summary": "Mirror directory not found",
    "cause": "The declared directory does not exist, and no `mount` is declared. rdump does not create the directory, because its disk may not be mounted.",
    "effect": "The mirror is not changed in this run. Other targets go on.",
    "remedy": "Declare the `mount` of the disk: the run then creates the directory. Or create it once:\n    mkdir -m 0700 DIRECTORY"
  },
  "fs-mirror-adopted": {
    "summary": "Directory with files becomes a mirror",
    "cause": "The directory has files and no mark of rdump, and `adopt: true` is declared.",
    "effect": "The first copy makes the directory equal to the source: it replaces files that differ, and deletes files that the source does not have, within `limits.shrink`. All files are compared by content once.",
    "remedy": "If the diagnostic names files that you need, move them away before you apply, or remove `adopt` from the config."
  },
  "fs-mirror-cannot-store": {
    "summary": "Mirror does not store all attributes",
    "cause": "The file system of the mirror, or the user who runs rsync, cannot store the named attributes. rdump found this before the first copy.",
    "effect": "The mirror is made and is complete without these attributes. They are not compared.",
    "remedy": "If these attributes matter, use ext4, XFS, Btrfs or ZFS for the mirror and run rdump as root, or declare an archive."
  },
  "fs-mirror-changed": {
    "summary": "Mirror has changed since the plan was made",
    "cause": "The path of the mirror leads to another device or another directory than when the plan was made.",
    "effect": "Nothing more is copied or deleted there.",
    "remedy": "Look at the mount with `findmnt`, then apply again."
  },
  "fs-mirror-deletions": {
    "summary": "Next copy deletes files from a mirror",
    "cause": "Files that the source had at the last copy are missing in the newest revision of its integrity data. The number is an estimate from that revision.",
    "effect": "The next copy deletes these files from the mirror. A copy that would delete more than `limits.shrink` is refused.",
    "remedy": "If the files were deleted on purpose, do nothing. Otherwise copy them from the mirror to the source before you apply."
  },
  "fs-mirror-differs": {
    "summary": "Mirror differs from the source after the copy",
    "cause": "After the copy, a comparison of names, kinds, sizes, modes, owners, times and links found differences. If rsync ended without an error, a second copy of these paths did not remove the differences. If rsync reported errors, the differences follow from them.",
    "effect": "The copy does not count as a point. The mirror keeps the copied files, and the next run completes the mirror.",
    "remedy": "Check whether the file system of the mirror can store the named attributes. If it can, read the log of the kernel for errors of the disk. If it cannot, declare a mirror on another file system, or an archive."
  },
  "fs-mirror-former-deleted": {
    "summary": "Mirror cannot store the new kind of an entry",
    "cause": "A file or a directory of the source became a symbolic link, a FIFO, a socket or a device. The file system of the mirror, or the user of rdump, does not store that kind.",
    "effect": "The copy deletes the former file or directory from the mirror, and the deletion counts for `limits.shrink`. The mirror then has no entry of this name.",
    "remedy": "If such entries matter, use ext4, XFS, Btrfs or ZFS for the mirror and run rdump as root."
  },
  "fs-mirror-former-kept": {
    "summary": "Mirror has too many former files",
    "cause": "Very many files and directories of the source became symbolic links, FIFOs, sockets or devices, which the mirror does not store.",
    "effect": "Some of the former files are still in the mirror. The mirror is marked incomplete.",
    "remedy": "Apply again: each run deletes more of the former files."
  },
  "fs-mirror-full": {
    "summary": "File system of the mirror is full",
    "cause": "There is no space, no inode or no quota left. rsync deletes old files last, so old and new files need space at the same time.",
    "effect": "The copy does not count as a point. The mirror keeps the copied files, and the next run completes the mirror.",
    "remedy": "Free space on the disk of the mirror, or exclude files."
  },
  "fs-mirror-lacks-attributes": {
    "summary": "Mirror cannot store all file attributes",
    "cause": "The file system of the mirror refused an owner, a link, an ACL or an extended attribute of the source.",
    "effect": "The copy does not count as a point. The mirror keeps the copied files, and the next run completes the mirror.",
    "remedy": "Use a file system like that of the source (ext4, XFS, Btrfs, ZFS), or declare an archive, which stores all attributes on any file system."
  },
  "fs-mirror-mark-newer": {
    "summary": "Mirror was written by a newer rdump",
    "cause": "The mark `.rdump.json` in the mirror has a format version that this rdump does not know.",
    "effect": "The mirror is not changed in this run. Other targets go on.",
    "remedy": "Update rdump on this machine."
  },
  "fs-mirror-mark-unreadable": {
    "summary": "Cannot read the mark of the mirror",
    "cause": "`.rdump.json` in the mirror is damaged or cannot be read, so the owner of the mirror is unknown.",
    "effect": "The mirror is not changed in this run. Other targets go on.",
    "remedy": "If you do not need the content of the mirror, empty the directory: the next run fills it again."
  },
  "fs-mirror-newly-excluded": {
    "summary": "Changed excludes match files in a mirror",
    "cause": "The excludes of the volume changed since the last complete copy, and they match files that the mirror has. The number is an estimate: it is counted in the mirror as it is now.",
    "effect": "The next copy deletes these files from the mirror. A copy that would delete more than `limits.shrink` is refused.",
    "remedy": "If the mirror must keep these files, correct the excludes before you apply. If the deletions are intended, apply. If they exceed `limits.shrink`, raise this limit in the config for one run."
  },
  "fs-mirror-no-directory": {
    "summary": "Mirror path is not a directory",
    "cause": "The declared path is a file, a device or another object.",
    "effect": "The mirror is not changed in this run. Other targets go on.",
    "remedy": "Declare a directory for the mirror."
  },
  "fs-mirror-not-created": {
    "summary": "Cannot create the mirror directory",
    "cause": "`mkdir` failed, or another user can write to the directory above the mirror.",
    "effect": "The mirror is not changed in this run. Other targets go on.",
    "remedy": "Correct the cause that the message names, or create the directory once:\n    mkdir -m 0700 DIRECTORY"
  },
  "fs-mirror-not-deleted": {
    "summary": "Mirror is not deleted completely",
    "cause": "`rdump retire` could not delete all files of the mirror: a file system is mounted below it, or files are immutable.",
    "effect": "While a file system is mounted there, nothing is deleted. Otherwise the mirror has fewer files than before, and its mark says incomplete.",
    "remedy": "Correct the reported error, and give the same command again. Or delete the directory by hand."
  },
  "fs-mirror-not-empty": {
    "summary": "Mirror directory has other files",
    "cause": "The directory is not empty and has no mark of rdump (`.rdump.json`). rsync would delete the files in it.",
    "effect": "The mirror is not changed in this run. Other targets go on.",
    "remedy": "Declare an empty directory, or move the files away. For an older copy of the volume, declare `adopt: true`."
  },
  "fs-mirror-not-mounted": {
    "summary": "Mirror disk is not mounted",
    "cause": "`mount` declares the mount point of the mirror, and nothing is mounted there.",
    "effect": "The mirror is not changed in this run. Other targets go on. Without this check the copy would fill the disk that contains the mount point.",
    "remedy": "Attach and mount the disk, then apply again."
  },
  "fs-mirror-not-probed": {
    "summary": "Mirror is not probed yet",
    "cause": "No copy into this mirror was made yet, or its file system, its mount options or the user of rdump changed. Usually this file system cannot store the named attributes, or only root can set them. Or rdump does not know what this file system stores.",
    "effect": "The next copy probes the mirror, and reports what it does not store. The mirror is complete without these attributes.",
    "remedy": "If these attributes matter, use ext4, XFS, Btrfs or ZFS for the mirror and run rdump as root, or declare an archive."
  },
  "fs-mirror-not-written": {
    "summary": "Cannot write to the mirror",
    "cause": "The mark of the mirror could not be written, or its data could not be flushed to the disk.",
    "effect": "The copy does not count as a point. The next run completes the mirror.",
    "remedy": "Check the free space of the disk and the log of the kernel, then apply again."
  },
  "fs-mirror-open": {
    "summary": "Other users can enter the mirror",
    "cause": "All directories above the mirror can be entered by other users, and the files of a mirror keep their owners and modes. Or the file system of the mirror stores no modes, and its mount options let other users in.",
    "effect": "The mirror is made. In this backup, users can read and change the same files as in the source, or all files.",
    "remedy": "Close the directory above the mirror, if it contains only mirrors:\n    chmod 0700 DIRECTORY\nMount FAT, exFAT and NTFS with an option such as umask=077."
  },
  "fs-mirror-other-disk": {
    "summary": "Mirror is not on one of the declared disks",
    "cause": "`disks` of the mirror names the file systems that alternate at its mount point. Another file system is mounted there.",
    "effect": "The mirror is not changed in this run. Other targets go on.",
    "remedy": "Attach one of the declared disks, or add the UUID of a new disk to `disks`:\n    lsblk --fs"
  },
  "fs-mirror-other-machine": {
    "summary": "Mirror belongs to another machine",
    "cause": "The mark in the directory names the `id` of this config and the digest of another machine: two machines have the same `id` and the same directory, or this machine replaces the other one, or its machine id changed.",
    "effect": "The mirror is not changed in this run. Other targets go on.",
    "remedy": "If both machines are in use, give each its own `id` and its own directory. If this machine replaces the other one, take its mirror over:\n    rdump takeover ADDRESS"
  },
  "fs-mirror-other-owner": {
    "summary": "Mirror belongs to another owner",
    "cause": "The mark in the directory names another `id` than the config.",
    "effect": "The mirror is not changed in this run. Other targets go on.",
    "remedy": "Declare another directory. If the `id` of the config was changed, add the earlier one:\n    formerIds: [\"ID\"]"
  },
  "fs-mirror-other-volume": {
    "summary": "Mirror belongs to another volume",
    "cause": "The mark in the directory names another volume of this owner.",
    "effect": "The mirror is not changed in this run. Other targets go on.",
    "remedy": "Give each volume a mirror directory of its own. If the volume was renamed, declare it:\n    moved: [{ from: \"OLD\", to: \"NEW\" }]"
  },
  "fs-mirror-outside-mount": {
    "summary": "Mirror is not on its declared mount point",
    "cause": "The path of the mirror is not below its `mount`, so the check of the mount would protect nothing.",
    "effect": "The mirror is not changed in this run. Other targets go on.",
    "remedy": "Declare the mount point that contains the path."
  },
  "fs-mirror-overlaps-source": {
    "summary": "Mirror and source overlap",
    "cause": "The mirror and the source are one directory, or one contains the other on the same file system.",
    "effect": "The mirror is not changed in this run. Other targets go on. The copy would copy itself or delete the source.",
    "remedy": "Declare a directory elsewhere, best on another disk."
  },
  "fs-mirror-read-only": {
    "summary": "File system of the mirror is read-only",
    "cause": "The file system is mounted read-only. The kernel makes a file system read-only when it finds errors.",
    "effect": "The copy does not count as a point. The mirror keeps the copied files, and the next run completes the mirror.",
    "remedy": "Check the disk and the log of the kernel, then mount the file system writable:\n    mount -o remount,rw MOUNTPOINT"
  },
  "fs-mirror-through-link": {
    "summary": "Mirror is reached through a symbolic link",
    "cause": "The declared path, or a directory of it, is a symbolic link. A link can be changed, and rsync deletes files.",
    "effect": "The mirror is not changed in this run. Other targets go on.",
    "remedy": "Declare the real path, which the diagnostic names."
  },
  "fs-mirror-unreachable": {
    "summary": "Cannot access the mirror",
    "cause": "A query of the path failed, for example with permission denied or an input/output error.",
    "effect": "The mirror is not changed in this run. Other targets go on.",
    "remedy": "Correct the reported error, or run rdump as a user who can access the path."
  },
  "fs-mount-hides-files": {
    "summary": "A mount hides files that the mirror has",
    "cause": "A file system is mounted below the source, over a directory whose files are in the mirror. These files cannot be seen in the source.",
    "effect": "The mirror keeps these files as they were, and everything else is copied.",
    "remedy": "If the files are still needed, move them out from below the mount. If not, exclude the mount point by its path: then the next run deletes them from the mirror."
  },
  "fs-names-collide": {
    "summary": "Names are the same in the mirror",
    "cause": "The file system of the mirror does not distinguish upper and lower case (FAT, exFAT, some NTFS), or the two ways to write a letter with an accent in Unicode (ZFS with `normalization`), and the source has such names in one directory.",
    "effect": "One of the names is copied: the one that the mirror has, or else the first. The others are not copied, and nothing is overwritten. The mirror is marked incomplete.",
    "remedy": "Rename or exclude one of the names, or use a file system that distinguishes case."
  },
  "fs-names-not-stored": {
    "summary": "Mirror cannot store some names",
    "cause": "The file system of the mirror (FAT, exFAT, NTFS, SMB) refuses these names or changes them, or the names are too long for it.",
    "effect": "The named files and directories are not copied, everything else is copied. The mirror is marked incomplete.",
    "remedy": "Rename or exclude the files, or use ext4, XFS, Btrfs or ZFS for the mirror."
  },
  "fs-not-all-copied": {
    "summary": "Some files could not be copied",
    "cause": "rsync could not read some files of the source, or could not write them or their attributes (status 23).",
    "effect": "The copy does not count as a point. The mirror keeps the copied files, and the next run completes the mirror.",
    "remedy": "Correct the errors that rsync names, exclude the files, or run rdump as a user who can read them."
  },
  "fs-rsync-failed": {
    "summary": "rsync failed",
    "cause": "rsync could not be started, was ended by a signal, or ended with an error status. The diagnostic has the last messages of the command.",
    "effect": "The copy does not count as a point. The mirror keeps the copied files, and the next run completes the mirror.",
    "remedy": "Correct the reported error, then apply again. The command is shown by:\n    rdump plan --verbose"
  },
  "fs-rsync-missing": {
    "summary": "rsync is not installed",
    "cause": "rsync makes directory mirrors, and the command `rsync` is not found in `$PATH`.",
    "effect": "The mirror is not made.",
    "remedy": "Install rsync:\n    apt-get install rsync"
  },
  "fs-rsync-not-understood": {
    "summary": "Unexpected output of rsync",
    "cause": "The dry run of rsync did not report how many files it would delete. rsync is older than 3.1.",
    "effect": "Nothing is copied or deleted.",
    "remedy": "Install rsync 3.1 or newer."
  },
  "fs-rsync-outdated": {
    "summary": "rsync is older than 3.5.0",
    "cause": "Before 3.5.0, a user who swaps a file or a directory for a symbolic link during the copy can make rsync read or change files elsewhere.",
    "effect": "The mirror is made. Only trees in which other users can write are affected.",
    "remedy": "Look in the changelog of the package for CVE-2024-12747, CVE-2026-53797, CVE-2026-53799 and CVE-2026-53801: distributions backport such fixes. Otherwise update rsync, or mirror only LVM and ZFS snapshots."
  },
  "fs-rsync-stopped": {
    "summary": "rsync was interrupted",
    "cause": "rdump received a signal, or rsync took longer than `limits.time`.",
    "effect": "The copy does not count as a point. The mirror keeps the copied files, and the next run completes the mirror.",
    "remedy": "Apply again. If the time was too short, find out why rsync is slow, or raise `limits.time`."
  },
  "fs-source-absent": {
    "summary": "Source not found",
    "cause": "The declared path does not exist: it is misspelled, was removed, or its disk is not mounted.",
    "effect": "The volume is not backed up in this run, and none of its points is destroyed.",
    "remedy": "Mount the disk, or correct the path in the config."
  },
  "fs-source-changed": {
    "summary": "Source has changed since the plan was made",
    "cause": "The path leads to another device or another directory than when the plan was made.",
    "effect": "The data that was read does not count as a point.",
    "remedy": "Look at the mount with `findmnt`, then apply again."
  },
  "fs-source-decayed": {
    "summary": "Too many files of the source decayed",
    "cause": "The content of many files changed, but their ctime did not. There are too many of these files to exclude each of them from a mirror by its name. The disk of the source, its controller or the memory damages files.",
    "effect": "The mirror is unchanged, and has the former content.",
    "remedy": "Check the disk of the source, and restore the files from the mirror or from an older point."
  },
  "fs-source-empty": {
    "summary": "Source is empty, and its mirror is not",
    "cause": "The source has no files, and its mirror has. A file system is most likely not mounted, or was lost.",
    "effect": "Nothing is copied or deleted: the mirror keeps its files.",
    "remedy": "Mount or restore the source. If the source is intentionally empty, empty the mirror by hand."
  },
  "fs-source-link-refused": {
    "summary": "Source path leads through a link that others can replace",
    "cause": "A directory of the declared path is a symbolic link, and a user other than root and the caller can replace it.",
    "effect": "The volume is not backed up in this run, and none of its points is destroyed. That user could otherwise choose which files are archived with the rights of root.",
    "remedy": "Declare the real path of the directory as the path of the volume."
  },
  "fs-source-no-directory": {
    "summary": "Source is not a directory",
    "cause": "The declared path is a file, a device or another object. A volume is a directory.",
    "effect": "The volume is not backed up in this run, and none of its points is destroyed.",
    "remedy": "Declare the directory that contains this file or device, and exclude the other files."
  },
  "fs-source-not-mounted": {
    "summary": "Source is not mounted",
    "cause": "`mount` declares a mount point, and nothing is mounted there. Files in the directory under the mount point do not belong to the volume.",
    "effect": "The volume is not backed up in this run, and none of its points is destroyed. If the source was unmounted during the run, the data that was read does not count.",
    "remedy": "Mount the file system. If nothing is ever mounted there, declare `path` instead of `mount`."
  },
  "fs-source-not-writable": {
    "summary": "Integrity data cannot be written",
    "cause": "rdump runs as an ordinary user, who cannot write to the directory of the source.",
    "effect": "The backup is made. Its integrity data is missing or old, so a restore cannot be proven.",
    "remedy": "Run rdump as root. If the directory belongs to root, `privilege: \"sudo\"` is enough. If the source can never be written, declare `integrity: false`."
  },
  "fs-source-shrunk": {
    "summary": "Mirror would lose too many files",
    "cause": "The next copy would delete more files from the mirror than `limits.shrink` allows, because they are missing in the source or are excluded.",
    "effect": "Nothing is copied or deleted: the mirror keeps its files.",
    "remedy": "If the files were lost, restore the source: the mirror has them. If they were deleted or excluded on purpose, raise `limits.shrink` in the config for one run."
  },
  "fs-source-through-link": {
    "summary": "Source is reached through a symbolic link",
    "cause": "The declared path is a symbolic link, or a directory in this path is one.",
    "effect": "The directory that the link leads to is backed up. If the link is changed, another directory is backed up.",
    "remedy": "Declare the real path, which the diagnostic names."
  },
  "fs-source-unreachable": {
    "summary": "Cannot access the source",
    "cause": "A query of the path failed, for example with permission denied or an input/output error.",
    "effect": "The volume is not backed up in this run, and none of its points is destroyed.",
    "remedy": "Correct the reported error, or run rdump as a user who can read the path."
  },
  "fs-surefile-missing": {
    "summary": "Source has no integrity data",
    "cause": "Integrity data was written into this tree before. Its file, the surefile, is missing or unreachable now. The directory may contain another tree, or may have been emptied.",
    "effect": "Nothing is copied or deleted: the mirror keeps its files.",
    "remedy": "Look at the mount with `findmnt`. If the surefile was deleted, apply again: the next run writes it."
  },
  "fs-times-not-stored": {
    "summary": "Mirror does not store the times of some files",
    "cause": "The times of these files are outside of the range of the file system of the mirror, for example before 1980 on FAT and exFAT.",
    "effect": "The mirror is complete. The named files have another time there, and each run copies them again.",
    "remedy": "No action is needed. If the times matter, use ext4, XFS, Btrfs or ZFS for the mirror, or declare an archive."
  },
  "fs-too-deep": {
    "summary": "Directory trees are too deep for rsync",
    "cause": "A directory of the source has more levels, or a longer path, than rsync can copy.",
    "effect": "Everything else was copied. The copy does not count as a point, and the mirror is marked incomplete.",
    "remedy": "Ask the owner of the tree to remove it, or exclude it."
  },
  "fs-tree-not-mounted": {
    "summary": "The snapshot is not mounted",
    "cause": "The snapshot to copy was unmounted before rsync started.",
    "effect": "rsync was not started, and the mirror is unchanged.",
    "remedy": "Find the program that unmounts the snapshot, then apply again."
  },
  "history-bad-path": {
    "summary": "Invalid path, pattern or volume",
    "cause": "A path contains `..` or is not UTF-8, a pattern does not have the syntax of `exclude`, or the config has no such volume.",
    "effect": "Nothing was searched.",
    "remedy": "Write paths from the root of the volume. Quote patterns, because the shell expands them:\n    rdump find '*.odt'"
  },
  "history-gap": {
    "summary": "Target could not be listed",
    "cause": "A repository, mirror or pool could not be queried, so its points are not known.",
    "effect": "The answer lacks the points of this target.",
    "remedy": "Remove the reported cause, then repeat the command."
  },
  "history-no-entry": {
    "summary": "Path not found",
    "cause": "The point has no file with this path.",
    "effect": "Nothing was listed.",
    "remedy": "Search all points for a name:\n    rdump find NAME"
  },
  "history-not-recorded": {
    "summary": "Files of the point are not recorded",
    "cause": "No readable surefile has a revision of the run that made the point. Possible reasons: the volume has no integrity data; the volume is not mounted; its surefile was removed or cannot be read by this user; another program made the point.",
    "effect": "The files of the point are unknown. The point itself is not affected.",
    "remedy": "Run the command as the user who makes the backups. If the volume is lost, restore its surefile from a point first, and read it with rsure:\n    rdump restore VOLUME 2sure.dat.gz --to DIR\n    rdump rsure -f DIR/2sure.dat.gz list"
  },
  "history-not-written": {
    "summary": "Cannot write to the record of points",
    "cause": "An entry could not be added to `STATE/points.jsonl`, for example because the file system is full, is read-only, or denies access.",
    "effect": "If the entry is about a check or compaction, it is due again. If it is about a new point, the next run that lists the point records it. If it is about a deletion, nothing was deleted. If it is about a source that lost files, the points that this run made from that source do not count.",
    "remedy": "Free space in the state directory, or correct its permissions. Then apply again."
  },
  "history-passed-over": {
    "summary": "Unknown lines in the record of points",
    "cause": "`STATE/points.jsonl` (or `STATE/history.jsonl` of the first versions) has lines that this rdump does not write: a newer rdump wrote them, or the file was edited or damaged.",
    "effect": "rdump ignores these lines. A check or a compaction can be due again, a missing point can stay unnoticed, and a source that had lost too many files can count as complete.",
    "remedy": "If a newer rdump wrote the lines, use that version. Otherwise look at the lines, and remove those that are damaged."
  },
  "history-unreadable": {
    "summary": "Cannot read the record of points",
    "cause": "`STATE/points.jsonl` exists and cannot be read, or it is not a regular file.",
    "effect": "rdump does not know when repositories were checked or compacted, or whether a source has lost files. Until the file can be read, points are destroyed only with `--allow-destroy`.",
    "remedy": "Make the file readable for the user that runs rdump. Or move it away: a new record begins, all checks and compactions are due again, and recorded losses of sources are forgotten."
  },
  "hook-failed": {
    "summary": "A hook failed",
    "cause": "A command of the volume's `hooks` did not start, ended with a status other than 0, took longer than `limits.time`, or was ended by a signal.",
    "effect": "If `before` failed, the volume is not read in this run and gets no new point. `after` runs in any case. If `after` failed, the points of this run are complete, but the effect of `before` may not be undone.",
    "remedy": "Run the command by hand as the same user, with RDUMP_VOLUME and RDUMP_RUN set, and correct the reported error. If `after` failed, check the services and files that it restarts or removes. Then apply again."
  },
  "import-failed": {
    "summary": "Cannot import the config",
    "cause": "The file is not a config of a known program, or has no volume that rdump can back up. Or the file of `--out` exists already or cannot be written.",
    "effect": "Nothing was written.",
    "remedy": "Correct the reported error. If rdump does not recognize the program, name the program:\n    rdump import --format borgmatic FILE"
  },
  "init-exists": {
    "summary": "File exists",
    "cause": "`rdump init` overwrites no file, and the config or the passphrase file exists already.",
    "effect": "The file is unchanged.",
    "remedy": "Change the existing config by hand, or name another file with `--config`. To see the config for this machine:\n    rdump init --dry-run"
  },
  "init-failed": {
    "summary": "Cannot set up the config",
    "cause": "`rdump init` could not write a file or make a directory: permission was denied, no space is left, or a parent directory is missing or can be changed by another user.",
    "effect": "The new files and directories of this call were removed.",
    "remedy": "Correct the reported error, and run `rdump init` again."
  },
  "init-invalid": {
    "summary": "Config for this machine is not valid",
    "cause": "The config that `rdump init` made has errors: an option has an invalid value, or a backup is inside its source.",
    "effect": "Nothing was written.",
    "remedy": "Correct the option that the errors name. To see the config:\n    rdump init --dry-run"
  },
  "init-not-approved": {
    "summary": "Approval requires a terminal or --yes",
    "cause": "`rdump init` asks questions, and there is no terminal.",
    "effect": "Nothing was written.",
    "remedy": "Answer by options:\n    rdump init --yes --repository LOCATION"
  },
  "init-nothing": {
    "summary": "No volume to back up",
    "cause": "`rdump init` found no file system that it can cover, or no place for backups: no repository, no directory and no second pool with enough space.",
    "effect": "Nothing was written.",
    "remedy": "Name a place on another disk or another host:\n    rdump init --repository /mnt/backup/borg\n    rdump init --repository ssh://USER@HOST/./borg\n    rdump init --mirror /mnt/backup"
  },
  "internal-error": {
    "summary": "Error in rdump itself",
    "cause": "A part of rdump ended with an unexpected error. This is a bug in rdump.",
    "effect": "The action failed. Open scopes are closed, and other volumes go on.",
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
    "effect": "The run starts no further action, closes its open scopes, and ends as failed. Points that were already complete are kept.",
    "remedy": "Free space in the state directory, or make it writable. Then apply again:\n    rdump apply"
  },
  "journal-unreadable": {
    "summary": "Cannot read the journal of a run",
    "cause": "The journal has an invalid line, was written by a newer version of rdump, or cannot be opened by this user.",
    "effect": "rdump does not know the actions and the open scopes of that run. No plan is applied until the journal can be read: a leftover could be used or destroyed by mistake.",
    "remedy": "If a newer rdump wrote the journal, use that version. Otherwise look at the file and at the leftovers of the run (mounts, snapshots), then move the file out of the state directory."
  },
  "lock-alive": {
    "summary": "The holder of the lock is running",
    "cause": "The lock belongs to a process that is running on this machine. `rdump unlock` removes only the lock of a dead run.",
    "effect": "The lock stays.",
    "remedy": "Wait for the run to end, or interrupt its process with `kill -INT PID`."
  },
  "lock-elsewhere": {
    "summary": "A run on another host or container holds the lock",
    "cause": "The lock of the state directory was taken on another host or in another PID namespace. From here rdump cannot know whether that run is alive.",
    "effect": "The plan is shown. Open scopes of the other run are not treated as leftovers.",
    "remedy": "Wait for that run to end. If it is certainly dead, remove its lock:\n    rdump unlock RUN"
  },
  "lock-held": {
    "summary": "Another run holds the lock",
    "cause": "A state directory allows one run at a time, and another run holds its lock.",
    "effect": "Nothing was done.",
    "remedy": "Wait for the other run to end, or let rdump wait:\n    rdump apply --wait 10m\nIf the run was on another host or in another container, make sure that it has ended. Then remove its lock:\n    rdump unlock RUN"
  },
  "lock-none": {
    "summary": "There is no lock",
    "cause": "`rdump unlock` found no lock in the state directory.",
    "effect": "Nothing was changed.",
    "remedy": "No action is needed: the next run can start."
  },
  "lock-other-run": {
    "summary": "The named run does not hold the lock",
    "cause": "The lock belongs to another run than the run that was given to `rdump unlock`.",
    "effect": "The lock stays.",
    "remedy": "To show the run that holds the lock:\n    rdump lock"
  },
  "lock-unreadable": {
    "summary": "Cannot read the lock",
    "cause": "The content of the lock file is not valid, or this user has no permission to read the file.",
    "effect": "No run can start, because rdump cannot know whether another one is running.",
    "remedy": "Correct the permissions. If the content is damaged, make sure that no rdump is running, then remove the file `STATE/lock`."
  },
  "lvm-busy": {
    "summary": "Cannot unmount the snapshot",
    "cause": "A process uses a file or a directory of the mounted snapshot. The diagnostic names the processes that can be seen.",
    "effect": "The run fails and the snapshot stays. The snapshot uses space and slows down its origin. The points of the run are complete.",
    "remedy": "End the processes, then let rdump finish the cleanup:\n    rdump recover"
  },
  "lvm-changed": {
    "summary": "Logical volume has changed since the plan was made",
    "cause": "The logical volume is missing, or another one has its name.",
    "effect": "Nothing was changed.",
    "remedy": "Look at the volume group with `lvs`, then plan again:\n    rdump plan"
  },
  "lvm-directory-left": {
    "summary": "Cannot remove the mount directory",
    "cause": "The snapshot is unmounted, but its mount directory below `scratch.mount` is not empty or cannot be removed.",
    "effect": "The run fails. No data is affected.",
    "remedy": "Look at the directory. If it is empty, remove it:\n    rmdir DIRECTORY"
  },
  "lvm-encrypted": {
    "summary": "File system is encrypted above the logical volume",
    "cause": "The file system at the declared `mount` is on a device of dm-crypt (LUKS), and this device is on the declared logical volume. A snapshot of the logical volume is encrypted too, and rdump has no key for it.",
    "effect": "The volume is not backed up in this run, and none of its points is destroyed.",
    "remedy": "Declare the directory as a plain source: `source: { type: \"plain\", mount: \"/PATH\" }`."
  },
  "lvm-external-log": {
    "summary": "A part of the file system is on another device",
    "cause": "The XFS file system was mounted with `logdev` or `rtdev`. A snapshot of the logical volume does not contain the log, or the data of real-time files.",
    "effect": "The volume is not backed up in this run, and none of its points is destroyed.",
    "remedy": "Declare the directory as a plain source: `source: { type: \"plain\", mount: \"/PATH\" }`."
  },
  "lvm-file-system": {
    "summary": "File system cannot be snapshotted on LVM",
    "cause": "The logical volume has a file system other than ext2, ext3, ext4 or XFS. A snapshot of Btrfs has the same file system id as its origin, and the kernel cannot mount both.",
    "effect": "The volume is not backed up in this run, and none of its points is destroyed.",
    "remedy": "Declare the directory as a plain source: `source: { type: \"plain\", mount: \"/PATH\" }`."
  },
  "lvm-foreign": {
    "summary": "Snapshot name is already taken",
    "cause": "A logical volume with the name of the snapshot exists and does not have the tags of this config. Another program or another config made it.",
    "effect": "rdump does not change that logical volume. The snapshot cannot be made, and the volume is not backed up in this run.",
    "remedy": "Look at that logical volume with `lvs -o +tags`, then rename or remove it:\n    lvrename VG NAME NEWNAME"
  },
  "lvm-inactive": {
    "summary": "Logical volume is not active",
    "cause": "The logical volume exists, but the kernel has no device for it.",
    "effect": "The volume is not backed up in this run, and none of its points is destroyed.",
    "remedy": "Activate the logical volume, then mount it:\n    lvchange --activate y VG/LV\n    mount MOUNTPOINT"
  },
  "lvm-is-snapshot": {
    "summary": "Logical volume is a snapshot",
    "cause": "The declared logical volume is a classic snapshot, and LVM cannot make a snapshot of a classic snapshot.",
    "effect": "The volume is not backed up in this run, and none of its points is destroyed.",
    "remedy": "Declare the origin of the snapshot as the source."
  },
  "lvm-leftover": {
    "summary": "A snapshot was left by another run",
    "cause": "A snapshot of another run of this config appeared after the plan was made.",
    "effect": "No snapshot is made, and the volume is not backed up in this run.",
    "remedy": "If no rdump is running, clean up and apply again:\n    rdump recover"
  },
  "lvm-merging": {
    "summary": "A snapshot is being merged into the logical volume",
    "cause": "`lvconvert --merge` is in progress: the content of the logical volume comes from the snapshot.",
    "effect": "The volume is not backed up in this run, and none of its points is destroyed.",
    "remedy": "Wait until the merge has ended, then apply again. `lvs` shows the progress."
  },
  "lvm-missing": {
    "summary": "LVM is not installed",
    "cause": "A command of LVM (lvs, vgs) is not found in `$PATH`.",
    "effect": "No volume on LVM is backed up in this run, and none of their points is destroyed.",
    "remedy": "Install LVM:\n    apt-get install lvm2"
  },
  "lvm-mounts-unread": {
    "summary": "Cannot read the table of mounts",
    "cause": "`/proc/self/mountinfo` cannot be read: `/proc` is not mounted, or access is denied.",
    "effect": "Nothing is mounted or unmounted. Volumes on LVM are not backed up in this run.",
    "remedy": "Mount `/proc`:\n    mount -t proc proc /proc"
  },
  "lvm-no-group": {
    "summary": "Volume group not found",
    "cause": "LVM does not list the declared volume group: the name is wrong, or its disk is missing.",
    "effect": "The volume is not backed up in this run, and none of its points is destroyed.",
    "remedy": "Correct `vg` in the config, or attach the disk. The groups are listed by:\n    vgs"
  },
  "lvm-no-place": {
    "summary": "No safe directory to mount the snapshot",
    "cause": "The directory below `scratch.mount` cannot be created, is a symbolic link, or can be written by other users.",
    "effect": "Nothing is mounted, and the volume is not backed up in this run.",
    "remedy": "Correct the directory, or declare another `scratch.mount`."
  },
  "lvm-no-room": {
    "summary": "Not enough free space in the volume group",
    "cause": "The snapshots of this run together need more free space than the volume group has.",
    "effect": "The snapshot is not made, and the volume is not backed up in this run.",
    "remedy": "Declare a smaller `snapshotSize`, or extend the volume group:\n    vgextend VG /dev/DISK"
  },
  "lvm-no-size": {
    "summary": "snapshotSize is missing",
    "cause": "The logical volume is not thin. Its classic snapshot needs space for all blocks that change while the snapshot exists, and the config declares no size.",
    "effect": "The volume is not backed up in this run, and none of its points is destroyed.",
    "remedy": "Declare `snapshotSize`, for example `\"10%ORIGIN\"` or `\"5 GiB\"`."
  },
  "lvm-no-volume": {
    "summary": "Logical volume not found",
    "cause": "LVM does not list the declared logical volume in its volume group.",
    "effect": "The volume is not backed up in this run, and none of its points is destroyed.",
    "remedy": "Correct `lv` in the config. The logical volumes are listed by:\n    lvs"
  },
  "lvm-not-made": {
    "summary": "Cannot create the snapshot",
    "cause": "`lvcreate` failed. The diagnostic has the last messages of the command.",
    "effect": "The volume is not backed up in this run.",
    "remedy": "Correct the error that lvcreate reports, then apply again."
  },
  "lvm-not-mountable": {
    "summary": "Cannot mount the snapshot",
    "cause": "`mount` failed for the snapshot: its file system is damaged, or a part of it is on another device. The diagnostic has the messages of the kernel.",
    "effect": "The volume is not backed up in this run. The snapshot is removed.",
    "remedy": "Check the file system of the origin. All messages of the kernel are shown by:\n    dmesg"
  },
  "lvm-not-mounted": {
    "summary": "Logical volume is not mounted where declared",
    "cause": "Nothing, or another file system, is mounted at the declared `mount`.",
    "effect": "The volume is not backed up in this run, and none of its points is destroyed.",
    "remedy": "Mount the logical volume there, or correct `mount` in the config."
  },
  "lvm-not-removed": {
    "summary": "Cannot remove the snapshot",
    "cause": "`lvremove` failed. The diagnostic has the last messages of the command.",
    "effect": "The run fails and the snapshot stays. The snapshot slows down its origin and will overflow.",
    "remedy": "Remove the snapshot by hand, or let rdump try again:\n    rdump recover"
  },
  "lvm-not-root": {
    "summary": "LVM requires root",
    "cause": "LVM refused a query of a user who is not root.",
    "effect": "No volume on LVM is backed up in this run, and none of their points is destroyed.",
    "remedy": "Run rdump as root, or declare `privilege: \"sudo\"` and allow the commands in sudoers."
  },
  "lvm-not-understood": {
    "summary": "Unexpected output of LVM",
    "cause": "The output is not the JSON that LVM prints since version 2.02.158.",
    "effect": "No volume on LVM is backed up in this run, and none of their points is destroyed.",
    "remedy": "Look at the version with `lvm version`. If the version is 2.02.158 or newer, report a bug with the output."
  },
  "lvm-other-mount": {
    "summary": "Another file system is mounted in place of the snapshot",
    "cause": "A file system that rdump did not mount is mounted at the directory of the snapshot.",
    "effect": "rdump does not change that mount. The snapshot cannot be mounted or removed, and the run fails.",
    "remedy": "Look at the mount with `findmnt`, unmount it, then apply again."
  },
  "lvm-pool": {
    "summary": "Logical volume is a pool",
    "cause": "The declared logical volume is a thin pool or a cache pool: it contains other volumes and no files.",
    "effect": "The volume is not backed up in this run, and none of its points is destroyed.",
    "remedy": "Declare a logical volume of the pool as the source."
  },
  "lvm-pool-full": {
    "summary": "Thin pool is full",
    "cause": "At least 97% of the data or metadata space of the thin pool is used.",
    "effect": "No snapshot is made: when a pool has no space left, writes to all of its volumes fail. The volume is not backed up.",
    "remedy": "Extend the pool, or remove volumes and snapshots that are not needed:\n    lvextend --size +10G VG/POOL"
  },
  "lvm-pool-nearly-full": {
    "summary": "Thin pool is nearly full",
    "cause": "At least 85% of the data or metadata space of the thin pool is used.",
    "effect": "The backup runs. When the pool has no space left, writes to all of its volumes fail.",
    "remedy": "Extend the pool, or remove volumes and snapshots that are not needed:\n    lvextend --size +10G VG/POOL"
  },
  "lvm-snapshot-gone": {
    "summary": "The snapshot is missing",
    "cause": "The snapshot was removed by another program while rdump used it.",
    "effect": "The data that was read from it does not count as a point.",
    "remedy": "Find the program that removes snapshots, then apply again."
  },
  "lvm-snapshot-overflow": {
    "summary": "The snapshot overflowed",
    "cause": "More blocks of the origin changed than the snapshot has space for. The kernel invalidates such a snapshot, and files in it disappear.",
    "effect": "The data that was read from it does not count as a point. Mirrors are not changed.",
    "remedy": "Declare a larger `snapshotSize`. If the size that would have been enough up to now is known, the diagnostic names it: declare well above that."
  },
  "lvm-snapshot-unmounted": {
    "summary": "The snapshot is not mounted",
    "cause": "The snapshot was unmounted, or another file system was mounted over it, while rdump used it.",
    "effect": "The data that was read there does not count as a point.",
    "remedy": "Find the program that unmounts the snapshot, then apply again."
  },
  "lvm-suspended": {
    "summary": "Logical volume is suspended",
    "cause": "An LVM command suspended the logical volume, and was killed before it resumed the volume. All programs that write to the volume wait.",
    "effect": "Programs hang. The volume is not backed up in this run, and none of its points is destroyed.",
    "remedy": "Make sure that no lvcreate or lvremove runs. Then drop the prepared table and resume the device; the diagnostic prints both commands with the device name:\n    dmsetup clear NAME\n    dmsetup resume NAME"
  },
  "lvm-unseen": {
    "summary": "Cannot query LVM",
    "cause": "A command of LVM failed. The diagnostic has the last messages of the command.",
    "effect": "No volume on LVM is backed up in this run, and none of their points is destroyed.",
    "remedy": "Run the command by hand and correct the reported error:\n    lvs"
  },
  "machine-record-incomplete": {
    "summary": "Machine record is incomplete",
    "cause": "A tool that describes disks, volume groups, pools or LUKS devices failed, or a file could not be read. Usually rdump does not run as root.",
    "effect": "The archives are made, and their machine record lacks the named parts.",
    "remedy": "Run rdump as root, or declare `privilege: \"sudo\"`. If the tool fails as root too, repair what it reports."
  },
  "machine-record-not-written": {
    "summary": "Cannot write the machine record",
    "cause": "The record could not be written beside the surefile of the volume.",
    "effect": "The archives of this run have no machine record. `rdump bootstrap` uses an older archive.",
    "remedy": "Correct the reported cause: free space, or permissions in the volume. If the volume can never be written, declare `machineRecord: false`."
  },
  "metrics-not-written": {
    "summary": "Cannot write the metrics",
    "cause": "The file of `metrics` cannot be written: its directory is missing, permission was denied, or no space is left.",
    "effect": "The run is not affected. The file keeps the values of an earlier run, and its age shows that.",
    "remedy": "Correct the reported error, or name another file."
  },
  "no-lifeline": {
    "summary": "Child processes can outlive rdump",
    "cause": "The command `setpriv` of util-linux is missing. rdump starts borg, rsync and other readers through it, so that the kernel ends them when rdump ends.",
    "effect": "When rdump is killed by `kill -9`, borg and rsync go on. They can hold a repository locked and disturb the next run. A run that ends by itself is not affected.",
    "remedy": "Install util-linux. The `setpriv` of BusyBox is not enough:\n    apt-get install util-linux"
  },
  "no-mount-table": {
    "summary": "Mount table is missing",
    "cause": "`/proc` is not mounted, for example in a chroot or in a small container.",
    "effect": "Nothing was done: without `/proc`, rdump does not know which file systems are mounted.",
    "remedy": "Mount `/proc`, then repeat the command:\n    mount -t proc proc /proc"
  },
  "notify-none": {
    "summary": "No recipients of notifications",
    "cause": "`rdump notify` needs the key `notify` of the config.",
    "effect": "Nothing was sent.",
    "remedy": "Declare a recipient, for example:\n    notify: { mail: \"root\" }"
  },
  "notify-not-sent": {
    "summary": "Notification was not sent",
    "cause": "A recipient of `notify` did not accept a message: no network, a wrong address, no sendmail, or an error of the service.",
    "effect": "The run is not affected. The message is kept in the state directory, and the next run sends it.",
    "remedy": "Correct the reported error, and try each recipient:\n    rdump notify --test"
  },
  "pin-not-found": {
    "summary": "Point not found",
    "cause": "The group is not declared or does not have this point. Or `rdump unpin` names a point that the config does not pin.",
    "effect": "Nothing was printed or written.",
    "remedy": "Write ADDRESS@POINT: the address that `rdump plan` shows, then `@`, then the name of the point in its repository or pool."
  },
  "plan-adopted-idle": {
    "summary": "Adopted points of an unknown group",
    "cause": "`adopted` names a group that the config does not declare. Most often the address is misspelled, or the target was removed.",
    "effect": "The points count for no group. They are never destroyed.",
    "remedy": "Correct the address, or remove the entry. If a volume or repository only has a new name, add its line to `moved`."
  },
  "plan-append-only": {
    "summary": "Deletions free no space in this repository",
    "cause": "The repository is append-only, or its host treats it as append-only. Deleted archives disappear from the list, but their data stays in the repository.",
    "effect": "The repository keeps growing. The space becomes free when the repository is made writable and compacted.",
    "remedy": "Check that only expected archives were deleted: append-only mode protects against deletions by an intruder. Then make the repository writable on its host, compact it, and make it append-only again."
  },
  "plan-append-only-compact": {
    "summary": "Append-only repository is not compacted",
    "cause": "`compact` is declared for a repository that is append-only, where a compaction frees nothing.",
    "effect": "The compaction is not planned. Backups are not affected.",
    "remedy": "Remove `compact` from the repository. To free space, make the repository writable on its host and compact it there."
  },
  "plan-clock": {
    "summary": "Clock and newest point contradict each other",
    "cause": "The newest point of a group is dated in the future, or is more than two years old. The clock of this machine is wrong, or was wrong when the point was made.",
    "effect": "No point of this group is destroyed, because retention would be computed from a wrong date.",
    "remedy": "Set the clock (`timedatectl` shows it). If the clock is right and the newest point is old, points expire again after the next new point. If the clock is right and a point is dated in the future, delete the point, or pin it, so that the keep rules do not count it. The diagnostic has both commands for at most three points:\n    rdump free ADDRESS@POINT --destroy 1\n    rdump pin ADDRESS@POINT"
  },
  "plan-disk-absent": {
    "summary": "Optional disk is not connected",
    "cause": "A mirror has `presence: \"optional\"`, and nothing is mounted at its `mount`.",
    "effect": "Nothing is done for this mirror. The plan is complete without it, and the status is `absent`.",
    "remedy": "Connect and mount the disk when the mirror is due, then apply."
  },
  "plan-disk-overdue": {
    "summary": "Optional disk is absent for too long",
    "cause": "A mirror has `presence: \"optional\"`, and nothing is mounted at its `mount`. The mirror has been due for longer than its `grace`, or no complete copy of it is recorded.",
    "effect": "Nothing is done for this mirror. Runs are partial until it is copied. All other targets are backed up.",
    "remedy": "Connect and mount the disk, then apply. If the longer absence is intended, declare a longer `grace`."
  },
  "plan-doubtful": {
    "summary": "Points of a source that had lost files",
    "cause": "The points were made while the source had lost files, or while another disk was in its place. The files or the right disk came back, and the loss or the other disk was not accepted.",
    "effect": "The points count as incomplete: they fill no slot and make no complete point expire. The keep rules decide how long they are kept.",
    "remedy": "Nothing has to be done. A restore uses such a point only if there is no other one, or if you name it."
  },
  "plan-exclude-idle": {
    "summary": "Exclude matched nothing",
    "cause": "No file in the newest archive of the volume was left out because of this exclude. The path may be misspelled, or written from `/` instead of from the root of the volume.",
    "effect": "Files that should be excluded may be in the backups.",
    "remedy": "Correct the exclude or remove it. An exclude for files that exist only at times can stay."
  },
  "plan-file-not-written": {
    "summary": "Cannot write the plan file",
    "cause": "The file of `--out` cannot be written: its directory is missing, permission was denied, no space is left, or it is not a regular file.",
    "effect": "The plan is printed, but there is no plan file. The exit status is 1.",
    "remedy": "Name another file, or correct the reported error."
  },
  "plan-file-refused": {
    "summary": "Cannot use the plan file",
    "cause": "The plan file is missing, too large, not a regular file, damaged, edited, or of another version.",
    "effect": "Nothing was done.",
    "remedy": "Make the plan again:\n    rdump plan --out FILE"
  },
  "plan-foreign": {
    "summary": "Group has points of another machine",
    "cause": "Points in this group have the `id` of this config, but were made by another machine. Possible reasons: two machines have the same `id` (a cloned image, `localhost`, a container); this machine replaces another one; its machine id changed. Points of this machine are foreign too if their runs are not in the record of points: a clone of this machine made them, or the state directory was restored from an older copy.",
    "effect": "These points fill no slot and are never destroyed. New points are made as usual. No other point of the group is destroyed either.",
    "remedy": "If both machines are in use, declare another `id` on one of them. If this machine replaces the other one, take its points over:\n    rdump takeover ADDRESS"
  },
  "plan-former-owner": {
    "summary": "Points have another owner",
    "cause": "A repository has archives of declared volumes that were made on this machine under another `id`. By default the `id` is the host name, so a changed host name changes the owner.",
    "effect": "These archives fill no slot, and no keep rule expires them. New archives are made as if these archives did not exist.",
    "remedy": "Declare the earlier id:\n    formerIds: [\"OLD\"]"
  },
  "plan-guard": {
    "summary": "Deletions require confirmation",
    "cause": "The plan would destroy more points of a group than `limits.destroy` allows, or the last complete point of a group. Or the source of the volume lost files, or the last check of the repository failed.",
    "effect": "These points are kept. Everything else in the plan is done.",
    "remedy": "Look at the points that the plan names. If they can be deleted, confirm their exact number:\n    rdump apply --allow-destroy N"
  },
  "plan-held-space": {
    "summary": "Expired snapshots for replicas take much space",
    "cause": "A replica was not updated for a long time. Or a replica is no longer declared, and its holds still exist. The source keeps the snapshots that the next stream needs, although no rule keeps them. In one pool they take more than `limits.heldSpace`.",
    "effect": "Nothing is destroyed. The pool can become full.",
    "remedy": "Make the replica reachable, and apply:\n    rdump apply\nTo give up a replica, remove it from the config, and release the holds that the diagnostic names. If you declare the replica again later, the next stream can begin at a bookmark, which takes no space."
  },
  "plan-no-integrity": {
    "summary": "No integrity data is written",
    "cause": "Volumes have integrity data by default, and this version of rdump cannot write it.",
    "effect": "Backups are made, but a restore from them cannot be proven.",
    "remedy": "Update rdump, or declare `integrity: false` for the volumes."
  },
  "plan-no-machine": {
    "summary": "This machine has no machine id",
    "cause": "/etc/machine-id is missing, empty or `uninitialized`, as in many containers, and the config declares no `machine`. Marks of points contain a digest of the machine, by which two machines with the same `id` are distinguished.",
    "effect": "Nothing is planned, and nothing was done.",
    "remedy": "Declare a name that no other machine with this `id` has:\n    machine: \"NAME\""
  },
  "plan-no-provider": {
    "summary": "Not supported by this version of rdump",
    "cause": "The config declares a source, a target or an option that no part of this version of rdump can handle.",
    "effect": "Nothing is planned for this declaration, and the plan is marked as partial. Everything else is planned as usual.",
    "remedy": "Remove the declaration from the config, or update rdump."
  },
  "plan-other-disk": {
    "summary": "Repository is not on one of the declared disks",
    "cause": "`disks` of the repository names the ids of the repositories that alternate at its location. The repository there has another id.",
    "effect": "Nothing is made or destroyed in this repository. Everything else is planned as usual.",
    "remedy": "Attach one of the declared disks, or add the id of a new disk to `disks`."
  },
  "plan-pin-idle": {
    "summary": "Pinned point does not exist",
    "cause": "`pinned` names a group that the config does not declare, or an id that no point of the group has. The id of a borg archive changes when the archive is renamed or changed.",
    "effect": "The line keeps nothing.",
    "remedy": "Remove the line, or pin the point again:\n    rdump pin ADDRESS@POINT"
  },
  "plan-refused": {
    "summary": "Plan file cannot be applied here",
    "cause": "The plan was made for another time with `--now`, or on another host.",
    "effect": "Nothing was done.",
    "remedy": "Make a plan on this host, without `--now`:\n    rdump plan --out FILE"
  },
  "plan-repository-lost": {
    "summary": "Known repository is missing",
    "cause": "According to the record of points, rdump used a repository at this location, and no repository is there now. Its disk is not mounted, or the repository was moved or deleted.",
    "effect": "Nothing is archived there, and no new repository is made: a new one could fill the disk that contains the mount point.",
    "remedy": "Mount the disk. If the repository is lost for good, create the new one by hand with `borg init` or `restic init`, or declare it under another name."
  },
  "plan-repository-twice": {
    "summary": "Repository is declared twice",
    "cause": "Two declared repositories have the same id: their locations are two spellings of one place, one of them is a link, or one is a copy of the other.",
    "effect": "Nothing is made or destroyed in these repositories. Everything else is planned as usual.",
    "remedy": "Declare the repository once, and let all volumes name it. If one is a copy, create a new repository in its place."
  },
  "plan-stale": {
    "summary": "The plan is stale",
    "cause": "Since the plan was made, the config, a point, or the state of the system changed, another slot began, or another point expired.",
    "effect": "Nothing was done, because the result would differ from the plan that was shown.",
    "remedy": "Plan again and read the new plan:\n    rdump plan --out FILE"
  },
  "plan-takeover-idle": {
    "summary": "Takeover names an unknown group",
    "cause": "`takenOver` names an address that the config does not declare, and no points of such a group were found. Most often the address is misspelled, or the volume or target got another name.",
    "effect": "The points that should be taken over stay foreign: they fill no slot, and no point of their group is destroyed.",
    "remedy": "Correct the address, or remove the entry. To print the entry for a group:\n    rdump takeover ADDRESS"
  },
  "plan-untrusted": {
    "summary": "Plan file is not trusted",
    "cause": "The plan file belongs to another user, or another user can write or replace it. The plan file names a config, and rdump executes the commands of that config.",
    "effect": "Nothing was executed.",
    "remedy": "If you trust the author, name the config yourself with `--config`. Otherwise make a new plan:\n    rdump plan --out FILE"
  },
  "privilege-refused": {
    "summary": "sudo refused to run a command",
    "cause": "`privilege: \"sudo\"` is declared. sudo is not installed, requires a password, or does not allow this command to this user. rdump cannot enter a password.",
    "effect": "The command did not run, and the actions that need it fail. If the command lists points, the list is incomplete: no point is destroyed in the groups that could not be listed.",
    "remedy": "Allow this user to run the command, in sudoers with `NOPASSWD`. Or run rdump as root. All commands that need root are shown by:\n    rdump plan --verbose"
  },
  "program-untrusted": {
    "summary": "Another user can change a program that rdump runs",
    "cause": "A hook or a passphrase command names a program that belongs to another user, or that another user can write or replace.",
    "effect": "rdump runs the program. The user who can change it can run any command with the rights of rdump.",
    "remedy": "Install the program where only root can write, for example in `/usr/local/bin`, and name that path."
  },
  "proof-command-failed": {
    "summary": "Command of the proof failed",
    "cause": "The restored files are as they were saved. But the command of `verify` ended with a status other than 0, was ended by a signal, or did not end within `timeout`.",
    "effect": "The proof failed: the program of the command cannot use the restored files. Deletions of the group require confirmation.",
    "remedy": "Read the last lines of the command. If a program writes these files all the time, back up a snapshot (LVM, ZFS), or a dump that the program makes. To look at the files, restore them:\n    rdump restore VOLUME --to DIR\nIf the command is wrong, correct it, then:\n    rdump verify VOLUME"
  },
  "proof-command-not-root": {
    "summary": "Command of the proof requires root",
    "cause": "`user` is declared for the command of a proof, and rdump does not run as root.",
    "effect": "The proof was not made. It stays due.",
    "remedy": "Run rdump as root, or remove `user`."
  },
  "proof-command-not-run": {
    "summary": "Command of the proof did not run",
    "cause": "The program or the user does not exist, the program could not be started, the run was interrupted, or the command ended with an exit status from 125 to 127.",
    "effect": "The proof was not made. It stays due.",
    "remedy": "Remove the reported cause, then:\n    rdump verify VOLUME"
  },
  "proof-no-place": {
    "summary": "No directory for a proof",
    "cause": "The directory for restored trees does not exist, another user can write to it or replace it, or it could not be created: no permission, no space, or a read-only file system.",
    "effect": "The proof was not made. It stays due.",
    "remedy": "Name another directory with `--scratch`, or remove the reported cause."
  },
  "proofs-not-signed": {
    "summary": "Cannot sign the proofs",
    "cause": "ssh-keygen is missing or older than 8.0, the key cannot be read, or the key has a passphrase and is not in an agent.",
    "effect": "Nothing was written.",
    "remedy": "Correct the reported error. A key with a passphrase must be in an agent:\n    ssh-add KEY"
  },
  "recover-unknown": {
    "summary": "Cannot determine the result of an interrupted action",
    "cause": "A run was killed during an action or while a scope was open. This rdump does not know that kind of action, or cannot query its result.",
    "effect": "The volume of the action is not backed up, and nothing of it is removed, until the result is known.",
    "remedy": "Correct the reported error, then apply again. If a newer rdump began the run, use that version. As the last resort remove the leftovers by hand and move the journal of the run out of `STATE/runs`."
  },
  "recursive-target": {
    "summary": "Target not possible for children of a recursive volume",
    "cause": "A recursive ZFS source makes each child dataset a volume of its own. A directory mirror or a clone of a child would be inside the mirror or clone of the parent, and the next run of the parent would delete it.",
    "effect": "The children do not get this target. The parent and all other targets are backed up as usual.",
    "remedy": "Declare each child that needs such a target as a volume of its own, and exclude it from the recursive volume."
  },
  "report-not-written": {
    "summary": "Cannot write the page",
    "cause": "The file of `--html` could not be replaced: its directory does not exist, permission was denied, or no space is left.",
    "effect": "The file is unchanged.",
    "remedy": "Correct the reported error, or name another file."
  },
  "report-unreadable": {
    "summary": "No reports in the directory",
    "cause": "The directory of `--from` cannot be read, has no file that ends in `.json`, or has more than 5,000 of them.",
    "effect": "Nothing was written.",
    "remedy": "Collect the output of `rdump report --json` of each host in one directory, one file for each host."
  },
  "repository-untrusted": {
    "summary": "Repository is not trusted",
    "cause": "A local repository belongs to another user. Or another user can write or replace the repository, or a directory above it. borg follows symbolic links in a repository, so that user can make borg write to other files.",
    "effect": "If this is an error, nothing was executed. It is only a warning, and the repository is used, if borg does not run as root, or if the repository is on NFS, SMB, FUSE or FAT. On these file systems, owner and mode do not show which users of this machine can write.",
    "remedy": "Run the command that the diagnostic prints. On FAT, exFAT and NTFS, mount the disk with `uid=0,umask=077`. A repository for several users belongs behind `ssh` and `borg serve`."
  },
  "restic-bad-answer": {
    "summary": "Cannot read the list of snapshots",
    "cause": "The output of restic is incomplete, too large, or not the expected JSON.",
    "effect": "The repository is not used in this run: no new archives, and no deletions.",
    "remedy": "Run `restic snapshots --json` on the repository. If that output is valid, report a bug in rdump."
  },
  "restic-check-failed": {
    "summary": "restic check found errors",
    "cause": "`restic check` reported errors in the repository.",
    "effect": "Nothing was repaired. Until a later check succeeds, archives of this repository are deleted only with `--allow-destroy`.",
    "remedy": "Check the disk, and make a copy of the repository. Then read the manual of restic:\n    restic help repair"
  },
  "restic-config-missing": {
    "summary": "Repository has lost its config file",
    "cause": "The directory has snapshots or data of restic, and the file `config` is missing.",
    "effect": "The repository is not used in this run: no new archives, and no deletions. No new repository is made in its place.",
    "remedy": "Restore the file `config` from a copy of the repository. Without it, restic cannot read the repository."
  },
  "restic-corrupt": {
    "summary": "Data of the repository is damaged",
    "cause": "restic found missing or changed data: an error of the disk, an incomplete copy, or an interrupted write.",
    "effect": "The repository is not used in this run: no new archives, and no deletions. A restore of some archives may fail.",
    "remedy": "Check the disk, make a copy of the repository, then run:\n    restic check"
  },
  "restic-dead-lock": {
    "summary": "Lock of a dead process",
    "cause": "A process of this host has ended, and its lock is still in the repository.",
    "effect": "`rdump apply` removes the lock before it changes the repository.",
    "remedy": "No action is needed."
  },
  "restic-failed": {
    "summary": "restic failed",
    "cause": "restic ended with an error that rdump does not know. The diagnostic has the last messages of restic.",
    "effect": "The action failed. An incomplete archive does not count as a point.",
    "remedy": "Correct the reported error, then apply again. To see the command:\n    rdump plan --verbose"
  },
  "restic-files-unreadable": {
    "summary": "restic could not read files",
    "cause": "restic could not read some files: permission denied, or an error of the disk.",
    "effect": "The archive has all other files. It has the tag `incomplete`, fills no slot, and is kept by the keep rules.",
    "remedy": "Run rdump as a user who can read the files, check the disk, or exclude the files."
  },
  "restic-files-vanished": {
    "summary": "Files disappeared while restic read the source",
    "cause": "The source is in use, and some files were deleted before restic read them.",
    "effect": "The archive counts as a point. These files are not in it.",
    "remedy": "No action is needed. A snapshot source avoids this warning."
  },
  "restic-gone": {
    "summary": "Known restic repository not found",
    "cause": "The plan was made with this repository, and the repository is missing at its location now.",
    "effect": "The action failed. No new repository is made in its place.",
    "remedy": "Mount its disk, or find out why the repository was moved or deleted. Then plan again."
  },
  "restic-left-out-not-written": {
    "summary": "Cannot write the list of paths to leave out",
    "cause": "rdump writes a file with the mount points that restic must leave out. The write failed.",
    "effect": "restic was not started, and no archive was made.",
    "remedy": "Free space in the directory that the diagnostic names, or correct its permissions."
  },
  "restic-lock-not-removed": {
    "summary": "Cannot remove the lock of a dead process",
    "cause": "The file of the lock could not be removed.",
    "effect": "Actions that need exclusive access to the repository fail.",
    "remedy": "Correct the permissions of the directory `locks` of the repository, then apply again."
  },
  "restic-locked": {
    "summary": "restic repository is locked",
    "cause": "Another process holds a lock, or a process died and left its lock. A change of tags, a deletion, a check or a prune requires exclusive access.",
    "effect": "The action failed. An archive without its final mark does not count as a point.",
    "remedy": "Wait for the process that the diagnostic names. The next `rdump apply` removes the lock of a dead process of this host. On another host, if the process is certainly dead:\n    restic unlock"
  },
  "restic-no-space": {
    "summary": "No space for the repository",
    "cause": "The file system or the quota of the repository, of its cache or of `/tmp` is full.",
    "effect": "The archive is not made. Existing archives are not affected.",
    "remedy": "Free space. Deleted archives free their space only after:\n    restic prune"
  },
  "restic-no-summary": {
    "summary": "restic reported no new snapshot",
    "cause": "restic ended without an error, and its output has no summary of a new snapshot.",
    "effect": "The new archive does not count as a point.",
    "remedy": "Apply again. If it happens again, run the command by hand. The command is shown by:\n    rdump plan --verbose"
  },
  "restic-not-a-repository": {
    "summary": "Not a restic repository",
    "cause": "The location has files, and they are not a restic repository.",
    "effect": "The repository is not used in this run: no new archives, and no deletions.",
    "remedy": "Correct `location`, or move the files away."
  },
  "restic-not-compared": {
    "summary": "Cannot compare archive with the previous one",
    "cause": "restic did not report the number of files of the newest earlier archive.",
    "effect": "The archive counts as a point. rdump does not know whether the source has lost files.",
    "remedy": "Run `restic stats` on the earlier archive, and check the repository."
  },
  "restic-not-forgotten": {
    "summary": "restic did not delete an archive",
    "cause": "restic ended without an error, and the repository still lists the snapshot. An append-only server or a rule of the storage can refuse deletions.",
    "effect": "The archive stays and uses space.",
    "remedy": "Allow deletions on the server, or remove `keep` from the target and delete archives on the server."
  },
  "restic-not-installed": {
    "summary": "restic is not installed",
    "cause": "The command `restic` is not in `$PATH`.",
    "effect": "restic repositories are not used in this run.",
    "remedy": "Install restic 0.14 or later:\n    apt-get install restic"
  },
  "restic-not-marked": {
    "summary": "New archive not found with its final mark",
    "cause": "restic ended without an error, and the repository lists no snapshot with the tags of this run. Another program may be changing the tags.",
    "effect": "The archive does not count as a point.",
    "remedy": "Apply again. If it happens again, find the program that changes the repository."
  },
  "restic-not-put-aside": {
    "summary": "Cannot rename the unfinished restic repository",
    "cause": "An interrupted `restic init` left a part of a repository, and the rename of that directory failed.",
    "effect": "The new repository is not made, and no archive is made in it.",
    "remedy": "Move the directory away by hand, then apply again."
  },
  "restic-not-started": {
    "summary": "restic could not be started",
    "cause": "The system refused to start restic: no permission, no memory, or no access to the passphrase file.",
    "effect": "The action failed. Existing archives are not affected.",
    "remedy": "Check the permissions of the passphrase file and of restic, and the free memory."
  },
  "restic-parent-missing": {
    "summary": "Parent directory of the repository not found",
    "cause": "The directory above the new repository does not exist. Its disk may not be mounted.",
    "effect": "The repository is not made, and no archive is made in it.",
    "remedy": "Mount the disk, or create the directory."
  },
  "restic-passphrase-command": {
    "summary": "Passphrase command of restic failed",
    "cause": "The declared command did not start, or ended with an error.",
    "effect": "The repository is not used in this run: no new archives, and no deletions.",
    "remedy": "Run the command by hand, without a terminal, as the user that runs rdump. It must print the passphrase."
  },
  "restic-passphrase-file": {
    "summary": "Passphrase file of restic not found",
    "cause": "The declared file does not exist.",
    "effect": "The repository is not used in this run: no new archives, and no deletions.",
    "remedy": "Create an empty file that only its owner can read, and write the passphrase into it:\n    install -m 0600 /dev/null FILE"
  },
  "restic-path-missing": {
    "summary": "Path is not in this archive",
    "cause": "A path of the command does not exist in the archive. It is misspelled, was excluded, or existed at another time.",
    "effect": "Nothing was moved to the destination.",
    "remedy": "Paths begin at the root of the volume. Choose another point with `--at`."
  },
  "restic-permission": {
    "summary": "restic has no permission",
    "cause": "The user that runs rdump cannot read or write a file of the repository or of restic's cache.",
    "effect": "The repository is not used in this run: no new archives, and no deletions.",
    "remedy": "Run rdump as the owner of these files, or correct their owner."
  },
  "restic-restore-full": {
    "summary": "No space for the files that restic restores",
    "cause": "The file system or the quota of the directory for the restored files is full.",
    "effect": "Nothing was moved to the destination. A full file system is no sign of a damaged archive.",
    "remedy": "Free space, or restore to a larger disk with `--to`. For a proof, name a larger disk with `scratch`."
  },
  "restic-restore-warned": {
    "summary": "restic could not restore everything",
    "cause": "restic restored the archive and reported errors for some files.",
    "effect": "The other files are restored. The check of the restored tree names files that differ.",
    "remedy": "Restore as root, into a file system that stores owners, ACLs and extended attributes."
  },
  "restic-snapshot-damaged": {
    "summary": "Archive in restic is damaged",
    "cause": "restic read data that does not have its checksum: the disk is failing, or the repository was changed.",
    "effect": "The archive was not restored completely. Files in the destination were not changed.",
    "remedy": "Restore an older point with `--at`, or a point of another target with `--from`. Then run:\n    restic check --read-data"
  },
  "restic-snapshot-gone": {
    "summary": "Archive is not in the repository any more",
    "cause": "The archive was deleted, or its tags were changed by hand, after the plan was made. If its tags change, an archive gets another id.",
    "effect": "The action failed. Other archives are not affected.",
    "remedy": "Plan again."
  },
  "restic-snapshot-outside": {
    "summary": "Archive in restic would write outside of the destination",
    "cause": "The archive has a symbolic link and another entry with the same path, and restic writes through the link. restic never stores such entries when it reads a directory, so somebody who knows the passphrase made this archive. Or the archive has more than about two million symbolic links, and rdump cannot check it as a whole.",
    "effect": "Nothing was restored.",
    "remedy": "Restore a point of another target with `--from`. Find out who can write to the repository, and treat its other archives as suspect. If the archive has too many symbolic links, restore its directories one by one, by their paths."
  },
  "restic-source-changed": {
    "summary": "Snapshot lost files while restic read it",
    "cause": "Files disappeared in the snapshot of the source. A snapshot must not change: a process writes to it, or unmounted it.",
    "effect": "The archive does not count as a point, and keeps the tag `unchecked`.",
    "remedy": "Find the process that changes or unmounts the snapshot, then apply again."
  },
  "restic-source-not-mounted": {
    "summary": "Source snapshot is not mounted",
    "cause": "The snapshot of the source was unmounted before restic started.",
    "effect": "restic was not started, and no archive was made.",
    "remedy": "Find the program that unmounts the snapshot, then apply again."
  },
  "restic-source-replaced": {
    "summary": "Archive has entries from outside of its source",
    "cause": "restic opens files by their paths. Another user can have replaced a directory of the source by a symbolic link while restic read it. The archive then has files that this user may not read.",
    "effect": "The archive keeps its tag `unchecked`, and does not count as a point. The next run makes another archive, and deletes this one.",
    "remedy": "Find out which user changed the directories that the diagnostic names. Read the volume from a snapshot of LVM or ZFS, or use a repository of borg, which never follows such a link."
  },
  "restic-stopped": {
    "summary": "restic was interrupted",
    "cause": "rdump received a signal, or restic took longer than `limits.time`.",
    "effect": "The archive is not made. Data that is already uploaded is not sent again.",
    "remedy": "Apply again. If the time was too short, raise `limits.time`."
  },
  "restic-unfinished": {
    "summary": "Creation of the restic repository was interrupted",
    "cause": "`restic init` was interrupted before it wrote the file `config`. The directory has no snapshots and no data.",
    "effect": "The directory is renamed, and a new repository is made.",
    "remedy": "No action is needed. The renamed directory can be deleted."
  },
  "restic-unreachable": {
    "summary": "restic cannot reach the repository",
    "cause": "The connection to the host or the storage could not be made, or broke.",
    "effect": "The repository is not used in this run: no new archives, and no deletions. Data that is already uploaded is not sent again.",
    "remedy": "Run `restic snapshots` on the location, as the user that runs rdump, and correct the reported error."
  },
  "restic-wrong-passphrase": {
    "summary": "Passphrase does not open the repository",
    "cause": "No key of the repository belongs to the declared passphrase.",
    "effect": "The repository is not used in this run: no new archives, and no deletions.",
    "remedy": "Correct the content of the passphrase file, or the output of the passphrase command."
  },
  "restore-bad-path": {
    "summary": "Invalid path for a restore",
    "cause": "A path of the command is empty, contains `..`, or names the root of the volume; or `--overwrite` names a path that is not restored.",
    "effect": "Nothing was done.",
    "remedy": "Write paths from the root of the volume, for example `docs/report.odt`. To restore everything, name no path."
  },
  "restore-below-refused": {
    "summary": "A volume around this one is not restored",
    "cause": "The plan of `rdump restore --all` refuses a volume that contains this volume, and the same command can restore both later.",
    "effect": "The volume is not restored.",
    "remedy": "Remove the cause that the error of the other volume reports, then repeat the same command:\n    rdump restore --all --to DIR"
  },
  "restore-exists": {
    "summary": "Restored paths exist already",
    "cause": "The destination has files at paths that would be restored.",
    "effect": "Nothing was restored, and no file was changed.",
    "remedy": "Restore into another directory, or name each path that the restore can replace:\n    rdump restore ... --overwrite PATH"
  },
  "restore-failed-proof": {
    "summary": "Last proof of this point failed",
    "cause": "A proof restored or read this point, and found that it differs from the saved files, or is damaged.",
    "effect": "Damaged files of this point are restored as they are, or the restore ends at the first of them.",
    "remedy": "Read the result of the proof, and choose another point with `--at` or `--from`, if there is a good one:\n    rdump proofs"
  },
  "restore-finished": {
    "summary": "Volume was restored by an earlier run",
    "cause": "An earlier run of the same restore moved all files of this volume to their place, and then was interrupted, failed, or could not restore all volumes.",
    "effect": "The volume is not restored again. The other volumes are restored.",
    "remedy": "No action is needed. If the volume has integrity data, that run compared the restored files with it. To see the result:\n    rdump runs\n    rdump runs show RUN"
  },
  "restore-incomplete-point": {
    "summary": "Point is incomplete",
    "cause": "Some files of the volume could not be read when the point was made, or the point was not finished.",
    "effect": "The restored tree lacks these files.",
    "remedy": "Choose another point with `--at`, if there is a complete one."
  },
  "restore-kept": {
    "summary": "Closed directory stays for a repeated command",
    "cause": "The plan of `rdump restore --all` refuses some volumes.",
    "effect": "The other volumes are restored. The closed directory of one of them stays, and lists all that are finished. The same command then restores the rest.",
    "remedy": "Remove the causes that the errors report, then repeat the same command:\n    rdump restore --all --to DIR"
  },
  "restore-mounted-below": {
    "summary": "Repeated command can refuse this volume",
    "cause": "The plan of `rdump restore --all` refuses a volume on a file system that is mounted below another volume, and restores the other volume. A restored directory can belong to another user, who could then replace the directories above the file system.",
    "effect": "The volume is not restored. If such a directory belongs to another user, the same command reports `restore-to-unsafe`.",
    "remedy": "Remove the cause that the error of the volume reports before you run the restore. Or mount its file system at a path that only root can replace, and restore the volume alone:\n    rdump restore VOLUME --to /mnt/DIR"
  },
  "restore-no-point": {
    "summary": "No such point",
    "cause": "No target of the volume has a readable point at or before the given time, or the named point or target does not exist.",
    "effect": "Nothing was done.",
    "remedy": "Correct the name or the time, or name another target with `--from`. The newest points are shown by:\n    rdump status"
  },
  "restore-not-placed": {
    "summary": "Restored files were not moved to their place",
    "cause": "The files are restored and checked, and a rename or a write in the destination failed.",
    "effect": "The destination is incomplete as long as the directory `.rdump-restore` exists in it, or `.rdump-restore-HASH` exists in a directory above it. No existing file was changed.",
    "remedy": "Remove the reported cause, then repeat the same command. The command continues the restore, or begins again."
  },
  "restore-not-root": {
    "summary": "Restoring without root",
    "cause": "Only root can give files to other users, create devices, and set capabilities and other protected attributes.",
    "effect": "All restored files belong to the caller. Devices are missing, and capabilities are lost. Contents, modes, times, hard links and extended attributes whose names begin with `user.` are restored.",
    "remedy": "Restore as root to get everything."
  },
  "restore-not-written": {
    "summary": "Cannot write to the destination",
    "cause": "The destination or the directory for restored files could not be created: no permission, no space, or a read-only file system.",
    "effect": "Nothing was restored.",
    "remedy": "Remove the reported cause, or name another directory with `--to`."
  },
  "restore-other-order": {
    "summary": "Another restore was interrupted in this directory",
    "cause": "A restore of another volume or of other paths was interrupted while its files were moved to their place.",
    "effect": "Nothing was changed.",
    "remedy": "Finish that restore first, with the reported command, or name another directory with `--to`."
  },
  "restore-path-missing": {
    "summary": "Path is not in this point",
    "cause": "A path of the command does not exist in the chosen point: it is misspelled, was excluded, or was created later or deleted earlier.",
    "effect": "Nothing was moved to the destination.",
    "remedy": "Paths begin at the root of the volume. Choose an earlier or later point with `--at`."
  },
  "restore-point-changed": {
    "summary": "The point was replaced while it was read",
    "cause": "A mirror holds one point, and another run has updated it since the plan was made.",
    "effect": "The restored files are not moved to the destination.",
    "remedy": "Repeat the same command. The command continues the restore, or begins again."
  },
  "restore-resumed": {
    "summary": "Interrupted restore goes on",
    "cause": "An earlier run restored the files, and was interrupted while they were moved to their place.",
    "effect": "The remaining files are moved. They are not checked again: the result of the check is that of the earlier run.",
    "remedy": "Read the result of the check in the report of the earlier run:\n    rdump runs show RUN"
  },
  "restore-to-not-empty": {
    "summary": "Destination is not empty",
    "cause": "The destination has files. A whole volume is restored only into an empty directory: so nothing is overwritten, and every file in the result comes from the point.",
    "effect": "Nothing was restored.",
    "remedy": "Name an empty directory, or one that does not exist yet. To restore some paths beside existing files, name the paths."
  },
  "restore-to-unsafe": {
    "summary": "Destination is not safe",
    "cause": "Possible reasons: other users can write to the destination; the path of the destination contains a symbolic link; the directory `.rdump-restore`, in which rdump restores the files first, cannot be trusted; on the file system of the destination, no directory is safe from other users.",
    "effect": "The volume was not restored: another user could redirect or read the restored files.",
    "remedy": "Name a new directory below the destination. If the path contains a symbolic link, name the directory that the link leads to. If a file system is mounted below a directory of another user, mount it in a directory of root, and restore the volume alone:\n    rdump restore VOLUME --to DIR"
  },
  "restore-to-unusable": {
    "summary": "Cannot use the destination",
    "cause": "The destination is not a directory, cannot be entered, or the directory above it does not exist.",
    "effect": "Nothing was restored.",
    "remedy": "Create the directory above the destination, or name another directory with `--to`."
  },
  "restore-unknown-path": {
    "summary": "Path of a volume is not known",
    "cause": "`rdump restore --all` restores each volume to its path below the destination. The dataset of this volume is not mounted here, or another volume has the same path.",
    "effect": "The volume is not restored. The others are.",
    "remedy": "Restore this volume alone:\n    rdump restore VOLUME --to DIR"
  },
  "restore-unreadable-target": {
    "summary": "Target could not be listed",
    "cause": "A repository, mirror or pool could not be queried, so its points are not known.",
    "effect": "rdump chooses the point from the other targets.",
    "remedy": "If this target may have a newer point, remove the reported cause and repeat the command."
  },
  "retire-other-number": {
    "summary": "Number of points to delete does not match",
    "cause": "`rdump retire ADDRESS --destroy N` must name exactly the number of points of the forgotten group.",
    "effect": "Nothing was deleted.",
    "remedy": "List the points, and confirm their number:\n    rdump retire ADDRESS"
  },
  "retire-refused": {
    "summary": "Cannot delete this group",
    "cause": "`rdump retire` deletes only groups that are forgotten: made by this config, and no longer declared. This group is still declared, does not exist, or was changed by others, or another object depends on it.",
    "effect": "Nothing was deleted.",
    "remedy": "Write the address as `rdump status` shows it. Release holds with the tool that made them."
  },
  "rollback-other-number": {
    "summary": "Number of newer snapshots differs",
    "cause": "The number after `--destroy` differs from the number of snapshots and bookmarks after the newest common snapshot.",
    "effect": "Nothing was done.",
    "remedy": "List the snapshots and bookmarks, and decide again:\n    rdump plan --allow-rollback ADDRESS"
  },
  "rollback-refused": {
    "summary": "Cannot roll back this replica",
    "cause": "Possible reasons: the group is no replica; it has no snapshots or bookmarks after the newest common snapshot; one of these has a hold, a clone or a pin; an interrupted run was not cleaned up.",
    "effect": "Nothing was done.",
    "remedy": "Resolve the reported reason first, then repeat the command. `rdump plan` shows the state of the replica."
  },
  "rsure-changed-meanwhile": {
    "summary": "Files were written while the point was made",
    "cause": "The source was in use. These files were written after their integrity data was recorded, so the record and the copy may not be equal.",
    "effect": "These files are restored as they were copied. They are not proven, and they are no sign of damage.",
    "remedy": "No action is needed. For files that must be proven, use a snapshot source (LVM, ZFS)."
  },
  "rsure-differs": {
    "summary": "Restored files differ from the saved files",
    "cause": "The restored tree was compared with the integrity data of the run that made the point, and content, attributes or names differ. Possible reasons: the repository or the mirror was damaged or changed; a file could not be read again; a file is not in the point, although no exclude of the present config matches it.",
    "effect": "All files are restored as the point has them. The named files differ from the integrity data.",
    "remedy": "Restore the named files from another point or another target, with `--at` or `--from`. Check the disk of the repository or mirror."
  },
  "rsure-doubtful": {
    "summary": "Files changed without a new ctime",
    "cause": "The content of the files changed, but inode, size, mtime and ctime did not. Either a program wrote the files in the same second in which the previous integrity data was recorded, or the disk has damaged them since then.",
    "effect": "The new content is saved.",
    "remedy": "If a program wrote the files at that time, no action is needed. Otherwise look at the files, and check the disk."
  },
  "rsure-exposed": {
    "summary": "Other users can read the surefile",
    "cause": "The file system of the volume stores no permissions (vFAT, exFAT, NTFS, CIFS), and its mount options let other users read the surefile.",
    "effect": "Other users can see names, sizes, owners, times and hashes of all files of the volume. The backup is complete.",
    "remedy": "Mount the file system with `umask=077`, or with `fmask=077` and `dmask=077`."
  },
  "rsure-large": {
    "summary": "Large files have no hash",
    "cause": "The volume declares `integrity.largest`, and these files are larger.",
    "effect": "Their names and attributes are recorded. A proof cannot compare their content.",
    "remedy": "No action is needed. To have them hashed, raise or remove `integrity.largest`."
  },
  "rsure-left-out": {
    "summary": "Other file systems are not recorded",
    "cause": "A file system below the volume's directory cannot be read, or an ordinary user mounted it through FUSE.",
    "effect": "The surefile does not contain the mount point. The rest of the volume is recorded.",
    "remedy": "No action is needed. To back up that file system, declare a separate volume for it."
  },
  "rsure-maybe-cache": {
    "summary": "Missing directories may be excluded caches",
    "cause": "The volume declares `excludeCaches`, and the point lacks these directories, which are in the integrity data. rdump does not know whether they had a CACHEDIR.TAG when the point was made.",
    "effect": "These directories are not proven. All other files are compared.",
    "remedy": "If a named directory is no cache, restore it from another point."
  },
  "rsure-narrowed": {
    "summary": "Surefile is closed to other users",
    "cause": "The surefile had a mode that let other users read it. Earlier versions wrote it with such a mode.",
    "effect": "The surefile lists names, sizes and hashes of files that other users may not read. Its mode is now 0600. Restored copies and mirrors get the same mode.",
    "remedy": "If other users had access, assume that they know the names and could guess short contents from the hashes."
  },
  "rsure-not-adopted": {
    "summary": "Integrity data was not copied back to the source",
    "cause": "The surefile was updated in the snapshot, but could not be copied to the source: the source is read-only, full, not mounted, or has another revision.",
    "effect": "The backup is complete and has the new surefile. The next run hashes more files.",
    "remedy": "Correct the reported error. If the source can never be written, declare `integrity: false`."
  },
  "rsure-not-carried": {
    "summary": "Owners or devices were not restored",
    "cause": "Only root can give files to other users and create devices.",
    "effect": "The content is restored. The named files belong to the caller, or are missing.",
    "remedy": "Restore as root to get them too."
  },
  "rsure-not-checked": {
    "summary": "Restored files could not be checked",
    "cause": "rsure could not be started, was interrupted, or failed.",
    "effect": "The files are restored, and not proven.",
    "remedy": "Remove the reported cause. To check them later:\n    rsure -d DIR check"
  },
  "rsure-not-provable": {
    "summary": "Restored files are not provable",
    "cause": "No surefile has a revision of the run that made the point: the volume had no integrity data then, the surefile is damaged, or it is not trusted.",
    "effect": "The files are restored as the point has them. Nothing is known about damage.",
    "remedy": "Declare integrity data for the volume (the default). Points of later runs are provable."
  },
  "rsure-not-stored": {
    "summary": "Times outside of the range of the archive",
    "cause": "An archive of borg stores only times from 1970 to January 2038.",
    "effect": "The content is right. The named files have the nearest time that the archive can store.",
    "remedy": "If these times matter, use another target too: tar, restic, a snapshot or a mirror."
  },
  "rsure-not-written": {
    "summary": "Integrity data was not updated",
    "cause": "rsure failed, took longer than `limits.time`, or could not write the surefile.",
    "effect": "The backup is made, but a restore of this point cannot be proven.",
    "remedy": "Correct the reported error, then apply again. If the source can never be written, declare `integrity: false`."
  },
  "rsure-place-lacks": {
    "summary": "Place of the restored tree cannot store everything",
    "cause": "The file system of the directory cannot store these parts of the source, or the user has no right to restore them.",
    "effect": "These parts of the point are not proven. Everything else was compared.",
    "remedy": "Prove the point as root, in a directory of a Linux file system (`--scratch`)."
  },
  "rsure-point-surefile": {
    "summary": "Integrity data of the point is damaged or missing",
    "cause": "The run that made the point also wrote a surefile into the point. That surefile is damaged, or does not have the revision of the run. Another surefile has this revision.",
    "effect": "The proof failed. After the loss of the source, this point could not be proven.",
    "remedy": "Restore the surefile of the point from another point, or make a new point. A damaged medium can have damaged other files too."
  },
  "rsure-sample-not-written": {
    "summary": "List of the sample could not be written",
    "cause": "The state directory is full or not writable, or the sample has too many files.",
    "effect": "No file was proven.",
    "remedy": "Free space in the state directory, or declare a smaller `sample`."
  },
  "rsure-unread": {
    "summary": "Some files have no integrity data",
    "cause": "Files could not be read while the surefile was updated: permission denied, or an error of the disk. Sparse files of more than 1 TiB with almost no data are not read either.",
    "effect": "The surefile has no hashes for these files, so a restore of them cannot be proven.",
    "remedy": "Run rdump as a user who can read the files, check the disk, or exclude the files. Ask the owner of a huge sparse file to remove it."
  },
  "rsure-unreadable": {
    "summary": "Cannot read the integrity data",
    "cause": "The surefile is damaged, is not a surefile, or cannot be opened.",
    "effect": "The surefile is not changed, and points cannot be proven with it.",
    "remedy": "Restore the surefile from a backup, or move it away: the next run then begins a new one, without the earlier revisions."
  },
  "rsure-untrusted": {
    "summary": "Surefile is not trusted",
    "cause": "The surefile is not a regular file of the user who updates it, or it has other hard links, or other users can write to it. Another user may have created or changed it.",
    "effect": "`rsure` uses none of its hashes, reads every file, and starts a new surefile. So the number of files before this run is unknown. The old file is renamed to `NAME.untrusted-RUN`, and its content is not changed.",
    "remedy": "Look at the renamed file, and find out who can write to the directory. Remove the file when you do not need it. This happens once after `rsure` ran as another user or with umask 000."
  },
  "run-at-work": {
    "summary": "Another run is in progress",
    "cause": "Another rdump holds the lock of the state directory and is running.",
    "effect": "The plan shows what is due at this moment. Snapshots, mounts and other scopes of the running run are not treated as leftovers.",
    "remedy": "No action is needed. To start a run when the other run has ended:\n    rdump apply --wait 10m"
  },
  "run-died": {
    "summary": "Previous run was interrupted",
    "cause": "The journal of a run has no end: the run was killed, the machine lost power, or the journal could not be written.",
    "effect": "Snapshots, mounts or clones of that run may be left over. The next run removes them first. Points that were complete are kept.",
    "remedy": "Usually no action is needed: the plan contains the cleanup. To clean up without a backup:\n    rdump recover"
  },
  "run-elsewhere": {
    "summary": "A run on another host did not end",
    "cause": "The state directory has the journal of a run on another host, and the journal has no end. Either several hosts share the state directory, or this host was renamed, or it is a clone of that host.",
    "effect": "Leftovers of that run are on that host. This host neither sees nor removes them.",
    "remedy": "Run `rdump apply` or `rdump recover` on that host. If that host no longer exists, or if this is the same host under a new name and has no leftovers, remove the journal:\n    rm STATE/runs/RUN.jsonl"
  },
  "schedule-edited": {
    "summary": "File was changed by hand",
    "cause": "A unit or crontab of `rdump schedule` was edited. A new file would overwrite these changes.",
    "effect": "Nothing was changed.",
    "remedy": "Put the changes of a unit into a drop-in:\n    systemctl edit rdump.service\nThen remove the files and install them again:\n    rdump schedule remove\n    rdump schedule install"
  },
  "schedule-failed": {
    "summary": "Cannot change the schedule",
    "cause": "`rdump schedule` could not write or remove a file, or systemctl failed. Possible reasons: permission was denied; systemd does not run, for example in a container.",
    "effect": "The lines before the error show the completed steps. The command can be repeated.",
    "remedy": "Run the command as root, or for the calling user with `--user`. Without systemd:\n    rdump schedule install --cron"
  },
  "schedule-foreign": {
    "summary": "File exists and was not written by rdump",
    "cause": "A unit or crontab of this name exists, and its first line does not say that `rdump schedule` wrote it.",
    "effect": "Nothing was changed.",
    "remedy": "Choose another name with `--name`, or remove the file yourself."
  },
  "scratch-untrusted": {
    "summary": "Scratch directory is not trusted",
    "cause": "`scratch.mount` belongs to another user. Or another user can write or replace this directory, or a directory above it. rdump creates this directory as root, closes it with mode 0700, and mounts snapshots below it.",
    "effect": "Nothing was executed: through a symbolic link, root would change the mode of another directory.",
    "remedy": "Use a directory that only root can create and replace, for example `scratch: { mount: \"/run/rdump\" }`."
  },
  "secret-untrusted": {
    "summary": "Secret file is not trusted",
    "cause": "A passphrase file, key file or address file belongs to another user, or another user can write or replace it.",
    "effect": "Nothing was executed: that user could choose the secret, for example the key of a new repository.",
    "remedy": "Move the secret to a file that only root or the caller can write:\n    install -D -o root -m 0600 -t /etc/rdump/ FILE"
  },
  "serve-refused": {
    "summary": "Command of another host is refused",
    "cause": "`rdump ssh-serve` runs only commands that a plan of the sender can contain, for replicas below the dataset in `serve` of the config of this host.",
    "effect": "Nothing was done.",
    "remedy": "If a run of rdump sent the command, compare `id`, `below` and `destroy` in `serve` with the config of the sender, and give both hosts the same version of rdump."
  },
  "source-changed": {
    "summary": "Most files of the source have other content",
    "cause": "More than 90% of the files have the same names as before, but other content. Another disk is mounted in this place, or a program rewrote or encrypted the files.",
    "effect": "New points are made from the source as it is. Older points expire by the keep rules.",
    "remedy": "Look at the files. If their content is wrong, restore them from an older point before that point expires."
  },
  "source-decay-suspected": {
    "summary": "Files of the source may have decayed",
    "cause": "The content of files changed, but inode, size, mtime and ctime did not. The volume is read live, so there are two possible reasons: the disk damaged the files, or a program wrote to a file through a memory mapping (`mmap`), which may not change the ctime.",
    "effect": "Archives and datasets get the present content. A mirror in a directory keeps the former content of these files. Points are destroyed by the keep rules.",
    "remedy": "Look at the files. Restore a damaged file from an older point before that point expires. If the present content is right:\n    rdump accept VOLUME PATH..."
  },
  "source-decayed": {
    "summary": "Files of the source decayed",
    "cause": "The content of files changed, but inode, size, mtime and ctime did not: no program wrote these files. The disk, its controller or the memory damaged them.",
    "effect": "Mirrors that are made from a snapshot keep the former content of these files. Archives get the present content. No older point of the volume is destroyed without confirmation.",
    "remedy": "Restore the files with the command of the message, and check the disk. The state ends when each file has its recorded content again, is written, or is deleted. If the present content is right:\n    rdump accept VOLUME PATH..."
  },
  "source-shrunken": {
    "summary": "Source has lost too many files",
    "cause": "A run found that the source lost more files than `limits.shrink` allows. A disk is not mounted, a file system was lost, or many files were deleted.",
    "effect": "New points are made from the source as it is. No older point of the volume is destroyed without confirmation.",
    "remedy": "If the files are missing by mistake, restore or mount them: the next run ends this state. If they were deleted on purpose, read the deletions in the plan and confirm their exact number:\n    rdump apply --allow-destroy N\nIf no deletion requires confirmation, because the keep rules never destroy a point of the volume, raise `limits.shrink` for one run."
  },
  "source-uncovered": {
    "summary": "File systems below the source are not backed up",
    "cause": "Other local file systems (a disk, a Btrfs subvolume, a child dataset of ZFS) are mounted below the source. Readers stay on the file system of the source. No volume has such a file system as its source, and no exclude names it.",
    "effect": "Archives and mirrors of the volume contain an empty directory in place of each of these file systems. Their files are in no backup of this volume.",
    "remedy": "Declare a volume for each of these file systems. If a file system needs no backup, exclude its mount point: then rdump does not report it again."
  },
  "state-not-writable": {
    "summary": "Cannot write to the state directory",
    "cause": "The lock or the journal could not be created: no space, no permission, or a read-only file system.",
    "effect": "The run did not start: without a lock and a journal a killed run could not be cleaned up.",
    "remedy": "Free space, correct the permissions, or declare another `stateDir`. Then apply again."
  },
  "state-untrusted": {
    "summary": "State directory is not trusted",
    "cause": "The state directory, or a journal in it, belongs to another user, or another user can write or replace it. Journals name the objects that rdump cleans up, and the commands for that.",
    "effect": "Nothing was executed.",
    "remedy": "Use a state directory that only root or the caller can write, for example `stateDir: \"/var/lib/rdump\"`. Use an existing directory only if you trust every file in it."
  },
  "takeover-nothing": {
    "summary": "Nothing to take over",
    "cause": "`rdump takeover` names a group that is not declared, or that has no points of another machine.",
    "effect": "Nothing was printed or written.",
    "remedy": "Copy the address from the warning `plan-foreign` of `rdump plan`."
  },
  "usage-code": {
    "summary": "Unknown code",
    "cause": "No diagnostic has the code that was given to `rdump explain`.",
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
    "cause": "The duration is not a whole number with one of the units `s`, `m`, `h` and `d`.",
    "effect": "Nothing was done.",
    "remedy": "Write the duration like `90s`, `10m` or `2h`."
  },
  "usage-init": {
    "summary": "Invalid option of init",
    "cause": "A directory does not exist, a path is not absolute, or an encryption is unknown.",
    "effect": "Nothing was written.",
    "remedy": "Correct the option:\n    rdump init --help"
  },
  "usage-key": {
    "summary": "Unknown key of the config",
    "cause": "`rdump config --why` names a key that has no value in the config.",
    "effect": "Nothing was printed.",
    "remedy": "Copy the path of the key from the list of all values:\n    rdump config"
  },
  "usage-notify": {
    "summary": "Nothing to notify",
    "cause": "`rdump notify` was given without `--test`. Runs notify by themselves.",
    "effect": "Nothing was sent.",
    "remedy": "Send a test message to each recipient:\n    rdump notify --test"
  },
  "usage-plan-file": {
    "summary": "Plan file is applied as a whole",
    "cause": "`--only`, `--now` or `--full` was given with a plan file. A plan file is applied as a whole or not at all.",
    "effect": "Nothing was done.",
    "remedy": "Name the volumes when the plan is made:\n    rdump plan --only VOLUME --out FILE\n    rdump plan --extra VOLUME --out FILE"
  },
  "usage-proofs": {
    "summary": "Options of `rdump proofs` do not fit together",
    "cause": "`--sign` was given without `--out`, or `--json` with `--markdown`.",
    "effect": "Nothing was written.",
    "remedy": "Read:\n    rdump proofs --help"
  },
  "usage-report": {
    "summary": "Nothing to write",
    "cause": "`rdump report` was given neither `--html` nor `--json`, or `--json` together with `--from`.",
    "effect": "Nothing was written.",
    "remedy": "Name the file of the page:\n    rdump report --html FILE"
  },
  "usage-restore": {
    "summary": "Invalid combination of arguments of restore",
    "cause": "No volume is named, or `--all` was given with a volume, a path, `--overwrite` or the name of a point.",
    "effect": "Nothing was restored.",
    "remedy": "Read:\n    rdump restore --help"
  },
  "usage-rollback": {
    "summary": "Invalid combination of options with a rollback",
    "cause": "`rdump apply --destroy` requires `--allow-rollback`. A rollback is a separate run: it cannot be combined with a plan file, `--out`, `--only`, `--now`, `--deep` or `--allow-destroy`.",
    "effect": "Nothing was done.",
    "remedy": "List what a rollback destroys:\n    rdump plan --allow-rollback ADDRESS"
  },
  "usage-run": {
    "summary": "Unknown run",
    "cause": "The state directory has no journal of this run. Journals of old runs are removed.",
    "effect": "Nothing was printed.",
    "remedy": "List the runs:\n    rdump runs"
  },
  "usage-runs": {
    "summary": "Ambiguous run",
    "cause": "The ids of several runs begin with the given text.",
    "effect": "Nothing was printed.",
    "remedy": "Give more characters of the id. The runs are listed by:\n    rdump runs"
  },
  "usage-sample": {
    "summary": "Invalid sample",
    "cause": "`--sample` takes a part of the files, a size, or `all`.",
    "effect": "Nothing was proven.",
    "remedy": "Write a part such as `2%`, a size such as `'10 GiB'`, or `all`."
  },
  "usage-schedule": {
    "summary": "Invalid schedule",
    "cause": "A name, a path or a time of `rdump schedule` has characters that a unit or crontab cannot contain, or `--cron` was given with an option of systemd.",
    "effect": "Nothing was written.",
    "remedy": "Use the names and times that the help shows:\n    rdump schedule install --help"
  },
  "usage-stdin": {
    "summary": "--fix cannot write to standard input",
    "cause": "`--fix` writes the corrected text into the file, and `-` is standard input.",
    "effect": "Nothing was checked.",
    "remedy": "Name a file, or use `rdump fmt -`, which writes to standard output."
  },
  "usage-time": {
    "summary": "Invalid time",
    "cause": "The value of the option is neither a date nor a date with a time. An offset from UTC is optional.",
    "effect": "Nothing was done.",
    "remedy": "Write the time like `2026-11-25`, `2026-11-25T03:00` (both in the time zone of the config) or `2026-11-25T03:00:00Z`."
  },
  "zfs-below-volume": {
    "summary": "A dataset cannot be below a ZFS volume",
    "cause": "A parent of the declared dataset is a ZFS volume (a block device).",
    "effect": "Nothing is copied into the dataset in this run. Other targets go on.",
    "remedy": "Declare a dataset that is not below a volume."
  },
  "zfs-busy": {
    "summary": "Cannot unmount a dataset",
    "cause": "A process uses a file or a directory of the mounted dataset. The diagnostic names the processes that can be seen.",
    "effect": "The run fails and the mount stays. The points of the run are complete.",
    "remedy": "End the processes, then let rdump finish the cleanup:\n    rdump recover"
  },
  "zfs-clone-aside": {
    "summary": "Clone was put aside",
    "cause": "Another program made a recursive snapshot of the pool while rdump read from a clone. A clone with snapshots cannot be destroyed, so rdump unmounted and renamed it.",
    "effect": "Points are made as usual. The clone and its origin hold space. After three such clones of a volume, this volume is not archived or mirrored.",
    "remedy": "Destroy the snapshot that the diagnostic names; the next run then destroys the clone. Exclude the scratch dataset from the other program."
  },
  "zfs-clone-changed": {
    "summary": "Changed clone is not renewed",
    "cause": "Users changed files in a declared clone, or made snapshots or datasets in it. `renew` is `\"ask\"`.",
    "effect": "The clone stays as it is and is not renewed.",
    "remedy": "To discard changes in each run, declare `renew: \"discard\"`. To discard them once, destroy the clone; the next run makes a new clone:\n    zfs destroy CLONE"
  },
  "zfs-clone-foreign": {
    "summary": "Clone name is already taken",
    "cause": "A dataset with the name of the clone exists and does not have the mark of this config.",
    "effect": "rdump does not change that dataset, so the clone cannot be made.",
    "remedy": "Rename that dataset, or declare another one (`clones` or `scratch.dataset`)."
  },
  "zfs-clone-no-clone": {
    "summary": "Declared clone is not a clone of a snapshot of rdump",
    "cause": "The dataset is not a clone: it was promoted, or it was made in another way.",
    "effect": "rdump does not change or renew the dataset.",
    "remedy": "Rename the dataset. The next run makes a new clone:\n    zfs rename CLONE NEWNAME"
  },
  "zfs-clone-not-made": {
    "summary": "Cannot create or renew the clone",
    "cause": "A step failed, or the clone changed after the plan was made. The diagnostic has the reason.",
    "effect": "The clone stays as it was where possible. Nothing was forced.",
    "remedy": "Correct the reported error, then apply again."
  },
  "zfs-clone-other-machine": {
    "summary": "Clone belongs to another machine",
    "cause": "The dataset has the `id` of this config and the digest of another machine: two machines have the same `id`, or this machine replaces the other one, or its machine id changed.",
    "effect": "The clone is not changed or renewed.",
    "remedy": "If both machines are in use, declare another `id` on one of them. If this machine replaces the other one:\n    rdump takeover ADDRESS"
  },
  "zfs-clone-shared": {
    "summary": "Clone is shared because of an inherited property",
    "cause": "The clone inherits `sharenfs` or `sharesmb`, so its files are exported to other hosts.",
    "effect": "Other hosts can read the files in the clone over the network, until the clone is renewed.",
    "remedy": "To stop sharing the clone now:\n    zfs set sharenfs=off sharesmb=off CLONE"
  },
  "zfs-degraded": {
    "summary": "Pool is not healthy",
    "cause": "The state of the pool is not ONLINE: a disk failed or is missing.",
    "effect": "The backup is made. If another disk fails, all data in the pool can be lost.",
    "remedy": "Find the faulty disk and replace it. To show the disks:\n    zpool status POOL"
  },
  "zfs-host-unreachable": {
    "summary": "Host of a source or replica is unreachable",
    "cause": "ssh cannot connect to the host. Or ssh would ask a question: rdump answers no questions, and accepts no unknown host key. The diagnostic has the last message of ssh.",
    "effect": "Nothing is sent, and nothing of the replica is changed. Other targets go on. If the host of the replica is unreachable, the newest common snapshot can expire on the source. A bookmark of this snapshot stays, so the next stream is incremental.",
    "remedy": "Connect once by hand as the user that runs rdump, compare the host key, and accept it:\n    ssh HOST true\nUser, port and key can be declared in `ssh` of the config."
  },
  "zfs-lines-broken": {
    "summary": "A property contains a line break or tab",
    "cause": "A property of a dataset or snapshot contains a line feed or a tab. rdump could take a part of its value for a line about another dataset.",
    "effect": "rdump does not use the listing. Nothing that depends on the listing is made or destroyed.",
    "remedy": "Look at the properties and at the users who may set them (`zfs allow NAME`). Then remove the property:\n    zfs get all NAME\n    zfs inherit PROPERTY NAME"
  },
  "zfs-locked": {
    "summary": "Key of the encrypted dataset is not loaded",
    "cause": "The dataset is encrypted, and its key is not loaded.",
    "effect": "Its files cannot be read or written. Snapshots are made as usual.",
    "remedy": "Load the key:\n    zfs load-key DATASET"
  },
  "zfs-mirror-foreign": {
    "summary": "Mirror dataset belongs to another owner",
    "cause": "The dataset exists and does not have the mark of this config. rsync would delete the files in it.",
    "effect": "Nothing is copied into the dataset in this run. Other targets go on.",
    "remedy": "Declare a dataset that does not exist. If you need none of the data in this dataset, mark the dataset for this config; the diagnostic prints the command (`zfs set rdump:dataset=...`)."
  },
  "zfs-mirror-is-volume": {
    "summary": "Mirror dataset is a ZFS volume",
    "cause": "The declared dataset is a ZFS volume (a block device), which has no files.",
    "effect": "Nothing is copied into the dataset in this run. Other targets go on.",
    "remedy": "Declare another dataset."
  },
  "zfs-mirror-other-machine": {
    "summary": "Mirror dataset belongs to another machine",
    "cause": "The dataset has the `id` of this config and the digest of another machine: two machines have the same `id`, or this machine replaces the other one, or its machine id changed.",
    "effect": "Nothing is copied into the dataset in this run. Other targets go on.",
    "remedy": "If both machines are in use, declare another `id` on one of them. If this machine replaces the other one:\n    rdump takeover ADDRESS"
  },
  "zfs-missing": {
    "summary": "ZFS is not installed",
    "cause": "A command of ZFS (zfs, zpool) is not found in `$PATH`.",
    "effect": "No volume or target in this pool is backed up in this run, and none of their points is destroyed.",
    "remedy": "Install the commands and the kernel modules:\n    apt-get install zfsutils-linux zfs-dkms"
  },
  "zfs-nearly-full": {
    "summary": "Pool is nearly full",
    "cause": "At least 90% of the space of the pool is used.",
    "effect": "The backup runs. When the pool is full, nothing can be written to any of its datasets. Deleted files free no space while a snapshot has them.",
    "remedy": "Keep fewer snapshots, delete data, or add disks to the pool."
  },
  "zfs-no-companion": {
    "summary": "Cannot create the snapshot with the integrity data",
    "cause": "`zfs snapshot` failed for the companion snapshot `NAME-rsure`.",
    "effect": "The point itself is complete. The integrity data of this point is in the next point.",
    "remedy": "Correct the reported error. The next run makes a companion snapshot for its own point."
  },
  "zfs-no-dataset": {
    "summary": "Dataset not found",
    "cause": "ZFS does not list the declared dataset.",
    "effect": "The volume is not backed up in this run, and none of its points is destroyed.",
    "remedy": "Correct the name in the config. The datasets are listed by:\n    zfs list"
  },
  "zfs-no-place": {
    "summary": "No safe directory to mount at",
    "cause": "The directory below `scratch.mount` cannot be created, is a symbolic link, or can be written by other users.",
    "effect": "Nothing is mounted. The data that would be read there is not backed up in this run.",
    "remedy": "Correct the directory, or declare another `scratch.mount`."
  },
  "zfs-no-pool": {
    "summary": "Pool not found",
    "cause": "ZFS does not list the pool: it is not imported, or its name is wrong.",
    "effect": "No volume or target in this pool is backed up in this run, and none of their points is destroyed.",
    "remedy": "Import the pool, or correct its name in the config:\n    zpool import POOL"
  },
  "zfs-not-cloned": {
    "summary": "Cannot create the clone to read from",
    "cause": "`zfs clone` failed. The diagnostic has the last messages of the command.",
    "effect": "Nothing was read. The volume is not archived or mirrored in this run; its snapshot is kept.",
    "remedy": "Correct the reported error, then apply again."
  },
  "zfs-not-created": {
    "summary": "Cannot create the mirror dataset",
    "cause": "`zfs create` failed. The diagnostic has the last messages of the command.",
    "effect": "Nothing is copied into the dataset in this run. Other targets go on.",
    "remedy": "Correct the reported error, then apply again."
  },
  "zfs-not-destroyed": {
    "summary": "Cannot destroy a temporary dataset",
    "cause": "A snapshot or clone that exists only during a run could not be destroyed, because of a clone or a hold.",
    "effect": "The run fails and the dataset stays. rdump never forces a destroy.",
    "remedy": "Destroy that clone or release that hold, then let rdump try again:\n    rdump recover"
  },
  "zfs-not-discarded": {
    "summary": "Cannot discard an interrupted receive",
    "cause": "`zfs receive -A` failed.",
    "effect": "Nothing can be sent to the replica until the received part is discarded. The snapshots of the replica are kept.",
    "remedy": "Correct the reported error, then apply again."
  },
  "zfs-not-expired": {
    "summary": "Cannot destroy snapshots",
    "cause": "`zfs destroy` failed for expired snapshots. The diagnostic has the last messages of the command.",
    "effect": "The snapshots stay and use space. The next run tries again.",
    "remedy": "Correct the reported error, for example release a hold with `zfs release`."
  },
  "zfs-not-mountable": {
    "summary": "Cannot mount the dataset",
    "cause": "`mount` failed for a dataset of this run. The diagnostic has the last messages of the command.",
    "effect": "The data that would be read there is not backed up in this run.",
    "remedy": "Correct the reported error, then apply again."
  },
  "zfs-not-mounted": {
    "summary": "Dataset is not mounted",
    "cause": "The source dataset is not mounted, so integrity data cannot be copied back into it.",
    "effect": "The backup is made. Each scan reads all files again, because the source does not have the last integrity data.",
    "remedy": "Mount the dataset:\n    zfs mount DATASET"
  },
  "zfs-not-pinned": {
    "summary": "Cannot set the hold of a pin",
    "cause": "`zfs hold` or `zfs release` failed for a pinned snapshot, or the snapshot is missing.",
    "effect": "rdump keeps the pinned point in any case. Another program or a user can still destroy the snapshot.",
    "remedy": "Correct the reported error, then apply again. To see the holds:\n    zfs holds DATASET@SNAPSHOT"
  },
  "zfs-not-read-only": {
    "summary": "Cannot make a clone read-only before its renewal",
    "cause": "rdump makes a clone read-only and checks it for changes before a renewal. `zfs set readonly=on` failed.",
    "effect": "The clone is not renewed.",
    "remedy": "Correct the reported error, then apply again."
  },
  "zfs-not-retired": {
    "summary": "Dataset is not deleted",
    "cause": "`rdump retire` could not destroy the dataset of a clone, a mirror or a replica: it changed after the plan was made, or a command failed.",
    "effect": "The diagnostic names the dataset. Some of its snapshots may already be destroyed.",
    "remedy": "Correct the reported error, and list the group again:\n    rdump retire ADDRESS"
  },
  "zfs-not-rolled-back": {
    "summary": "Cannot roll back the replica",
    "cause": "`zfs release`, `zfs destroy` or `zfs rollback` failed, for example because the replica is in use.",
    "effect": "Snapshots and bookmarks that were destroyed before the failure are lost. rdump may already have released its hold on the next snapshot. Nothing else was changed.",
    "remedy": "Correct the reported error, list the newer snapshots again, then repeat the rollback:\n    rdump plan --allow-rollback ADDRESS"
  },
  "zfs-not-sent": {
    "summary": "Cannot send to the replica",
    "cause": "`zfs send` or `zfs receive` failed, or was interrupted. The diagnostic names the program and its last message.",
    "effect": "The replica keeps its snapshots. The part of the stream that was received is kept, and the next apply resumes it.",
    "remedy": "Correct the reported error, then apply again."
  },
  "zfs-not-settled": {
    "summary": "Cannot mark the snapshot of the replica",
    "cause": "`zfs set`, `zfs hold`, `zfs release` or `zfs destroy` failed after a stream was received.",
    "effect": "The snapshot of the replica is complete. The next apply tries the failed command again.",
    "remedy": "Correct the reported error, then apply again."
  },
  "zfs-not-snapshotted": {
    "summary": "Cannot create the snapshots",
    "cause": "One command makes all snapshots of a pool in one moment, and it failed. The diagnostic has the last messages of the command.",
    "effect": "None of the snapshots was made. The volumes in this pool are not backed up in this run.",
    "remedy": "Correct the reported error, then apply again."
  },
  "zfs-not-understood": {
    "summary": "Unexpected output of ZFS",
    "cause": "The output is not the list that OpenZFS 2.1 and newer print.",
    "effect": "No volume or target in this pool is backed up in this run, and none of their points is destroyed.",
    "remedy": "Look at the version with `zfs version`. If the version is 2.1 or newer, report a bug with the output."
  },
  "zfs-other-mount": {
    "summary": "Another file system is mounted in place of the dataset",
    "cause": "A file system that this run did not mount is mounted at the directory of the dataset.",
    "effect": "rdump does not change that mount. The dataset cannot be mounted or unmounted there, and the run fails.",
    "remedy": "Look at the mount with `findmnt`, unmount it, then apply again."
  },
  "zfs-place-not-removed": {
    "summary": "Cannot remove a mount directory",
    "cause": "The dataset is unmounted, but its mount directory is not empty or cannot be removed.",
    "effect": "The run fails. No data is affected.",
    "remedy": "Look at the directory. If it is empty, remove it:\n    rmdir DIRECTORY"
  },
  "zfs-point-changed": {
    "summary": "Snapshot is not the planned one",
    "cause": "Between the plan and the run, another program destroyed the snapshot, or gave its name to another snapshot.",
    "effect": "The snapshot was not read.",
    "remedy": "Repeat the command."
  },
  "zfs-program-missing": {
    "summary": "Program for a stream is missing",
    "cause": "The replica declares `compression`, `buffer` or `rateLimit`, and the host that must run zstd or mbuffer does not have it, or does not permit it.",
    "effect": "Nothing is sent, and nothing of the replica is changed. Other targets go on, and the source keeps the newest common snapshot.",
    "remedy": "Install the package `zstd` or `mbuffer` on the named host, or remove these keys from the replica."
  },
  "zfs-properties-not-set": {
    "summary": "Cannot set properties of the mirror",
    "cause": "`zfs set` failed for a property that a mirror must have. The diagnostic has the last messages of the command.",
    "effect": "Nothing is copied into the dataset in this run. Other targets go on.",
    "remedy": "Correct the reported error, then plan again:\n    rdump plan"
  },
  "zfs-property-refused": {
    "summary": "Property of the replica was refused",
    "cause": "The snapshot is stored, but a property of the replica could not be set, usually because the receiving user has no permission.",
    "effect": "The files of the point are complete. Without the mark of rdump, the next run refuses the replica.",
    "remedy": "Give the receiving user the right to set the named property, then apply again:\n    zfs allow USER userprop DATASET"
  },
  "zfs-read-only": {
    "summary": "Pool is read-only",
    "cause": "The pool was imported read-only.",
    "effect": "No volume or target in this pool is backed up in this run, and none of their points is destroyed.",
    "remedy": "Import it writable:\n    zpool export POOL\n    zpool import POOL"
  },
  "zfs-readme-not-written": {
    "summary": "Cannot write README.rdump for the companion snapshot",
    "cause": "README.rdump, which explains the snapshot `NAME-rsure`, could not be written into the volume.",
    "effect": "The companion snapshot is not made. The point itself is complete.",
    "remedy": "Free space, or make the volume writable, or declare `integrity` without `snapshot`."
  },
  "zfs-readme-stays": {
    "summary": "Cannot remove the file that explains a companion",
    "cause": "README.rdump could not be removed from the volume after the companion snapshot was made.",
    "effect": "The file stays in the volume. No data is affected.",
    "remedy": "Remove the file:\n    rm DIRECTORY/README.rdump"
  },
  "zfs-received-late": {
    "summary": "Snapshots of a sender arrived in the wrong order",
    "cause": "A sender delivered a snapshot after another snapshot with a later time in its name. The times of an honest sender only increase.",
    "effect": "These snapshots are no points: no rule counts them, and rdump does not destroy them. All other points stay by the rules.",
    "remedy": "Look at the sender: an intruder may use its key. If the clock of the sender was set back, destroy the named snapshots that you do not need."
  },
  "zfs-replica-busy": {
    "summary": "Replica is receiving",
    "cause": "Another `zfs receive` into the replica is still running.",
    "effect": "Nothing is sent, and nothing of the replica is changed. Other targets go on, and the source keeps the newest common snapshot.",
    "remedy": "Wait until that receive has ended, then apply again. The processes are shown by:\n    pgrep -a zfs"
  },
  "zfs-replica-changed": {
    "summary": "Replica changed after the plan was made",
    "cause": "The replica or the source was changed before this action began.",
    "effect": "Nothing is sent, and nothing of the replica is changed. Other targets go on, and the source keeps the newest common snapshot.",
    "remedy": "Plan again:\n    rdump plan"
  },
  "zfs-replica-elsewhere": {
    "summary": "Point is on another host",
    "cause": "The chosen point is in a dataset of another host, and rdump reads datasets of this host only.",
    "effect": "Nothing was restored.",
    "remedy": "Choose another target with `--from`, or restore on the host of the dataset."
  },
  "zfs-replica-empty": {
    "summary": "Replica has no snapshot",
    "cause": "The dataset of the replica exists without any snapshot and without an interrupted receive.",
    "effect": "Nothing is sent, and nothing of the replica is changed. Other targets go on, and the source keeps the newest common snapshot.",
    "remedy": "The first stream creates the dataset of the replica. If you do not need the existing dataset, destroy it:\n    zfs destroy DATASET"
  },
  "zfs-replica-foreign": {
    "summary": "Replica dataset belongs to another owner",
    "cause": "The dataset exists, and does not have the mark of this config: rdump did not create it.",
    "effect": "Nothing is sent, and nothing of the replica is changed. Other targets go on, and the source keeps the newest common snapshot.",
    "remedy": "Declare a dataset that does not exist. Its parent is created if it is missing."
  },
  "zfs-replica-key": {
    "summary": "Encryption of the replica was changed",
    "cause": "The source is encrypted. The replica is not encrypted, its key was changed, or it takes its key from another dataset, for example after `zfs change-key -i`. A further stream would make the replica unreadable.",
    "effect": "Nothing is sent, and nothing of the replica is changed. Other targets go on, and the source keeps the newest common snapshot.",
    "remedy": "Keep this dataset as it is, and run no command that changes its keys. Declare another dataset for a new full replica."
  },
  "zfs-replica-modified": {
    "summary": "Replica was modified",
    "cause": "Files of the replica were written after its newest snapshot. rdump had set `readonly=on`, and another program changed that property.",
    "effect": "Nothing is sent, and nothing of the replica is changed. Other targets go on, and the source keeps the newest common snapshot.",
    "remedy": "Save the files if they are needed. Then go back to the newest snapshot and make the replica read-only again:\n    zfs rollback DATASET@NAME\n    zfs set readonly=on DATASET"
  },
  "zfs-replica-newer": {
    "summary": "Replica has snapshots that the source does not have",
    "cause": "After the newest common snapshot, another program made snapshots of the replica, or the snapshots of the source were destroyed with their bookmarks.",
    "effect": "Nothing is sent, and nothing of the replica is changed. Other targets go on, and the source keeps the newest common snapshot.",
    "remedy": "Look at the named snapshots. If you do not need them:\n    rdump plan --allow-rollback ADDRESS\n    rdump apply --allow-rollback ADDRESS --destroy N\nExclude the replica from other snapshot tools."
  },
  "zfs-replica-other-machine": {
    "summary": "Replica dataset belongs to another machine",
    "cause": "The dataset has the `id` of this config and the digest of another machine.",
    "effect": "Nothing is sent, and nothing of the replica is changed. Other targets go on, and the source keeps the newest common snapshot.",
    "remedy": "If both machines are in use, declare another `id` on one of them. If this machine replaces the other one:\n    rdump takeover ADDRESS"
  },
  "zfs-replica-unrelated": {
    "summary": "Replica and source have no common snapshot",
    "cause": "The source was replaced, or the snapshots and bookmarks that it had in common with the replica were destroyed.",
    "effect": "Nothing is sent, and nothing of the replica is changed. Other targets go on, and the source keeps the newest common snapshot.",
    "remedy": "Declare another dataset for a new full replica, or rename the old dataset with `zfs rename`. The old dataset keeps its snapshots until you destroy it."
  },
  "zfs-scans-stopped": {
    "summary": "Too many clones were put aside",
    "cause": "Three clones of the volume have snapshots of another program, so rdump cannot destroy them.",
    "effect": "The volume is not archived or mirrored. Its snapshots and replicas are made as usual.",
    "remedy": "Destroy the clones with the snapshots of the other program, by the commands of the diagnostic. Exclude the scratch dataset from the other program."
  },
  "zfs-snapshot-foreign": {
    "summary": "Snapshot name is already taken",
    "cause": "A snapshot with the name of this run exists and does not have the mark of this config.",
    "effect": "rdump does not change that snapshot, so the new snapshot cannot be made.",
    "remedy": "Rename that snapshot, then apply again:\n    zfs rename DATASET@NAME DATASET@NEWNAME"
  },
  "zfs-snapshot-gone": {
    "summary": "Snapshot is missing",
    "cause": "Another program destroyed a snapshot that this run had made.",
    "effect": "The point does not exist. The data that was read from this snapshot does not count.",
    "remedy": "Find the program that destroys snapshots, then apply again."
  },
  "zfs-source-elsewhere": {
    "summary": "Files of a source on another host cannot be read",
    "cause": "The source has a `host`. Only snapshots and replicas of it are possible.",
    "effect": "Archives, mirrors and integrity data of this volume are not made.",
    "remedy": "Remove these targets here, and declare them in a config on the other host."
  },
  "zfs-stays": {
    "summary": "Expired snapshot is kept",
    "cause": "The snapshot has a hold or a clone, or another snapshot has its name now.",
    "effect": "The snapshot stays. rdump never forces a destroy, and tries again in each run.",
    "remedy": "No action is needed. To free the space, destroy the clones and release the holds of the snapshot. To show holds:\n    zfs holds DATASET@NAME"
  },
  "zfs-stays-read-only": {
    "summary": "Cannot make a clone writable again",
    "cause": "rdump made the clone read-only to renew it. The clone was not renewed, and then `zfs set readonly=off` failed.",
    "effect": "Users of the clone cannot write to it.",
    "remedy": "Make the clone writable:\n    zfs set readonly=off CLONE"
  },
  "zfs-suspended": {
    "summary": "Pool is suspended",
    "cause": "The disks of the pool failed, so ZFS suspended the pool. All programs that read or write the pool wait.",
    "effect": "No volume or target in this pool is backed up in this run, and none of their points is destroyed. Commands that are running can hang until the pool is resumed.",
    "remedy": "Look at `zpool status POOL`, and bring the disks back. Then resume the pool:\n    zpool clear POOL"
  },
  "zfs-tree-unmounted": {
    "summary": "The dataset to read is not mounted",
    "cause": "The clone or mirror was unmounted, or another file system was mounted over it, while rdump used it.",
    "effect": "The data that was read there does not count as a point.",
    "remedy": "Find the program that unmounts the dataset, then apply again."
  },
  "zfs-unseen": {
    "summary": "Cannot query ZFS",
    "cause": "A command of ZFS failed. The diagnostic has the last messages of the command.",
    "effect": "No volume or target in this pool is backed up in this run, and none of their points is destroyed.",
    "remedy": "Run the command by hand and correct the reported error:\n    zfs list"
  },
  "zfs-volume-has-no-files": {
    "summary": "A ZFS volume has no files",
    "cause": "The source is a ZFS volume (a block device). Only snapshots and replicas of it are possible.",
    "effect": "Archives, mirrors and integrity data of this volume are not made.",
    "remedy": "Remove `archives` and `mirrors` of this volume from the config, and declare `integrity: false`."
  }
};
