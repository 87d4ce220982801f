import { basename, dirname, join } from "node:path/posix";
import {
  batchOf,
  type Command,
  type FileWrite,
  leftOutRemoval,
  type Mark,
  mover,
  type Pipeline,
  pipeline,
  type RunRef,
  type Step,
} from "@rdump/core/provider";
import type { Access } from "./access.ts";
import {
  archiveFile,
  baseName,
  filesOf,
  MARKER,
  manifestFile,
  ownerDirectory,
  stateFile,
  unfinished,
  volumeDirectory,
} from "./naming/files.ts";
import { ANCHORED } from "./patterns.ts";

/** The input of an archive. */
export interface ArchiveSource {
  readonly path: string;
  /** It is a mount of this run, and another process could unmount it under tar. */
  readonly mounted: boolean;
  /** Some files need root to be read. */
  readonly root: boolean;
  /** Arguments of tar for the declared excludes. */
  readonly exclude: readonly string[];
  readonly excludeCaches: boolean;
  /** The file with mount points that tar must leave out. */
  readonly leftOut: string;
  /** The file with what tar remembers, which it changes; null: every file is archived. */
  readonly state: string | null;
  /** The level of zstd. */
  readonly compression: number;
}

/** tar compares excludes byte by byte, and its messages are in English. */
export const ENV = { LC_ALL: "C" };

/** The steps of an archive, in order. */
export interface ArchiveSteps {
  readonly ownerDirectory: Command;
  readonly volumeDirectory: Command;
  /** Null: interrupted runs left nothing. */
  readonly cleanup: Command | null;
  readonly create: Pipeline;
  readonly discard: Command;
  readonly flush: Command;
  readonly rename: Command;
  /** The state for the next archive; null: the next archive is full. */
  readonly state: FileWrite | null;
  readonly record: FileWrite;
  readonly withdraw: Command;
  /** The state before the archive is not needed any more. Null: there is none. */
  readonly forget: Command | null;
}

/** `unfinished`: archives that interrupted runs left. */
export function archiveSteps(
  access: Access,
  mark: Pick<Mark, "owner" | "volume"> & {
    readonly unfinished: readonly string[];
    readonly previous: { readonly directory: string; readonly base: string } | null;
  },
  run: RunRef,
  source: ArchiveSource,
) {
  const directory = join(access.location, volumeDirectory(mark));
  const base = baseName(mark.volume, run);
  const file = archiveFile(base);
  const manifest = manifestFile(base);
  const here = { cwd: directory, closed: true };
  return {
    ownerDirectory: newDirectory(access.location, ownerDirectory(mark.owner)),
    volumeDirectory: newDirectory(dirname(directory), basename(directory)),
    cleanup: cleanupCommand(here, mark.unfinished),
    create: createPipeline(source, here, unfinished(file)),
    discard: mover(["rm", "--force", "--", unfinished(file)], { ...here, condition: "if the archive fails" }),
    flush: mover(["sync", "--", unfinished(file)], here),
    rename: mover(["mv", "--no-target-directory", "--", unfinished(file), file], here),
    withdraw: mover(["rm", "--force", "--", file, ...(source.state === null ? [] : [stateFile(base)])], {
      ...{ ...here, condition: "if the manifest cannot be written" },
    }),
    state: source.state === null ? null : stateWrite(`${directory}/${stateFile(base)}`, unfinished(stateFile(base))),
    forget: source.state === null ? null : forgetCommand(access, mark.previous),
    record: {
      ...{ do: "write", path: `${directory}/${manifest}`, content: "", mode: 0o600 },
      ...{ temporary: unfinished(manifest), found: "the manifest, with the digest of the archive" },
    },
  } as const satisfies ArchiveSteps;
}

export function stepsInOrder(
  steps: ArchiveSteps,
  { leftOut, work }: { readonly leftOut: FileWrite; readonly work: FileWrite | null },
): readonly Step[] {
  const { cleanup, create, discard, flush, rename, state, record, withdraw, forget } = steps;
  const directories = [steps.ownerDirectory, steps.volumeDirectory];
  const before = cleanup === null ? directories : [...directories, cleanup];
  const [given, removal] = work === null ? [[], []] : [[work], [leftOutRemoval(work.path)]];
  const made = [create, leftOutRemoval(leftOut.path), ...removal, discard, flush, rename];
  const recorded = [...(state === null ? [] : [state]), record, withdraw, ...(forget === null ? [] : [forget])];
  return [...before, leftOut, ...given, ...made, ...recorded];
}

