import { basename, dirname, join } from "node:path/posix";
import {
  batchOf,
  type Command,
  type FileWrite,
  type Mark,
  mover,
  type Pipeline,
  pipeline,
  query,
  type RunRef,
  type Stage,
} from "@rdump/core/provider";
import type { Access } from "./access.ts";
import { FORMAT_NAMES, type FormatName } from "./formats/names.ts";
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

/** Messages of the programs are in English, and tar compares excludes byte by byte. */
export const ENV = { LC_ALL: "C" };

/** The steps around the program that makes an archive. */
export interface FileSteps {
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

/** Which archive is made, of what. */
export type NewArchive = Pick<Mark, "owner" | "volume"> & {
  readonly access: Access;
  /** Archives that interrupted runs left. */
  readonly unfinished: readonly string[];
};

/**
 * The steps of an archive whose bytes the reader prints.
 *
 * @param withdrawn further files that are removed if the manifest cannot be written
 */
export function fileSteps(
  { access, ...mark }: NewArchive,
  run: RunRef,
  made: { readonly format: FormatName; readonly compression: number; readonly reader: Stage },
  withdrawn: readonly string[] = [],
): FileSteps {
  const directory = directoryOf(access, mark);
  const base = baseName(mark.volume, run);
  const file = archiveFile(base, made.format);
  const manifest = manifestFile(base);
  const here = { cwd: directory, closed: true };
  return {
    ownerDirectory: newDirectory(access.location, ownerDirectory(mark.owner)),
    volumeDirectory: newDirectory(dirname(directory), basename(directory)),
    cleanup: cleanupCommand(here, mark.unfinished),
    create: pipeline([
      made.reader,
      { name: "zstd", command: mover(["zstd", "--quiet", "--stdout", `-${made.compression}`]) },
      { name: "tee", command: mover(["tee", "--output-error=exit", "--", unfinished(file)], here) },
      { name: "sha256sum", command: mover(["sha256sum"]) },
    ]),
    discard: mover(["rm", "--force", "--", unfinished(file)], { ...here, condition: "if the archive fails" }),
    flush: mover(["sync", "--", unfinished(file)], here),
    rename: mover(["mv", "--no-target-directory", "--", unfinished(file), file], here),
    withdraw: mover(["rm", "--force", "--", file, ...withdrawn], {
      ...{ ...here, condition: "if the manifest cannot be written" },
    }),
    record: {
      ...{ do: "write", path: `${directory}/${manifest}`, content: "", mode: 0o600 },
      ...{ temporary: unfinished(manifest), found: "the manifest, with the digest of the archive" },
    },
  };
}

/** The directory of the archives of a volume. */
export function directoryOf({ location }: Access, mark: Pick<Mark, "owner" | "volume">): string {
  return join(location, volumeDirectory(mark));
}

/** The unfinished files of an archive, in each format. */
export function unfinishedFiles(base: string): readonly string[] {
  return FORMAT_NAMES.map((format) => unfinished(archiveFile(base, format)));
}

function cleanupCommand(here: Place, bases: readonly string[]): Command | null {
  return bases.length === 0 ? null : batchOf(mover(["rm", "--force", "--"], here), bases.flatMap(unfinishedFiles));
}

function newDirectory(parent: string, name: string): Command {
  return mover(["mkdir", "--mode=0700", "--", name], { cwd: parent, condition: "if it does not exist" });
}

type Place = Pick<Command, "cwd" | "closed">;

/** The directory of a repository, which its parent must contain. */
export function locationCommand({ location }: Access): Command {
  return newDirectory(dirname(location), basename(location));
}

/** The identity is found when the action runs. */
export function markerWrite({ location }: Access): FileWrite {
  const found = "the identity of the directory";
  return { do: "write", path: join(location, MARKER), content: "", mode: 0o600, found };
}

/** A file of an archive, below the location. */
export interface FilePlace {
  readonly directory: string;
  readonly base: string;
}

/** Prints the bytes that the program of the format wrote. */
export function printCommand(
  { location }: Access,
  { directory, base }: FilePlace,
  format: FormatName,
  state: "finished" | "unfinished" = "finished",
): Command {
  const here = { cwd: join(location, directory), closed: true };
  const file = archiveFile(base, format);
  const name = state === "finished" ? file : unfinished(file);
  return mover(["zstd", "--quiet", "--decompress", "--stdout", "--", name], here);
}

/** A large file on a slow disk takes hours. */
export const ANSWER = 24 * 3600;

export function digestQuery({ location }: Access, { directory, base }: FilePlace, format: FormatName): Command {
  const here = { cwd: join(location, directory), closed: true, timeout: ANSWER };
  return query(["sha256sum", "--", archiveFile(base, format)], here);
}

/** The commands that delete archives of one directory: first what records them, so that no record is without its data. */
export function deletionCommands(
  { location }: Access,
  directory: string,
  format: FormatName,
  bases: readonly string[],
): readonly [Command, Command, Command] {
  const here = { cwd: join(location, directory), closed: true };
  const remove = mover(["rm", "--force", "--"], here);
  const files = bases.map((base) => filesOf(base, format));
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
