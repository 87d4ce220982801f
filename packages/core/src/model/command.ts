/**
 * What a command may do, which decides how it is treated.
 * `query` only reads. `mover` reads or carries data and can be killed at any moment. `changer` changes what the kernel
 * holds (volumes, mounts, pools): it runs to its end and is never killed.
 */
export type Nature = "query" | "mover" | "changer";

/** A program and its arguments, as a value: what is shown is what runs. No shell ever sees it. */
export interface Command {
  readonly do: "run";
  readonly argv: readonly [string, ...string[]];
  /** Added to the clean environment of every command. Never a secret: it is shown. */
  readonly env: { readonly [name: string]: string };
  readonly cwd: string | null;
  /**
   * `cwd` must be the root of a mounted file system, and whoever starts the command holds it from before that is checked:
   * so when it is unmounted meanwhile, the command meets errors, and never the empty directory beneath.
   */
  readonly mounted: boolean;
  /** Files that are opened for reading and handed over under a number from 3 up: how a secret travels unseen. */
  readonly descriptors: { readonly [number: number]: string };
  readonly nature: Nature;
  /** Which of root's rights it needs: all, only to `read` whatever there is, or none. */
  readonly root: boolean | "read";
  /** Runs under the attendant (io/attend), who gets over standard input what sudo lets nobody inherit, and ends it with us. */
  readonly attended: boolean;
}

/** A small file that rdump itself puts in place: temporary name, fsync, rename, fsync of the directory. */
export interface FileWrite {
  readonly do: "write";
  readonly path: string;
  readonly content: string;
  /** Permission bits. */
  readonly mode: number;
  /** It needs the rights of root. */
  readonly root?: boolean;
}

/** One thing that an action does to the system. */
export type Step = Command | FileWrite;

type Details = Partial<Omit<Command, "do" | "argv" | "nature">>;

function commandOf(nature: Nature, argv: readonly [string, ...string[]], details: Details = {}): Command {
  return {
    do: "run",
    argv,
    env: {},
    cwd: null,
    mounted: false,
    descriptors: {},
    root: false,
    attended: false,
    ...details,
    nature,
  };
}

export function query(argv: readonly [string, ...string[]], details?: Details): Command {
  return commandOf("query", argv, details);
}

export function mover(argv: readonly [string, ...string[]], details?: Details): Command {
  return commandOf("mover", argv, details);
}

export function changer(argv: readonly [string, ...string[]], details?: Details): Command {
  return commandOf("changer", argv, details);
}
