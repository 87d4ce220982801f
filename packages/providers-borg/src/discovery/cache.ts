import { homedir } from "node:os";
import { isAbsolute, join } from "node:path/posix";
import { query, type ReadIo } from "@rdump/core/provider";
import type { Access } from "../access.ts";
import type { LogEntry } from "../answers/log.ts";

/** The default directory of the caches, computed as borg computes it; null if it depends on the working directory. */
export function cachesIn(env: NodeJS.ProcessEnv): string | null {
  const caches = join(env.XDG_CACHE_HOME ?? join(env.HOME || homedir(), ".cache"), "borg");
  return isAbsolute(caches) ? caches : null;
}

/** The repository whose cache borg could not use, from the traceback of borg. */
export function refusedCache(entries: readonly LogEntry[]): string | null {
  const ends = entries.map((entry) => (entry.kind === "message" ? entry.text : ""));
  const [end] = ends.filter((text) => text.startsWith("Traceback") && text.includes('borg/cache.py"')).slice(-1);
  return end === undefined ? null : (/\/([0-9a-f]{64})\//.exec(end)?.[1] ?? null);
}

/**
 * The path of the torn cache of the repository with this id; null if the cache is not torn or cannot be read.
 * `caches`: the directory of borg's caches where the config declares none; null: not known.
 */
export async function tornCache(
  io: ReadIo,
  { cacheDir }: Access,
  caches: string | null,
  id: string,
): Promise<string | null> {
  const place = cacheDir ?? caches;
  if (place === null || !/^[0-9a-f]{64}$/.test(id)) return null;
  const cache = join(place, id);
  return (await isTorn(io, cache)) ? cache : null;
}

const MOST_CONFIG = 64 * 1024;
const MOST_NAMES = 1000;

/** All files that borg writes into a cache. A directory with any other file is not a cache. */
const ITS_NAMES =
  /^(README|CACHEDIR\.TAG|config|chunks|chunks\.archive\.d|files(\..+)?|pre12-meta|txn\.(active|tmp)|lock\..+)(-\w+\.tmp)?$/;

/**
 * Whether the cache of a repository is torn: borg refuses to use it and never repairs it. borg copies config and index
 * into `txn.active` before it changes them, does not sync the copies, and restores them after an interruption. So after a
 * power cut they can be empty. A cache that is unfinished or partly removed has no config. A cache that cannot be read
 * does not count as torn. The cache of a running borg can look torn for a moment.
 */
export async function isTorn(io: ReadIo, cache: string): Promise<boolean> {
  try {
    if ((await io.lstat(cache))?.kind !== "directory") return false;
    if (!(await namesIn(io, cache)).every((name) => ITS_NAMES.test(name))) return false;
    if (!(await isConfigWhole(io, cache))) return true;
    const saved = join(cache, "txn.active");
    if ((await io.lstat(saved)) === null) return !(await isIndexWhole(io, cache));
    const hasFiles = (await namesIn(io, saved)).some((name) => name === "files" || name.startsWith("files."));
    return !hasFiles || !(await isConfigWhole(io, saved)) || !(await isIndexWhole(io, saved));
  } catch {
    return false;
  }
}

async function namesIn(io: ReadIo, directory: string): Promise<readonly string[]> {
  return (await io.names(directory, MOST_NAMES))?.map(String) ?? [];
}

async function isConfigWhole(io: ReadIo, directory: string): Promise<boolean> {
  const text = (await io.readFile(join(directory, "config"), MOST_CONFIG))?.toString("latin1") ?? "";
  return /^\[cache\]$/m.test(text) && /^manifest = [0-9a-f]*$/m.test(text);
}

/** The header of the index of chunks: magic, entries, buckets, size of a key, size of a value. */
const HEADER = 18;

/** The index has the length that its header gives. */
async function isIndexWhole(io: ReadIo, directory: string): Promise<boolean> {
  const path = join(directory, "chunks");
  const size = (await io.lstat(path))?.size ?? 0;
  if (size < HEADER) return false;
  const { exitCode, stdout } = await io.query(query(["head", `--bytes=${HEADER}`, "--", path]));
  if (exitCode === 0 && stdout.every((byte) => byte === 0)) return false;
  // Of another form, or not to be read: borg itself will tell.
  if (exitCode !== 0 || stdout.length !== HEADER || stdout.toString("latin1", 0, 8) !== "BORG_IDX") return true;
  return size === HEADER + stdout.readInt32LE(12) * (stdout.readUInt8(16) + stdout.readUInt8(17));
}