/** The state of tar is found when the action runs. It can be many megabytes. */
export function stateWrite(path: string, temporary?: string): FileWrite {
  const found = "what tar remembers of directories and files";
  const named = temporary === undefined ? {} : { temporary };
  return { do: "write", path, content: "", mode: 0o600, found, bulk: true, ...named };
}

function forgetCommand({ location }: Access, previous: { directory: string; base: string } | null): Command | null {
  if (previous === null) return null;
  const here = { cwd: join(location, previous.directory), closed: true, condition: "if the archive counts" };
  return mover(["rm", "--force", "--", stateFile(previous.base)], here);
}

function cleanupCommand(here: Place, bases: readonly string[]): Command | null {
  if (bases.length === 0) return null;
  return batchOf(
    mover(["rm", "--force", "--"], here),
    bases.map((base) => unfinished(archiveFile(base))),
  );
}

function newDirectory(parent: string, name: string): Command {
  return mover(["mkdir", "--mode=0700", "--", name], { cwd: parent, condition: "if it does not exist" });
}

type Place = Pick<Command, "cwd" | "closed">;

/** The archive is written and its digest is computed in one pass. */
function createPipeline(source: ArchiveSource, here: Place, file: string): Pipeline {
  const { path, mounted, root, compression } = source;
  const tar = mover(["tar", ...createWords(source)], {
    ...{ cwd: path, mounted, env: ENV },
    // The archive belongs to the user of the other commands.
    root: root ? "read" : false,
  });
  return pipeline([
    { name: "tar", command: tar },
    { name: "zstd", command: mover(["zstd", "--quiet", "--stdout", `-${compression}`]) },
    { name: "tee", command: mover(["tee", "--output-error=exit", "--", file], here) },
    { name: "sha256sum", command: mover(["sha256sum"]) },
  ]);
}

/** After so many records of 10 KiB tar prints its progress. */
const RECORDS = 5000;

/** Each snapshot has another device. Directories that are new are no errors. */
const INCREMENTAL = ["--no-check-device", "--warning=no-new-directory"];

/** Without times of access and of changes of attributes, an archive is the same as long as the tree is. */
function createWords({ exclude, excludeCaches, leftOut, state }: ArchiveSource): readonly string[] {
  return [
    ...["--create", "--file=-", "--format=posix", "--pax-option=delete=atime,delete=ctime"],
    ...["--acls", "--xattrs", "--selinux", "--sparse", "--numeric-owner", "--one-file-system"],
    ...["--verbose", "--quoting-style=escape", "--totals"],
    ...[`--checkpoint=${RECORDS}`, "--checkpoint-action=echo=%T"],
    ...(state === null ? [] : [`--listed-incremental=${state}`, ...INCREMENTAL]),
    ...(excludeCaches ? ["--exclude-caches"] : []),
    ...[...ANCHORED, `--exclude-from=${leftOut}`],
    ...exclude,
    ".",
  ];
}

/** The directory of a repository, which its parent must contain. */
export function locationCommand({ location }: Access): Command {
  return newDirectory(dirname(location), basename(location));
}

/** The identity is found when the action runs. */
export function markerWrite({ location }: Access): FileWrite {
  const found = "the identity of the directory";
  return { do: "write", path: join(location, MARKER), content: "", mode: 0o600, found };
}

/** The commands that delete archives of one directory: first what records them, so that no record is without its data. */
export function deletionCommands(
  { location }: Access,
  directory: string,
  bases: readonly string[],
): readonly [Command, Command, Command] {
  const here = { cwd: join(location, directory), closed: true };
  const remove = mover(["rm", "--force", "--"], here);
  const files = bases.map(filesOf);
  return [
    batchOf(
      remove,
      files.flatMap(({ records }) => records),
    ),
    mover(["sync", "--", "."], here),
    batchOf(
      remove,
      files.flatMap(({ data }) => data),
    ),
  ];
}
