import type { BorgCode } from "../codes/index.ts";
/** One failure of borg. `why` and `remedy` are sentences after the sentence that names the repository. */
export interface Cause {
  readonly code: BorgCode;
  readonly why: string;
  readonly remedy: string;
}

function cause<Code extends string & WithoutRoom<BorgCode>>(code: Code, why: string, remedy: string): Cause {
  return { code: `borg-${code}` as BorgCode, why, remedy };
}

type WithoutRoom<Code> = Code extends `borg-${infer Rest}` ? Rest : never;

export const LOCKED = cause(
  "locked",
  "Another borg process holds the lock of the repository, and did not release it while rdump waited.",
  "Wait for that process to end. If the process is certainly dead, remove its lock with `borg break-lock`.",
);
export const PERMISSION = cause(
  "permission",
  "The user that runs rdump cannot read or write a file of the repository or of borg's cache.",
  "Run rdump as the owner of the repository, or correct the owner of its files. If root ran borg once, the files of that run can belong to root.",
);
const READ_ONLY = cause(
  "read-only",
  "The file system of the repository is read-only, and borg must write a lock even to read.",
  "Mount the file system writable. If the kernel made it read-only, the log of the kernel names the error.",
);
const DISK_FULL = cause(
  "disk-full",
  "The file system of the repository, or of borg's cache, is full.",
  "Free space on that file system. Deleted archives free their space only after `borg compact`.",
);
const QUOTA = cause(
  "quota",
  "The quota of the repository, or of the user on its file system, is used up.",
  "Raise the quota, or delete archives and run `borg compact`.",
);
const UNREACHABLE = cause(
  "unreachable",
  "The ssh connection to the host of the repository could not be made, or broke.",
  "Test `ssh` to that host as the user that runs rdump. ssh must connect without a question, and borg must be installed there.",
);
export const RELOCATED = cause(
  "relocated",
  "borg knows a repository with the same id at another location. The repository was moved, this is a copy, or this is another path to the same repository.",
  "If the config declares this repository under two names, for example by a link, declare it once. If the repository was moved on purpose, run `borg info` with the new location once, and answer the question of borg with yes.",
);
export const UNKNOWN_UNENCRYPTED = cause(
  "unknown-unencrypted",
  "The config declares an encryption, and the repository at the location is not encrypted. It may be another repository.",
  'Look at the files at the location. A repository without encryption must be declared with `encryption: "none"`.',
);
const CORRUPT = cause(
  "corrupt",
  "borg found missing or inconsistent data in the repository.",
  "Make a copy of the repository, then run `borg check`.",
);
const NOT_A_REPOSITORY = cause(
  "not-a-repository",
  "The location has files that are not a borg repository.",
  "Correct the location, or move the files away.",
);
export const PARENT_MISSING = cause(
  "parent-missing",
  "The directory in which the repository should be created does not exist. Its disk may not be mounted.",
  "Mount the disk, or create the directory.",
);
export const GONE = cause(
  "gone",
  "The repository is missing at its location.",
  "Mount the disk of the repository, or find out why the repository was moved or deleted. Then plan again.",
);
export const STOPPED = cause(
  "stopped",
  "rdump received a signal.",
  "Apply again. Data that was already uploaded is not sent a second time.",
);
export const UNKNOWN = cause("failed", "", "Correct the error that borg reports, then apply again.");

export const CACHE = cause(
  "cache-unusable",
  "borg's cache is damaged. A cache contains no backups, and the repository is not affected.",
  "Remove the directory of the cache that borg names, then apply again. borg then builds a new cache.",
);

const KEY_MISSING = cause(
  "key-missing",
  "The repository is encrypted, and its key is neither in the repository nor in the declared key file.",
  "Put the key file in its place, or import the backup of the key with `borg key import`.",
);
const NEWER_BORG = cause(
  "needs-newer",
  "The repository uses a feature that borg on this host or on the remote host does not know.",
  "Install a newer borg 1.x.",
);
const IN_THE_WAY = cause(
  "in-the-way",
  "borg creates a repository only in an empty or missing directory.",
  "If the repository is already at the location, plan again. Otherwise move the files away, or correct the location.",
);
const REPLAY = cause(
  "replay",
  "borg has seen a newer state of this repository. An old copy was put in its place, or two copies are in use.",
  'Find out which copy is the right one. If the repository was restored on purpose, follow "this is either an attack or unsafe" in the frequently asked questions of borg.',
);

/** By the last part of the message id of borg (`Repository.DoesNotExist`; over ssh just `DoesNotExist`). */
export const CAUSES: { readonly [id: string]: Cause } = {
  LockTimeout: LOCKED,
  ConnectionClosed: UNREACHABLE,
  ConnectionClosedWithHint: UNREACHABLE,
  // borg 1.4
  ConnectionBrokenWithHint: UNREACHABLE,
  PathPermissionDenied: PERMISSION,
  PathNotAllowed: cause(
    "path-not-allowed",
    "`borg serve` on the host is restricted to other paths.",
    "Correct the location, or the restriction in authorized_keys on that host.",
  ),
  RepositoryAccessAborted: RELOCATED,
  CacheInitAbortedError: UNKNOWN_UNENCRYPTED,
  EncryptionMethodMismatch: cause(
    "encryption-changed",
    "The encryption of a repository never changes, so another repository is at the location.",
    "Find out which repository is at the location before anything is written to it.",
  ),
  RepositoryReplay: REPLAY,
  RepositoryIDNotUnique: REPLAY,
  PassphraseWrong: cause(
    "wrong-passphrase",
    "The declared passphrase does not open the repository's key.",
    "Correct the output of the passphrase command, or the content of the passphrase file. A newline at the end is ignored.",
  ),
  NoPassphraseFailure: cause(
    "no-passphrase",
    "The repository is encrypted, and no passphrase is declared.",
    "Declare `passphrase` with a command or a file.",
  ),
  PasscommandFailure: cause(
    "passphrase-command",
    "The passphrase command could not be started, or ended with an error.",
    "Run the command by hand as the user that runs rdump, without a terminal.",
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

/** By the whole message id, for ids that have the same last part as another one. */
export const QUALIFIED_CAUSES: { readonly [id: string]: Cause } = {
  "Archive.AlreadyExists": cause(
    "name-taken",
    "The repository already has an archive with the name of the new archive.",
    "Apply again: the next run uses another name.",
  ),
  "Archive.DoesNotExist": cause(
    "archive-gone",
    "The archive was deleted or renamed while rdump used it.",
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
