import { join } from "node:path/posix";
import {
  type Command,
  type FileWrite,
  leftOutRemoval,
  mover,
  query,
  type RunRef,
  type Step,
} from "@rdump/core/provider";
import type { Access } from "../../access.ts";
import {
  ANSWER,
  directoryOf,
  ENV,
  type FilePlace,
  type FileSteps,
  fileSteps,
  type NewArchive,
} from "../../commands.ts";
import { archiveFile, baseName, stateFile, unfinished } from "../../naming/files.ts";
import { forgetCommand, stateWrite } from "../levels.ts";
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

/** The steps of an archive, in order. */
export interface ArchiveSteps extends FileSteps {
  /** The state for the next archive; null: the next archive is full. */
  readonly state: FileWrite | null;
  /** The state before the archive is not needed any more. Null: there is none. */
  readonly forget: Command | null;
}

export function archiveSteps(
  archive: NewArchive & { readonly previous: { readonly directory: string; readonly base: string } | null },
  run: RunRef,
  source: ArchiveSource,
): ArchiveSteps {
  const { access, previous } = archive;
  const state = stateFile(baseName(archive.volume, run));
  const path = `${directoryOf(access, archive)}/${state}`;
  const reader = { name: "tar", command: createCommand(source) };
  const made = { format: "tar", compression: source.compression, reader } as const;
  return {
    ...fileSteps(archive, run, made, source.state === null ? [] : [state]),
    state: source.state === null ? null : stateWrite(path, unfinished(state)),
    forget: source.state === null ? null : forgetCommand(access, previous),
  };
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

/** The archive belongs to the user of the other commands. */
function createCommand(source: ArchiveSource): Command {
  const { path, mounted, root } = source;
  return mover(["tar", ...createWords(source)], { cwd: path, mounted, env: ENV, root: root ? "read" : false });
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

/** tar writes the file to its output, and nothing else. */
export function printFileQuery({ location }: Access, { directory, base }: FilePlace, path: string): Command {
  const words = ["--extract", "--to-stdout", "--zstd", `--file=./${archiveFile(base)}`, "--no-wildcards"];
  const argv = ["tar", ...words, "--no-unquote", "--", `./${path}`] as const;
  return query(argv, { cwd: join(location, directory), closed: true, env: ENV, timeout: ANSWER });
}
