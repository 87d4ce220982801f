/** One way in which borg fails: `why` and `remedy` are sentences that follow one that names the repository. */
export interface Cause {
  readonly code: string;
  readonly summary: string;
  readonly why: string;
  readonly remedy: string;
}

function cause(code: string, summary: string, why: string, remedy: string): Cause {
  return { code: `borg-${code}`, summary, why, remedy };
}

export const LOCKED = cause(
  "locked",
  "The repository is locked",
  "Another process works on it, and had not ended when the time to wait for it was over.",
  "Wait for that process, or, when it is certain that it is dead, free the repository with `borg break-lock`.",
);
export const PERMISSION = cause(
  "permission",
  "Permission denied in the repository",
  "The user that rdump runs as may not read or write something that belongs to it.",
  "Run rdump as the user that the repository belongs to, or give it its owner back: one run as root is enough to leave files behind that others cannot read.",
);
const READ_ONLY = cause(
  "read-only",
  "The repository's file system is read-only",
  "borg must write even to look, since it takes a lock.",
  "Mount the file system read-write; one that became read-only by itself has found an error, which the kernel's log tells of.",
);
const DISK_FULL = cause(
  "disk-full",
  "No space is left",
  "The file system of the repository, or of borg's cache, is full.",
  "Make room there: old archives that are deleted free their space only with the next `borg compact`.",
);
const QUOTA = cause(
  "quota",
  "The repository's quota is exceeded",
  "The quota of the repository, or of its user, leaves no room.",
  "Raise the quota, or delete archives and run `borg compact`.",
);
const UNREACHABLE = cause(
  "unreachable",
  "The repository cannot be reached",
  "The connection to its host could not be made, or broke.",
  "Try `ssh` to that host as the user that rdump runs as; it must get in without being asked anything, and find borg there.",
);
export const RELOCATED = cause(
  "relocated",
  "The repository has moved",
  "borg knows a repository of the same identity at another place. That is either a repository that was moved, or a copy in its stead.",
  "When it was moved on purpose, say so to borg once by hand: `borg info` with the new location, and answer its question with yes.",
);
export const UNKNOWN_UNENCRYPTED = cause(
  "unknown-unencrypted",
  "The repository is not encrypted, and should be",
  "Its declaration asks for encryption, and what is at its location has none; so it may not be the repository that is meant.",
  'Look at what is there. A repository without encryption has to be declared with `encryption: "none"`.',
);
const CORRUPT = cause(
  "corrupt",
  "The repository is damaged",
  "borg found that what it holds does not fit together.",
  "Make a copy of it, then run `borg check` on it.",
);
const NOT_A_REPOSITORY = cause(
  "not-a-repository",
  "This is no borg repository",
  "There is something at the location, but not what borg makes.",
  "Correct the location, or move away what is there.",
);
export const PARENT_MISSING = cause(
  "parent-missing",
  "The place for the repository is missing",
  "The directory that should hold it is not there, perhaps since a disk is not mounted.",
  "Mount the disk, or make the directory.",
);
export const GONE = cause(
  "gone",
  "The repository is gone",
  "It is not at its location any more.",
  "Find out who took it away, or mount its disk, then plan again.",
);
export const STOPPED = cause(
  "stopped",
  "borg was stopped",
  "The run was told to stop.",
  "Apply again: what was uploaded is found again and not sent a second time.",
);
export const UNKNOWN = cause("failed", "borg failed", "", "Mend what borg names, then apply again.");

export const CACHE = cause(
  "cache-unusable",
  "borg cannot use its cache of the repository",
  "The repository itself is not concerned, and no backup is in the cache.",
  "Remove the directory of the cache that borg names, then apply again: borg makes it anew.",
);

const KEY_MISSING = cause(
  "key-missing",
  "The repository's key is missing",
  "It is encrypted, and its key is neither in the repository nor in the declared key file.",
  "Put the key file in its place, or import the key's backup with `borg key import`.",
);
const NEWER_BORG = cause(
  "needs-newer",
  "The repository needs a newer borg",
  "It uses something that the installed borg, here or on its host, does not know.",
  "Install a newer borg 1.x.",
);
const IN_THE_WAY = cause(
  "in-the-way",
  "Something is where the repository would be made",
  "borg makes a repository only where nothing is, or an empty directory.",
  "Plan again when it is the repository; otherwise move it away, or correct the location.",
);
const REPLAY = cause(
  "replay",
  "The repository is older than it was",
  "borg has seen a newer state of it. Somebody put an old copy in its place, or two copies of one repository are in use.",
  "Find out which copy is the right one. After a deliberate restore of the repository, borg's frequently asked questions tell how to go on.",
);

