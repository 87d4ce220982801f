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
  query,
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
  /** The level of zstd. */
  readonly compression: number;
}

/** tar compares excludes byte by byte, and its messages are in English. */
const ENV = { LC_ALL: "C" };

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
  readonly record: FileWrite;
  readonly withdraw: Command;
}

/** `unfinished`: archives that interrupted runs left. */
export function archiveSteps(
  access: Access,
  mark: Pick<Mark, "owner" | "volume"> & { readonly unfinished: readonly string[] },
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
    withdraw: mover(["rm", "--force", "--", file], { ...here, condition: "if the manifest cannot be written" }),
    record: {
      ...{ do: "write", path: `${directory}/${manifest}`, content: "", mode: 0o600 },
      ...{ temporary: unfinished(manifest), found: "the manifest, with the digest of the archive" },
    },
  } as const satisfies ArchiveSteps;
}

export function stepsInOrder(steps: ArchiveSteps, leftOut: FileWrite): readonly Step[] {
  const { cleanup, create, discard, flush, rename, record, withdraw } = steps;
  const directories = [steps.ownerDirectory, steps.volumeDirectory];
  const before = cleanup === null ? directories : [...directories, cleanup];
  return [...before, leftOut, create, leftOutRemoval(leftOut.path), discard, flush, rename, record, withdraw];
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

/** Without times of access and of changes of attributes, an archive is the same as long as the tree is. */
function createWords({ exclude, excludeCaches, leftOut }: ArchiveSource): readonly string[] {
  return [
    ...["--create", "--file=-", "--format=posix", "--pax-option=delete=atime,delete=ctime"],
    ...["--acls", "--xattrs", "--selinux", "--sparse", "--numeric-owner", "--one-file-system"],
    ...["--verbose", "--quoting-style=escape", "--totals"],
    ...[`--checkpoint=${RECORDS}`, "--checkpoint-action=echo=%T"],
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

/** What is restored, and where. */
export type Restoration = {
  readonly access: Access;
  /** Below the location. */
  readonly directory: string;
  readonly archive: { readonly id: string; readonly name: string };
  /** The name of its files. */
  readonly base: string;
  /** An existing directory. */
  readonly to: string;
  /** From the root of the volume; empty: everything. */
  readonly paths: readonly string[];
  /** Paths that are restored in addition to `paths`, if the archive has them. */
  readonly also: readonly string[];
  /** Only the attributes of the root of the volume, which the directory gets. */
  readonly rootOnly: boolean;
};

/** tar never follows a link of the archive while it extracts, and refuses names that lead out of the directory. */
export function extractPipeline(restoration: Restoration): Pipeline {
  const { access, directory, base, to } = restoration;
  const words = [
    ...["--extract", "--file=-", "--numeric-owner", "--preserve-permissions", "--warning=no-timestamp"],
    ...["--acls", "--xattrs", "--xattrs-include=*", "--selinux"],
    ...["--no-unquote", "--quoting-style=escape"],
    ...membersFor(restoration),
  ];
  const here = { cwd: join(access.location, directory), closed: true };
  return pipeline([
    { name: "zstd", command: mover(["zstd", "--quiet", "--decompress", "--stdout", "--", archiveFile(base)], here) },
    { name: "tar", command: mover(["tar", ...words], { cwd: to, env: ENV }) },
  ]);
}

/** With paths, the directories above them get their attributes, too. */
function membersFor({ paths, also, rootOnly }: Restoration): readonly string[] {
  if (rootOnly) return ["--no-recursion", "--", "./"];
  if (paths.length === 0) return [];
  const parents = [...new Set(paths.flatMap(parentsOf))].sort().map((path) => `./${path}`);
  const wanted = [...paths, ...also].map((path) => `./${path}`);
  return [...(parents.length === 0 ? [] : ["--no-recursion", ...parents, "--recursion"]), ...wanted];
}

function parentsOf(path: string): readonly string[] {
  const names = path.split("/");
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join("/"));
}

/** A large file on a slow disk takes hours. */
const ANSWER = 24 * 3600;

export function digestQuery({ access, directory, base }: Restoration): Command {
  const here = { cwd: join(access.location, directory), closed: true, timeout: ANSWER };
  return query(["sha256sum", "--", archiveFile(base)], here);
}
