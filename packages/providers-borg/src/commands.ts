import {
  archiveName,
  batchOf,
  type Command,
  DEFAULT_ENCRYPTION,
  INCOMPLETE,
  type Mark,
  mover,
  query,
  type RecordedMachine,
  type RunRef,
  type SampleFiles,
  UNCHECKED,
} from "@rdump/core/provider";
import { type Access, filesCacheSuffix, surroundings, withoutSelfTest } from "./access.ts";
import { ITEM_FORMAT, NAMED_ITEM_FORMAT } from "./answers/items.ts";
import { TOO_DEEP } from "./left-out/reach.ts";
import { markText } from "./naming/mark.ts";

/** The input of an archive. */
export interface ArchiveSource {
  readonly path: string;
  /** It is a mount of this run, and another process could unmount it under borg. */
  readonly mounted: boolean;
  /** Some files need root to be read. */
  readonly root: boolean;
  /** Values of `--exclude`. */
  readonly exclude: readonly string[];
  readonly excludeCaches: boolean;
  /**
   * The file with patterns of what is found to be left out when borg runs. Its modification time is the time of the run: borg
   * takes each value of `--timestamp` for a path first, so a user could give a time as the name of a file in the source.
   */
  readonly leftOut: string;
}

/** What is extracted, and where. */
export type Extraction = {
  readonly access: Access;
  readonly archive: { readonly id: string; readonly name: string };
  /** An existing directory. */
  readonly to: string;
  /** From the root of the volume; empty: everything. */
  readonly paths: readonly string[];
  /** Paths that are extracted in addition to `paths`, if the archive has them. */
  readonly also: readonly string[];
  /** Only the attributes of the root of the volume, which the directory gets. */
  readonly rootOnly: boolean;
  /** Only the paths of `also`; absent: as `paths` says. */
  readonly alone?: true;
  /** Only the paths of its list; absent: as `paths` says. */
  readonly sample?: SampleFiles;
};

/** Seconds between checkpoints, which keep the data of an interrupted upload. */
const CHECKPOINT_INTERVAL = 300;

export function initCommand(access: Access): Command {
  const encryption = access.encryption ?? DEFAULT_ENCRYPTION;
  const argv = ["init", ...common(access, "work"), `--encryption=${encryption}`, access.location];
  return mover(["borg", ...argv], surroundings(access));
}

/** Removes borg's cache of a repository: its directory. */
export function discardCommand(cache: string): Command {
  return mover(["rm", "--recursive", "--force", "--one-file-system", "--", cache]);
}

/** An unfinished repository is renamed, never deleted: so no data is lost if it is a real one. */
export function asideCommand({ location }: Access, run: RunRef): Command {
  return mover(["mv", "--no-target-directory", "--", location, `${location}.unfinished-${run.id}`]);
}

/** What the comment of an archive says. */
export interface Commented {
  readonly mark: Mark;
  readonly record: RecordedMachine | null;
}

export function createCommand(
  access: Access,
  { mark, record }: Commented,
  run: RunRef,
  source: ArchiveSource,
): Command {
  const { env, descriptors } = surroundings(access);
  const argv = [
    "create",
    ...common(access, "work"),
    "--progress",
    "--json",
    "--list",
    "--filter=CEx",
    "--one-file-system",
    "--numeric-ids",
    "--files-cache=ctime,size,inode",
    `--checkpoint-interval=${CHECKPOINT_INTERVAL}`,
    `--compression=${access.compression}`,
    ...uploadLimit(access.uploadLimit),
    `--timestamp=${source.leftOut}`,
    `--comment=${markText(mark, record)}`,
    ...(source.excludeCaches ? ["--exclude-caches"] : []),
    `--exclude-from=${source.leftOut}`,
    `--exclude=${TOO_DEEP}`,
    ...source.exclude.map((pattern) => `--exclude=${pattern}`),
    `${access.location}::${archiveName(mark.volume, run)}${UNCHECKED}`,
    ".",
  ];
  const suffix = { BORG_FILES_CACHE_SUFFIX: filesCacheSuffix(mark) };
  return mover(["borg", ...argv], {
    cwd: source.path,
    mounted: source.mounted,
    // The repository, its caches and keys belong to the user of the other commands.
    root: source.root ? "read" : false,
    env: { ...env, ...suffix },
    descriptors,
  });
}

/** Marks an archive as complete. */
export function renameCommand(access: Access, name: string): Command {
  return checkedCommand(access, name, name, "if no file is missing");
}

/** Marks an archive as incomplete. */
export function incompleteCommand(access: Access, name: string): Command {
  return checkedCommand(access, name, name + INCOMPLETE, "if files are missing");
}

function checkedCommand(access: Access, name: string, to: string, condition: string): Command {
  const argv = ["rename", ...common(access, "work"), `${access.location}::${name}${UNCHECKED}`, to];
  return mover(["borg", ...argv], { ...withoutSelfTest(access), condition });
}

/**
 * Names go to borg behind `REPOSITORY::NAME`, never alone: `borg delete REPOSITORY` deletes the repository. borg lists each
 * archive that it deletes.
 */
export function deleteCommand(
  access: Access,
  names: readonly [string, ...string[]],
  condition: string | null,
): Command {
  const argv = ["delete", ...common(access, "work"), "--list"];
  const command = mover(["borg", ...argv], { ...withoutSelfTest(access), condition });
  return batchOf(command, names, { lead: `${access.location}::` });
}