/** By the last part of the name that borg gives to what it says (`Repository.DoesNotExist`; over ssh just `DoesNotExist`). */
export const CAUSES: { readonly [id: string]: Cause } = {
  LockTimeout: LOCKED,
  ConnectionClosed: UNREACHABLE,
  ConnectionClosedWithHint: UNREACHABLE,
  // borg 1.4
  ConnectionBrokenWithHint: UNREACHABLE,
  PathPermissionDenied: PERMISSION,
  PathNotAllowed: cause(
    "path-not-allowed",
    "The repository's host does not allow this path",
    "Its `borg serve` is restricted to other paths.",
    "Correct the location, or the restriction in the host's authorized_keys.",
  ),
  RepositoryAccessAborted: RELOCATED,
  CacheInitAbortedError: UNKNOWN_UNENCRYPTED,
  EncryptionMethodMismatch: cause(
    "encryption-changed",
    "The repository's encryption is another one than before",
    "That never happens to a repository: what is at the location now is another one.",
    "Find out what is there before anything is written to it.",
  ),
  RepositoryReplay: REPLAY,
  RepositoryIDNotUnique: REPLAY,
  PassphraseWrong: cause(
    "wrong-passphrase",
    "The passphrase is wrong",
    "The declared passphrase does not open the repository's key.",
    "Correct what the passphrase's command prints or its file holds; a newline at the end does not count.",
  ),
  NoPassphraseFailure: cause(
    "no-passphrase",
    "The repository needs a passphrase",
    "It is encrypted, and no passphrase is declared.",
    "Declare `passphrase` with a command or a file.",
  ),
  PasscommandFailure: cause(
    "passphrase-command",
    "The command for the passphrase failed",
    "It could not be started, or ended with a failure.",
    "Run it by hand as the user that rdump runs as, without a terminal.",
  ),
  InvalidRepository: NOT_A_REPOSITORY,
  AtticRepository: NOT_A_REPOSITORY,
  DoesNotExist: GONE,
  ParentPathDoesNotExist: PARENT_MISSING,
  AlreadyExists: IN_THE_WAY,
  PathAlreadyExists: IN_THE_WAY,
  InvalidRepositoryConfig: CORRUPT,
  CheckNeeded: CORRUPT,
  ObjectNotFound: CORRUPT,
  IntegrityError: CORRUPT,
  FileIntegrityError: CORRUPT,
  DecompressionError: CORRUPT,
  TAMRequiredError: CORRUPT,
  TAMInvalid: CORRUPT,
  ArchiveTAMRequiredError: CORRUPT,
  ArchiveTAMInvalid: CORRUPT,
  NoManifestError: CORRUPT,
  ChunksIndexError: CORRUPT,
  InsufficientFreeSpaceError: DISK_FULL,
  StorageQuotaExceeded: QUOTA,
  KeyfileNotFoundError: KEY_MISSING,
  RepoKeyNotFoundError: KEY_MISSING,
  KeyfileInvalidError: KEY_MISSING,
  KeyfileMismatchError: KEY_MISSING,
  NotABorgKeyFile: KEY_MISSING,
  RepoIdMismatch: KEY_MISSING,
  MandatoryFeatureUnsupported: NEWER_BORG,
  UnsupportedPayloadError: NEWER_BORG,
  UnsupportedManifestError: NEWER_BORG,
  TAMUnsupportedSuiteError: NEWER_BORG,
  RPCServerOutdated: NEWER_BORG,
};

/** By the name that borg gives; for those that share their last part with another. */
export const QUALIFIED_CAUSES: { readonly [id: string]: Cause } = {
  "Archive.AlreadyExists": cause(
    "name-taken",
    "An archive of this name is already there",
    "Somebody made it after this was planned.",
    "Apply again: another run's archive bears another name.",
  ),
  "Archive.DoesNotExist": cause(
    "archive-gone",
    "An archive is gone",
    "Somebody deleted or renamed it while rdump worked on it.",
    "Apply again.",
  ),
};

/** By the error of the operating system that ends a message or a traceback. */
export const SYSTEM_CAUSES: { readonly [errno: string]: Cause } = {
  1: PERMISSION,
  13: PERMISSION,
  28: DISK_FULL,
  30: READ_ONLY,
  122: QUOTA,
};
