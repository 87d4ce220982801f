import type { CodeText } from "@rdump/core/provider";

const GAP = "Nothing is archived into this repository in this run, and nothing in it is deleted.";

/** About a repository as a whole: whether it can be reached, opened and written. */
export const REPOSITORY = {
  "borg-bad-answer": {
    summary: "Cannot read the list of archives",
    cause: "borg listed the archives, and its output is incomplete, too large, or not the expected JSON.",
    effect: GAP,
    remedy: "Run `borg list` on the repository by hand. If that output is valid, report a bug in rdump.",
  },
  "borg-bad-location": {
    summary: "Unsupported repository location",
    cause: "borg and rdump would interpret this location differently, or borg cannot use it.",
    effect: GAP,
    remedy: "Declare another `location`, for example an absolute path or `ssh://user@host/path`.",
  },
  "borg-cache-not-removed": {
    summary: "Cannot remove the damaged cache of borg",
    cause: "borg's cache of the repository is damaged, and its directory could not be removed.",
    effect: "The action fails. A cache contains no backups, so no archive is affected.",
    remedy: "Remove the directory of the cache that the diagnostic names, then apply again.",
  },
  "borg-cache-torn": {
    summary: "Cache of borg is damaged",
    cause: "borg was interrupted by a power cut or a kill while it wrote its cache. borg refuses to use such a cache.",
    effect:
      "The next action that changes the repository removes the cache. borg then builds a new cache, which takes time once. A cache contains no backups.",
    remedy: "No action is needed.",
  },
  "borg-cache-unusable": {
    summary: "borg cannot use its cache",
    cause: "borg reports that its cache of the repository is damaged. The repository itself is not affected.",
    effect: "The action failed.",
    remedy: "Remove the directory of the cache that borg names, then apply again. borg then builds a new cache.",
  },
  "borg-corrupt": {
    summary: "Repository is damaged",
    cause:
      "borg found missing or inconsistent data in the repository: an error of the disk, an incomplete copy, or an interrupted write.",
    effect: `${GAP} Some archives may not be restorable.`,
    remedy: "Check the disk, make a copy of the repository, then check it:\n    borg check REPOSITORY",
  },
  "borg-disk-full": {
    summary: "No space left",
    cause: "The file system of the repository, or of borg's cache, is full.",
    effect: "The archive is not made. Existing archives are not affected.",
    remedy:
      "Free space on that file system. Deleted archives free their space only after:\n    borg compact REPOSITORY",
  },
  "borg-encryption-changed": {
    summary: "Encryption of the repository has changed",
    cause: "The encryption of a repository never changes. So another repository is at the location.",
    effect: GAP,
    remedy: "Find out which repository is at the location before anything is written to it.",
  },
  "borg-failed": {
    summary: "borg failed",
    cause: "borg ended with an error that rdump does not know. The diagnostic has the last messages of borg.",
    effect: "The action failed. An incomplete archive does not count as a point.",
    remedy: "Correct the error that borg reports, then apply again. The command is shown by:\n    rdump plan --verbose",
  },
  "borg-gone": {
    summary: "Repository not found",
    cause: "The repository existed when the plan was made, and is missing at its location now.",
    effect: "The action failed. No new repository is made in its place.",
    remedy: "Mount the disk of the repository, or find out why the repository was moved or deleted. Then plan again.",
  },
  "borg-in-the-way": {
    summary: "Location of the new repository is not empty",
    cause: "borg creates a repository only in an empty or missing directory, and the location is not empty.",
    effect: "The repository is not created, and nothing is archived into it.",
    remedy:
      "If the repository is already at the location, plan again. Otherwise move the files away, or correct the location.",
  },
  "borg-key-missing": {
    summary: "Key of the repository is missing",
    cause: "The repository is encrypted, and its key is neither in the repository nor in the key file.",
    effect: `${GAP} Without the key no archive can be restored.`,
    remedy: "Put the key file in its place, or import the backup of the key:\n    borg key import REPOSITORY FILE",
  },
  "borg-locked": {
    summary: "Repository is locked",
    cause:
      "Another borg process holds the lock, and did not release it while rdump waited. Or a borg process on another host died and left its lock.",
    effect: GAP,
    remedy:
      "Wait for that process to end. If the process is certainly dead, remove its lock:\n    borg break-lock REPOSITORY",
  },
  "borg-needs-newer": {
    summary: "Repository requires a newer borg",
    cause: "The repository uses a feature that borg does not know, on this host or on the host of the repository.",
    effect: GAP,
    remedy: "Install a newer borg 1.x.",
  },
  "borg-no-passphrase": {
    summary: "Repository requires a passphrase",
    cause: "The repository is encrypted, and the config declares no passphrase.",
    effect: GAP,
    remedy: 'Declare where the passphrase is: `passphrase: { file: "/PATH" }`, or `command`.',
  },
  "borg-not-a-repository": {
    summary: "Not a borg repository",
    cause: "The location has files that are not a borg repository.",
    effect: GAP,
    remedy: "Correct `location`, or move the files away.",
  },
  "borg-not-put-aside": {
    summary: "Cannot rename the unfinished repository",
    cause:
      "An interrupted `borg init` left an unfinished repository. rdump renames such a repository before it makes a new one, and the rename failed.",
    effect: "The new repository is not made, and nothing is archived into it.",
    remedy: "Move the directory away by hand, then apply again.",
  },
  "borg-other-encryption": {
    summary: "Repository encryption differs from the declared one",
    cause: "The repository has another encryption than the config declares. Its encryption is at least as strong.",
    effect: "The repository is used. A repository keeps the encryption that it was created with.",
    remedy: "Correct `encryption` in the config, or create a new repository.",
  },
  "borg-parent-missing": {
    summary: "Directory of the repository is missing",
    cause: "The directory in which the repository should be created does not exist. Its disk may not be mounted.",
    effect: "The repository is not created, and nothing is archived into it.",
    remedy: "Mount the disk, or create the directory.",
  },
  "borg-passphrase-command": {
    summary: "Passphrase command failed",
    cause: "The declared command could not be started, or ended with an error.",
    effect: GAP,
    remedy: "Run the command by hand as the user that runs rdump, without a terminal. It must print the passphrase.",
  },
  "borg-passphrase-file": {
    summary: "Passphrase file not found",
    cause: "The declared file does not exist.",
    effect: GAP,
    remedy:
      "Create an empty file that only its owner can read, and write the passphrase into it:\n    install -m 0600 /dev/null FILE",
  },
  "borg-path-not-allowed": {
    summary: "Path is not allowed by the repository host",
    cause: "`borg serve` on the host is restricted to other paths.",
    effect: GAP,
    remedy: "Correct `location`, or the restriction in `authorized_keys` on that host.",
  },
  "borg-permission": {
    summary: "Permission denied",
    cause:
      "The user that runs rdump cannot read or write a file of the repository or of borg's cache. If root ran borg once, the files of that run can belong to root.",
    effect: GAP,
    remedy: "Run rdump as the owner of the repository, or correct the owner of the repository's files.",
  },
  "borg-quota": {
    summary: "Quota exceeded",
    cause: "The quota of the repository, or of the user on its file system, is used up.",
    effect: "The archive is not made. Existing archives are not affected.",
    remedy: "Raise the quota, or delete archives and compact the repository:\n    borg compact REPOSITORY",
  },
  "borg-read-only": {
    summary: "File system of the repository is read-only",
    cause:
      "The file system is mounted read-only, and borg must write a lock even to read. The kernel makes a file system read-only when it finds errors.",
    effect: GAP,
    remedy: "Check the disk and the log of the kernel, then mount the file system writable.",
  },
  "borg-relocated": {
    summary: "Repository has moved",
    cause:
      "borg knows a repository of the same id at another location. The repository was moved, it is a copy, or the location is another path to the same repository.",
    effect: GAP,
    remedy:
      "If the config declares the repository under two names, declare it once. If the repository was moved on purpose, confirm the move once by hand and answer with yes:\n    borg info REPOSITORY",
  },
  "borg-replay": {
    summary: "Repository is older than before",
    cause:
      "borg has seen a newer state of this repository. An old copy was put in its place, or two copies are in use.",
    effect: GAP,
    remedy:
      'Find out which copy is the right one. If the repository was restored on purpose, follow "this is either an attack or unsafe" in the frequently asked questions of borg.',
  },
  "borg-unfinished": {
    summary: "Creation of the repository was interrupted",
    cause: "`borg init` was killed before it had finished. Nothing was archived into this repository.",
    effect: "The unfinished repository is renamed, and a new one is made.",
    remedy: "No action is needed. The renamed directory can be deleted.",
  },
  "borg-unknown-unencrypted": {
    summary: "Repository is not encrypted, but declared encrypted",
    cause:
      "The config declares an encryption, and the repository at the location is not encrypted. It may be another repository.",
    effect: GAP,
    remedy:
      'Look at the files at the location. A repository without encryption must be declared with `encryption: "none"`.',
  },
  "borg-unreachable": {
    summary: "Repository is unreachable",
    cause: "The ssh connection to the host of the repository could not be made, or broke.",
    effect: `${GAP} Data that was already uploaded is not sent a second time.`,
    remedy:
      "Test the connection as the user that runs rdump. ssh must connect without a question:\n    ssh USER@HOST borg --version",
  },
  "borg-weaker-encryption": {
    summary: "Repository encryption is weaker than declared",
    cause:
      "The config declares a stronger encryption than the repository has. The encryption of a repository never changes, so another repository may have been put in its place.",
    effect: "Nothing is archived into this repository, because others could read the data.",
    remedy:
      "Find out who created this repository. Then correct `location`, create a new repository, or declare the encryption that this repository has.",
  },
  "borg-wrong-passphrase": {
    summary: "Wrong passphrase",
    cause: "The declared passphrase does not open the key of the repository.",
    effect: GAP,
    remedy:
      "Correct the output of the passphrase command, or the content of the passphrase file. A newline at the end is ignored.",
  },
} satisfies { readonly [code: string]: CodeText };