/**
 * Extracts into the directory that borg works in. With paths, borg gets the directories above them too, which have
 * attributes of their own.
 */
export function extractCommand(extraction: Extraction): Command {
  const { access, archive, to } = extraction;
  const argv = [
    "extract",
    ...common(access, "work"),
    "--progress",
    "--numeric-ids",
    // An immutable or append-only file could be neither moved to its place nor removed after a proof.
    "--noflags",
    "--sparse",
    ...(extraction.sample === undefined ? patternsFor(extraction) : [`--patterns-from=${extraction.sample.patterns}`]),
    `${access.location}::${archive.name}`,
  ];
  return mover(["borg", ...argv], { ...surroundings(access), cwd: to });
}

/** Every entry that `extractCommand` would extract, one a line. Of a sample, every entry of the archive. */
export function itemsCommand(extraction: Extraction): Command {
  const { access, archive } = extraction;
  const format = extraction.sample === undefined ? ITEM_FORMAT : NAMED_ITEM_FORMAT;
  const argv = ["list", ...common(access, "work"), `--format=${format}`, ...patternsFor(extraction)];
  return query(["borg", ...argv, `${access.location}::${archive.name}`], {
    ...withoutSelfTest(access),
    timeout: ANSWER,
  });
}

/** The content of one file of an archive, on standard output. */
export function printCommand(access: Access, name: string, path: string): Command {
  const chosen = [`--pattern=+pf:${path}`, "--pattern=-re:.*"];
  const argv = ["extract", "--stdout", ...common(access, "work"), ...chosen, `${access.location}::${name}`];
  return query(["borg", ...argv], { ...surroundings(access), timeout: ANSWER });
}

function patternsFor({ paths, also, rootOnly, alone }: Extraction): readonly string[] {
  if (!rootOnly && alone !== true && paths.length === 0) return [];
  const parents = [...new Set(paths.flatMap(parentsOf))].sort();
  const wanted = rootOnly
    ? ["+pf:."]
    : [...parents.map((path) => `+pf:${path}`), ...[...paths, ...also].map((path) => `+pp:${path}`)];
  return [...wanted, "-re:.*"].map((pattern) => `--pattern=${pattern}`);
}

function parentsOf(path: string): readonly string[] {
  const names = path.split("/");
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join("/"));
}

/** Repository and archives, without `--verify-data` and never with `--repair`. */
export function checkCommand(access: Access): Command {
  const argv = ["check", ...common(access, "work"), "--progress", access.location];
  return mover(["borg", ...argv], surroundings(access));
}

/** borg reports the freed space only with `--info`. */
export function compactCommand(access: Access): Command {
  const argv = ["compact", ...common(access, "work"), "--progress", "--info", access.location];
  return mover(["borg", ...argv], withoutSelfTest(access));
}

export interface ListOptions {
  /** A pattern for names; null lists all. */
  readonly glob: string | null;
  /** Only so many archives, the newest ones; absent: all. */
  readonly last?: number;
  /** Fields that borg reads from each archive, one read for each; `json` alone gives names, ids and times. */
  readonly fields: readonly ("comment" | "command_line")[];
}

/** Maximum time of a query, in seconds: borg may build its cache again for a repository that other hosts use too. */
const ANSWER = 6 * 3600;

export function listCommand(access: Access, { glob, last, fields }: ListOptions): Command {
  const argv = [
    "list",
    ...common(access, "look"),
    "--json",
    "--consider-checkpoints",
    ...(fields.length === 0 ? [] : [`--format=${fields.map((field) => `{${field}}`).join("")}`]),
    ...(glob === null ? [] : [`--glob-archives=${glob}`]),
    ...(last === undefined ? [] : [`--last=${last}`]),
    access.location,
  ];
  return query(["borg", ...argv], { ...withoutSelfTest(access), timeout: ANSWER });
}

/** The counts of borg for an archive. */
export function infoCommand(access: Access, name: string): Command {
  const argv = ["info", ...common(access, "work"), "--json", `${access.location}::${name}`];
  return query(["borg", ...argv], { ...withoutSelfTest(access), timeout: ANSWER });
}

/** The given files of an archive, one JSON line for each; entries below such a path are listed too. */
export function holdsCommand(access: Access, name: string, paths: readonly string[]): Command {
  const patterns = paths.map((path) => `pp:${path}`);
  const argv = ["list", ...common(access, "work"), "--json-lines", `${access.location}::${name}`, ...patterns];
  return query(["borg", ...argv], { ...withoutSelfTest(access), timeout: ANSWER });
}

export function versionCommand(): Command {
  return query(["borg", "--version"]);
}

function common(access: Access, purpose: "look" | "work"): readonly string[] {
  const remote = access.remotePath === null ? [] : [`--remote-path=${literalBraces(access.remotePath)}`];
  return ["--log-json", `--lock-wait=${access.lockWait[purpose]}`, ...remote];
}

/** borg replaces `{placeholders}` here; a literal brace is doubled. */
function literalBraces(text: string): string {
  return text.replaceAll(/[{}]/g, "$&$&");
}

/** borg counts in KiB a second, and 0 is no limit. */
function uploadLimit(bytesPerSecond: number | null): readonly string[] {
  if (bytesPerSecond === null) return [];
  return [`--upload-ratelimit=${Math.max(1, Math.floor(bytesPerSecond / 1024))}`];
}
