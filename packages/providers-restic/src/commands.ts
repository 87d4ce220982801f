import {
  batchOf,
  type Command,
  type Mark,
  mover,
  query,
  type RecordedMachine,
  type RunRef,
} from "@rdump/core/provider";
import { type Access, connection, surroundings } from "./access.ts";
import { INCOMPLETE_TAG, markTags, UNCHECKED_TAG } from "./naming/mark.ts";
import { literalPattern } from "./patterns.ts";

/** The input of a snapshot. */
export interface SnapshotSource {
  readonly path: string;
  /** It is a mount of this run, and another process could unmount it under restic. */
  readonly mounted: boolean;
  /** Some files need root to be read. */
  readonly root: boolean;
  /** Values of `--exclude`. */
  readonly exclude: readonly string[];
  readonly excludeCaches: boolean;
  /** The file with mount points that restic must leave out. */
  readonly leftOut: string;
  /** The snapshot whose unchanged files are not read again; null: all files are read. */
  readonly parent: string | null;
}

export function initCommand(access: Access): Command {
  return mover(restic(access, "init"), surroundings(access));
}

/** An unfinished repository is renamed, never deleted: so no data is lost if it is a real one. */
export function asideCommand({ location }: Access, run: RunRef): Command {
  return mover(["mv", "--no-target-directory", "--", location, `${location}.unfinished-${run.id}`]);
}

/** What the tags of a snapshot say. */
export interface Tagged {
  readonly mark: Mark;
  readonly record: RecordedMachine | null;
}

export function backupCommand(access: Access, { mark, record }: Tagged, run: RunRef, source: SnapshotSource): Command {
  const { env, descriptors } = surroundings(access);
  const argv = restic(
    access,
    "backup",
    "--json",
    "--one-file-system",
    source.parent === null ? "--force" : `--parent=${source.parent}`,
    `--compression=${access.compression}`,
    ...uploadLimit(access.uploadLimit),
    `--time=${run.time.replace("T", " ").replace("Z", "")}`,
    `--tag=${[...markTags(mark, record), UNCHECKED_TAG].join(",")}`,
    ...(source.excludeCaches ? ["--exclude-caches"] : []),
    `--exclude-file=${source.leftOut}`,
    ...source.exclude.map((pattern) => `--exclude=${pattern}`),
    ".",
  );
  return mover(argv, {
    cwd: source.path,
    mounted: source.mounted,
    // The repository and its caches belong to the user of the other commands.
    root: source.root ? "read" : false,
    // restic compares excludes with this path, also where a link leads to the source.
    env: { ...env, PWD: source.path },
    descriptors,
  });
}

/** Marks the snapshot of a run as complete, or as incomplete. It gets another id. */
export function markCommand(access: Access, { mark, record }: Tagged, state: "complete" | "incomplete"): Command {
  const tags = markTags(mark, record);
  const set = state === "complete" ? tags : [...tags, INCOMPLETE_TAG];
  const argv = restic(access, "tag", `--set=${set.join(",")}`, `--tag=${[...tags, UNCHECKED_TAG].join(",")}`);
  const condition = state === "complete" ? "if no file is missing" : "if files are missing";
  return mover(argv, { ...surroundings(access), condition });
}

export function forgetCommand(
  access: Access,
  ids: readonly [string, ...string[]],
  condition: string | null = null,
): Command {
  return batchOf(mover(restic(access, "forget"), { ...surroundings(access), condition }), ids);
}

/** Frees the space of deleted snapshots. */
export function pruneCommand(access: Access): Command {
  return mover(restic(access, "prune"), surroundings(access));
}

/** The structure of the repository, without reading all data, and never a repair. */
export function checkCommand(access: Access): Command {
  return mover(restic(access, "check"), surroundings(access));
}

/** Removes exactly these locks. restic itself would remove each lock that it takes for stale. */
export function removeLocksCommand({ location }: Access, ids: readonly [string, ...string[]]): Command {
  return mover(["rm", "--force", "--", ...ids.map((id) => `${location}/locks/${id}`)]);
}

