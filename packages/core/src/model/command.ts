/**
 * The permitted effects of a command, which determine how it is ended. `query` only reads. `mover` reads or carries
 * data and can be killed at any moment. `changer` changes what the kernel holds (volumes, mounts, pools): it runs to
 * its end and is never killed.
 */
export type Nature = "query" | "mover" | "changer";

/** Device number, and inode as text: together the identity of a directory as long as somebody holds it open. */
export interface Identity {
  readonly device: number;
  readonly inode: string;
}

/**
 * Directories of a step, by the path that the step has: each must still be this one, or the step does not run. Only a run
 * knows them, and a plan does not show them.
 */
export type Expected = { readonly [path: string]: Identity };

/** A program and its arguments: the shown command is the command that runs, without a shell. */
export interface Command {
  readonly do: "run";
  readonly argv: readonly [string, ...string[]];
  /** Added to the clean environment of every command. Never a secret: it is shown. */
  readonly env: { readonly [name: string]: string };
  /**
   * rdump opens this directory, name by name and through no link that another user can replace (io/descend), and starts
   * the command within the open directory: a directory that is replaced later is not used.
   */
  readonly cwd: string | null;
  /**
   * `cwd` must be the root of a mounted file system, or the directory of that number must. It is held from before that is
   * checked: so when it is unmounted meanwhile, the command meets errors, and never the empty directory beneath.
   */
  readonly mounted: boolean | number;
  /**
   * `cwd` must belong to root or the caller, and no other user may write to it: for a command that follows links in its
   * directory. A user who can rename the directory can put another one in its place, but not one like that.
   */
  readonly closed: boolean;
  /**
   * Directories that are opened as `cwd` is, and handed over under numbers that follow those of `descriptors`. The
   * command names one as `/proc/self/fd/NUMBER/` (`handedDirectory`).
   */
  readonly directories: { readonly [number: number]: string };
  readonly expected?: Expected;
  /** Files that are opened for reading and passed as descriptors from 3 up: so a secret is passed invisibly. */
  readonly descriptors: { readonly [number: number]: string };
  readonly nature: Nature;
  /** The privileges of root that it needs: all, only to `read` every file, or none. */
  readonly root: boolean | "read";
  /** Its time limit in seconds; null: that of the run. Never for a changer. */
  readonly timeout: number | null;
  /**
   * Runs under the attendant (io/attend), which gets over standard input what sudo does not pass on, and ends the
   * command together with rdump.
   */
  readonly attended: boolean;
  /** The arguments of which a run may leave some out; null: it runs as it is or not at all. */
  readonly batch: Batch | null;
  /** When it runs, in a few words, shown beside the command. Null: in its order. */
  readonly condition: string | null;
  /** The other host that it runs on, a name in `ssh` of the config; absent: this host. */
  readonly host?: string;
  /** The command runs on another host: the first words of `argv`, which connect to it by ssh. */
  readonly connection?: readonly [string, ...string[]];
}

/**
 * Objects that one command gets together. At the run, an object can be left out (a snapshot with a hold); none can be
 * added.
 */
export interface Batch {
  readonly stem: readonly [string, ...string[]];
  readonly members: readonly string[];
  /**
   * Null: each member is an argument. Else they are one, joined by commas behind this, as `zfs destroy` wants
   * snapshots.
   */
  readonly prefix: string | null;
  /** The begin of the argument with the first member: `REPOSITORY::`. */
  readonly lead?: string;
}

/** A small file that rdump itself writes: temporary name, fsync, rename, fsync of the directory. */
export interface FileWrite {
  readonly do: "write";
  readonly path: string;
  readonly content: string;
  /** Permission bits. */
  readonly mode: number;
  /** Its temporary name in the same directory, if that must be known. An existing file of that name is replaced. */
  readonly temporary?: string;
  /** It needs the rights of root. */
  readonly root?: boolean;
  /** Of the directory of `path`. */
  readonly expected?: Expected;
  /**
   * The content is found only when the action runs: this says in a few words what it is. The plan shows the path and
   * has no content. When it runs, `content` holds one character for each byte, and the journal gets it.
   */
  readonly found?: string;
  /** With `found`: the journal gets only the size of the content, which can be many megabytes. */
  readonly bulk?: true;
  /** The modification time that the file gets, as ISO 8601 in whole seconds; default: the time of the write. */
  readonly modified?: string;
}

/**
 * Entries that rdump itself renames from one directory into another: over no existing entry, and never by a copy. Where a
 * rename is refused (EXDEV), `mv` copies, and a user who owns the destination can then redirect what root writes.
 */
export interface Move {
  readonly do: "move";
  /** Absolute paths of directories, which are opened as the `cwd` of a command. */
  readonly from: string;
  readonly to: string;
  /** The name in `from`, and the name in `to`; null: all entries, each with its name. */
  readonly names: readonly [string, string] | null;
  /** Of all entries, these stay. */
  readonly but: readonly string[];
  /** As of a `Command`. */
  readonly condition: string | null;
}

