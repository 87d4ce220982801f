import type { ResticCode } from "../codes/index.ts";

/** One failure of restic. `why` and `remedy` are sentences after the sentence that names the repository. */
export interface Cause {
  readonly code: ResticCode;
  readonly why: string;
  readonly remedy: string;
}

export const GONE: Cause = {
  code: "restic-gone",
  why: "There is no repository at the location.",
  remedy: "Mount the disk of the repository, or find out why the repository was moved or deleted. Then plan again.",
};
export const LOCKED: Cause = {
  code: "restic-locked",
  why: "Another process holds a lock of the repository.",
  remedy: "Wait for that process to end, then apply again.",
};
export const PARENT_MISSING: Cause = {
  code: "restic-parent-missing",
  why: "The directory in which the repository should be made does not exist.",
  remedy: "Mount the disk, or create the directory.",
};
export const CONFIG_MISSING: Cause = {
  code: "restic-config-missing",
  why: "The directory has data of restic, and the file `config` is missing.",
  remedy: "Restore this file from a copy of the repository.",
};
export const NOT_A_REPOSITORY: Cause = {
  code: "restic-not-a-repository",
  why: "The location has files that are not a restic repository.",
  remedy: "Correct the location, or move the files away.",
};
export const PERMISSION: Cause = {
  code: "restic-permission",
  why: "The user that runs rdump cannot read or write a file of the repository or of restic's cache.",
  remedy: "Run rdump as the owner of these files, or correct their owner.",
};
const WRONG_PASSPHRASE: Cause = {
  code: "restic-wrong-passphrase",
  why: "The declared passphrase opens no key of the repository.",
  remedy: "Correct the content of the passphrase file, or the output of the passphrase command.",
};
export const PASSPHRASE_COMMAND: Cause = {
  code: "restic-passphrase-command",
  why: "The passphrase command did not start, or ended with an error.",
  remedy: "Run the command by hand as the user that runs rdump, without a terminal.",
};
const NO_SPACE: Cause = {
  code: "restic-no-space",
  why: "The file system or the quota of the repository, of its cache or of `/tmp` is full.",
  remedy: "Free space. Deleted archives free their space only after `restic prune`.",
};
const CORRUPT: Cause = {
  code: "restic-corrupt",
  why: "restic found missing or changed data in the repository.",
  remedy: "Make a copy of the repository, then run `restic check`.",
};
const UNREACHABLE: Cause = {
  code: "restic-unreachable",
  why: "The connection to the host or the storage could not be made, or broke.",
  remedy: "Run `restic snapshots` on the location as the user that runs rdump, and correct the reported error.",
};
const SNAPSHOT_GONE: Cause = {
  code: "restic-snapshot-gone",
  why: "A snapshot that the command names is not in the repository.",
  remedy: "Plan again.",
};
const REFUSED: Cause = {
  code: "restic-not-forgotten",
  why: "The server or the storage refused to delete a snapshot. An append-only server does that.",
  remedy: "Allow deletions, or remove `keep` from the target and delete archives on the server.",
};
export const STOPPED: Cause = {
  code: "restic-stopped",
  why: "rdump received a signal.",
  remedy: "Apply again. Data that is already uploaded is not sent again.",
};
export const UNKNOWN: Cause = {
  code: "restic-failed",
  why: "",
  remedy: "Correct the error that restic reports, then apply again.",
};

/** A file of the repository is damaged or missing. */
export const DAMAGE =
  /ciphertext verification failed|StreamPack|not found in|invalid data|hash mismatch|is damaged|\/data\/[0-9a-f]{2}\/[0-9a-f]{64}: no such file/i;

/** restic 0.17 and later. With another status, the message decides. */
export const STATUS_CAUSES: ReadonlyMap<number | null, Cause> = new Map([
  [10, GONE],
  [11, LOCKED],
  [12, WRONG_PASSPHRASE],
]);

/** By the messages of restic; the first match decides. */
export const MESSAGE_CAUSES: readonly (readonly [RegExp, Cause])[] = [
  [/already locked/i, LOCKED],
  [/wrong password or no key found/i, WRONG_PASSPHRASE],
  [/resolving password failed|password.command/i, PASSPHRASE_COMMAND],
  [/unable to remove <snapshot\//i, REFUSED],
  [/no space left|disk quota exceeded/i, NO_SPACE],
  [/permission denied|operation not permitted|access denied/i, PERMISSION],
  [/unable to open config file: .*(no such file|not exist|404|NoSuchKey|not found)/i, GONE],
  [/does not match/i, CORRUPT],
  [DAMAGE, CORRUPT],
  [/no matching ID found/i, SNAPSHOT_GONE],
  [
    /dial tcp|connection (refused|reset|timed out)|no such host|broken pipe|unable to start the sftp session|ssh: /i,
    UNREACHABLE,
  ],
];