/** What is restored, and where. */
export type Restoration = {
  readonly access: Access;
  readonly snapshot: { readonly id: string; readonly name: string };
  /** An existing directory. */
  readonly to: string;
  /** From the root of the volume; empty: everything. */
  readonly paths: readonly string[];
  /** Paths that are restored in addition to `paths`, if the snapshot has them. */
  readonly also: readonly string[];
  /** Everything is read from the repository, and nothing from the cache of restic. Absent: not. */
  readonly uncached?: true;
};

/** With paths, restic gives the directories above them their attributes, too. */
export function restoreCommand(restoration: Restoration): Command {
  const { access, snapshot, to, paths, also } = restoration;
  const wanted = paths.length === 0 ? [] : [...paths, ...also];
  const include = wanted.map((path) => `--include=/${literalPattern(Buffer.from(path))}`);
  const argv = restic(access, "restore", ...cacheOf(restoration), "--target=.", ...include, snapshot.id);
  return mover(argv, { ...surroundings(access), cwd: to });
}

/** Every entry that `restoreCommand` would restore, one a line. */
export function itemsCommand(restoration: Restoration): Command {
  const { access, snapshot, paths, also } = restoration;
  const wanted = paths.length === 0 ? [] : [...paths, ...also].map((path) => `/${path}`);
  return question(access, "ls", ...cacheOf(restoration), "--json", "--recursive", snapshot.id, ...wanted);
}

/** Every entry of the newest snapshot with these tags that is not checked yet, one a line, after the snapshot itself. */
export function listNewCommand(access: Access, { mark, record }: Tagged): Command {
  const tags = [...markTags(mark, record), UNCHECKED_TAG].join(",");
  return question(access, "ls", "--json", "--recursive", `--tag=${tags}`, "latest");
}

/** The same entries with the bytes of their paths. */
export function namesCommand(restoration: Restoration): Command {
  const { access, snapshot, paths, also } = restoration;
  const wanted = paths.length === 0 ? [] : [...paths, ...also].map((path) => `/${path}`);
  const condition = "if names that are not UTF-8 look alike";
  const command = question(access, "ls", ...cacheOf(restoration), "--recursive", snapshot.id, ...wanted);
  return { ...command, condition };
}

/** Maximum time of a query, in seconds: restic may fetch its cache of a large repository again. */
const ANSWER = 6 * 3600;

/** Reads without a lock, which would be a change. */
function question(access: Access, ...words: readonly [string, ...string[]]): Command {
  return query(restic(access, ...words, "--no-lock"), { ...surroundings(access), timeout: ANSWER });
}

/** restic caches the index, the snapshots and the trees: with its cache, damage of these in the repository is not found. */
function cacheOf({ uncached }: Restoration): readonly string[] {
  return uncached === true ? ["--no-cache"] : [];
}

/** The content of one file. */
export function dumpQuery(access: Access, id: string, path: string): Command {
  return question(access, "dump", id, `/${path}`);
}

export function configQuery(access: Access): Command {
  return question(access, "cat", "config");
}

export function snapshotsQuery(access: Access): Command {
  return question(access, "snapshots", "--json");
}

export function lockQuery(access: Access, id: string): Command {
  return question(access, "cat", "lock", id);
}

export function statsQuery(access: Access, id: string): Command {
  return question(access, "stats", "--json", "--mode=restore-size", id);
}

function restic(access: Access, ...words: readonly [string, ...string[]]): readonly [string, ...string[]] {
  const [command, ...rest] = words;
  return ["restic", command, `--repo=${access.location}`, ...connection(access), ...rest];
}

/** restic counts in KiB a second, and 0 is no limit. */
function uploadLimit(bytesPerSecond: number | null): readonly string[] {
  return bytesPerSecond === null ? [] : [`--limit-upload=${Math.max(1, Math.floor(bytesPerSecond / 1024))}`];
}