/** One command of a pipeline. */
export interface Stage {
  /** How messages name it: `zfs send`. */
  readonly name: string;
  readonly command: Command;
  /** The command runs several stages of a pipeline on another host: their names, in order. */
  readonly parts?: readonly [string, ...string[]];
}

/**
 * Commands of which each one reads the output of the one before: `zfs send | zfs receive`. The bytes pass from process
 * to process through pipes of the kernel. The first one is a mover and ends with rdump; the end of its output ends the
 * others. Only the last one may be a changer.
 */
export interface Pipeline {
  readonly do: "pipe";
  readonly stages: readonly [Stage, Stage, ...Stage[]];
  readonly counter: StreamCounter | null;
}

/** How the bytes of a pipeline are counted. */
export interface StreamCounter {
  /**
   * A regular expression for a line of standard error of the first stage. Its first group is the number of bytes until
   * now.
   */
  readonly pattern: string;
  /** The longest time in seconds in which the number may stay the same: then the pipeline is ended. */
  readonly stall: number;
}

/** One step of an action. */
export type Step = Command | FileWrite | Move | Pipeline;

type Details = Partial<Omit<Command, "do" | "argv" | "nature" | "batch">>;

function commandOf(nature: Nature, argv: readonly [string, ...string[]], details: Details = {}): Command {
  return {
    do: "run",
    argv,
    env: {},
    cwd: null,
    mounted: false,
    closed: false,
    descriptors: {},
    directories: {},
    root: false,
    batch: null,
    attended: false,
    timeout: null,
    condition: null,
    ...details,
    nature,
  };
}

/** The same command on another host; null: this host. */
export function commandOn(host: string | null, command: Command): Command {
  return host === null ? command : { ...command, host };
}

/** The path by which a command names a directory that it gets as a descriptor. */
export function handedDirectory(number: number): string {
  return `/proc/self/fd/${number}/`;
}

/**
 * How long a question to this machine may go unanswered, in seconds: a list of very many snapshots on a busy disk takes
 * minutes.
 */
const UNANSWERED = 900;

/** The arguments with the paths of the directories, for a machine that hands no directory over. */
export function namedByPath({ argv, directories }: Pick<Command, "argv" | "directories">): readonly string[] {
  const handed = Object.entries(directories).map(([number, path]) => [handedDirectory(Number(number)), path] as const);
  const slashed = (path: string) => (path.endsWith("/") ? path : `${path}/`);
  return argv.map((word) => handed.reduce((named, [name, path]) => named.replaceAll(name, slashed(path)), word));
}

/** The directory that must be the root of a mounted file system; null: none. */
export function mustBeMounted({ cwd, mounted, directories }: Pick<Command, "cwd" | "mounted" | "directories">) {
  if (mounted === false) return null;
  return (mounted === true ? cwd : directories[mounted]) ?? "/";
}

/** A query. A query of another machine, or a long count, declares its maximum time. */
export function query(argv: readonly [string, ...string[]], details?: Details): Command {
  return commandOf("query", argv, { timeout: UNANSWERED, ...details });
}

export function mover(argv: readonly [string, ...string[]], details?: Details): Command {
  return commandOf("mover", argv, details);
}

/** Moves one entry, with another name if that is given. */
export function moveOne(
  [from, name]: readonly [directory: string, name: string],
  [to, other]: readonly [directory: string, name: string],
  condition: string | null = null,
): Move {
  return { do: "move", from, to, names: [name, other], but: [], condition };
}

/** Moves all entries of a directory but some. */
export function moveAll(from: string, to: string, but: readonly string[] = []): Move {
  return { do: "move", from, to, names: null, but, condition: null };
}

export function changer(argv: readonly [string, ...string[]], details?: Details): Command {
  return commandOf("changer", argv, details);
}

/** A command for several things: its own arguments, then the members. */
export function batchOf(
  command: Command,
  members: readonly string[],
  { prefix = null, lead }: Partial<Pick<Batch, "prefix" | "lead">> = {},
): Command {
  const led = lead === undefined ? members : members.map((member, index) => (index === 0 ? lead + member : member));
  const together = prefix === null ? led : [`${prefix}${members.join(",")}`];
  const batch = { stem: command.argv, members, prefix, ...(lead === undefined ? {} : { lead }) };
  return { ...command, argv: [...command.argv, ...together], batch };
}

/** The same for fewer things. */
export function narrowed(command: Command, stays: (member: string) => boolean): Command {
  if (command.batch === null) throw new Error(`not a batch: ${command.argv[0]}`);
  const { stem, members, ...shape } = command.batch;
  return batchOf({ ...command, argv: stem }, members.filter(stays), shape);
}

/** A pipeline of two commands or more, of which the first one is a mover. */
export function pipeline(stages: Pipeline["stages"], counter: StreamCounter | null = null): Pipeline {
  if (stages[0].command.nature !== "mover") throw new Error(`the first stage is not a mover: ${stages[0].name}`);
  const isChanger = ({ command }: Stage) => command.nature === "changer";
  if (stages.slice(0, -1).some(isChanger)) throw new Error("only the last stage may be a changer");
  return { do: "pipe", stages, counter };
}
