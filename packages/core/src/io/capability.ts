import type { Command, Identity, Step } from "../model/command.ts";

/** The command was not started: its directory must be a mount, and is not. */
export const NOT_MOUNTED = "ENOTMOUNTED";
/** The command was not started: its directory does not exist or cannot be entered. */
export const NO_DIRECTORY = "ENODIRECTORY";

/** The command was not started: another user can write to its directory, and must not. */
export const NOT_CLOSED = "ENOTCLOSED";

/** The step was not started: another directory is in the place of one that it `expected`. */
export const REPLACED = "EREPLACED";

/** The command was not started: the host that it must run on cannot be reached. The last line of stderr says why. */
export const UNREACHABLE = "EHOSTUNREACHABLE";

/** How a command ended. It is always a value: no exit status throws. */
export interface CommandResult {
  /** Null when it never started or was ended by a signal. That of the attendant if only the attendant started. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  /**
   * Why it could not be started: `ENOENT` and the like, `NOT_MOUNTED`, `NO_DIRECTORY`, `NOT_CLOSED`, `REPLACED`,
   * `LINK_REFUSED`, `UNREACHABLE`;
   * null when it ran.
   */
  readonly notStarted: string | null;
  /** Ended by rdump, because the run was interrupted. */
  readonly stopped: boolean;
  /** Its time limit in milliseconds, if rdump ended it because of the limit; then `stopped` is true, too. */
  readonly outOfTime?: number;
  /** The whole of it, unless `overflow`; empty when lines were taken as they came. */
  readonly stdout: Buffer;
  /** Its last 64 KiB. */
  readonly stderr: Buffer;
  /** It was ended because it printed more than allowed. */
  readonly overflow: boolean;
  readonly milliseconds: number;
  /**
   * Of a pipeline: the name of the stage that the other fields are about. That is the stage that made the pipeline fail,
   * or the last one.
   */
  readonly stage?: string;
  /** Of a pipeline: how each stage ended, in order. */
  readonly stages?: readonly StageResult[];
  /** Of a pipeline: the time in seconds in which nothing moved, if rdump ended it for that. */
  readonly stalled?: number;
}

/** How one stage of a pipeline ended. */
export interface StageResult extends Pick<CommandResult, "exitCode" | "signal" | "notStarted" | "stopped" | "stderr"> {
  readonly name: string;
}

/** Lines that a running command prints, without line ends, at most 64 KiB each (longer lines are cut). */
export interface LineListener {
  readonly stdout?: (line: Buffer) => void;
  /** Gets standard output as it comes, in place of `stdout`. */
  readonly output?: (chunk: Buffer) => void;
  readonly stderr?: (line: Buffer) => void;
  /** Gets the number of bytes that a pipeline has moved until now, when its counter prints it. */
  readonly moved?: (bytes: number) => void;
}

export type FileKind = "file" | "directory" | "symlink" | "other";

export interface FileFacts {
  readonly kind: FileKind;
  readonly size: number;
  /** Device number, and inode as text: together an identity. */
  readonly device: number;
  readonly inode: string;
  readonly uid: number;
  /** Permission bits. */
  readonly mode: number;
  /** The time of the last change of the content, in milliseconds. */
  readonly mtime: number;
}

/**
 * Read access without any way to change the system. Planning and discovery get it. A path that leads through a symbolic
 * link which another user can replace rejects with `Untrusted` (io/descend).
 */
export interface ReadIo {
  /** Runs a command of nature `query`; any other nature throws. Standard output is bounded (64 MiB unless told). */
  query(command: Command, options?: { readonly maxOutput?: number }): Promise<CommandResult>;
  /** Of the path itself, no link followed; null when nothing is there. Other errors reject with Node's error. */
  lstat(path: string): Promise<FileFacts | null>;
  /** Links followed, `..` resolved; null when nothing is there. */
  realpath(path: string): Promise<string | null>;
  /**
   * Null when absent; rejects when it is larger than `maxBytes` or no regular file. `own`: rdump wrote it where others
   * can write too, so a link, or a file of another user, rejects with `Untrusted`.
   */
  readFile(path: string, maxBytes: number, options?: { readonly own?: boolean }): Promise<Buffer | null>;
  /** The first `most` names of a directory, as bytes, in no order; null when absent. */
  names(path: string, most: number): Promise<readonly Buffer[] | null>;
  /**
   * Holds a directory open, so that its identity stays its own and its file system stays mounted. Null where it cannot be
   * entered. Absent: a machine where nothing is held.
   */
  hold?(path: string): Promise<Held | null>;
}

/** An open directory. */
export interface Held extends Identity {
  close(): Promise<void>;
}

/** Read and write access. Only apply has it. */
export interface RunIo extends ReadIo {
  /**
   * Runs a step. For a `FileWrite` the result is that of a command that ended with 0, or 1 and the reason on stderr.
   */
  run(step: Step, listener?: LineListener): Promise<CommandResult>;
}
