import type { ChildProcess } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { execa } from "execa";
import { type Handed, handedOver } from "../places.ts";
import { START } from "../program.ts";

export interface Launch {
  readonly argv: readonly string[];
  /** Null: `/`. */
  readonly cwd: string | null;
  /** The whole environment. */
  readonly env: { readonly [name: string]: string };
  /** A number is an open file. */
  readonly stdin: "pipe" | "ignore" | number;
  /** Standard output and standard error. */
  readonly output: readonly ["pipe" | number, "pipe"] | readonly ["inherit" | number, "inherit"] | ChangerStdio;
  /** Open files or their content, under the numbers from 3 up. */
  readonly files: readonly (number | Buffer)[];
  /** Open directories, under the numbers that follow. */
  readonly directories: readonly Handed[];
}

type ChangerStdio = readonly [number, number] | readonly ["ignore", "ignore"];

/** A process that was started, or that could not be started. */
export interface Child {
  /** Undefined when the process could not be started. */
  readonly pid: number | undefined;
  readonly stdin: Writable | null;
  readonly stdout: Readable | null;
  readonly stderr: Readable | null;
  /** Settled when the process ends, even if its pipes stay open: a process in the background may hold them. */
  readonly exit: Promise<void>;
  /** From then on, the process number may belong to another process. */
  hasEnded(): boolean;
  ending(): { readonly exitCode: number | null; readonly signal: string | null };
  /** Why the process could not be started, such as `ENOENT`. */
  startError(): Promise<string>;
}

/**
 * Starts a process: no other file of the packages that drive tools does. Each process leads a group of its own, so that
 * an interrupt at the terminal reaches rdump alone, and rdump decides which processes end and how.
 */
export function launch({ argv, cwd, env, stdin, output, files, directories }: Launch): Child {
  const [file = "", ...args] = argv;
  const subprocess = execa(file, args, {
    cwd: cwd ?? START,
    env,
    extendEnv: false,
    // execa hands an open file over under any number; its types allow that up to 2 only.
    stdio: [stdin as "pipe", ...(output as ["pipe", "pipe"]), ...(handedOver(files, directories) as readonly never[])],
    buffer: false,
    detached: true,
    reject: false,
    stripFinalNewline: false,
  });
  const { pid, stdout, stderr } = subprocess;
  return {
    pid,
    stdin: subprocess.stdin,
    stdout,
    stderr,
    exit: exitOf(subprocess),
    hasEnded: () => subprocess.exitCode !== null || subprocess.signalCode !== null,
    ending: () => ({ exitCode: subprocess.exitCode, signal: subprocess.signalCode }),
    startError: async () => (await subprocess).code ?? "UNKNOWN",
  };
}

function exitOf(subprocess: Pick<ChildProcess, "once">): Promise<void> {
  return new Promise((resolve) => subprocess.once("exit", () => resolve()));
}
