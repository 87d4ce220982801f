import { closeSync, readFileSync } from "node:fs";
import { openDirectory } from "../descriptor/open-directory.ts";
import { realPathOf } from "../descriptor/path.ts";
import { SureError, systemCode } from "../errors.ts";
import type { ByteString } from "../format/bytes.ts";
import { type EscapedName, escapeName } from "../format/escape.ts";
import { noteFiles } from "../heap.ts";
import type { BaseTree } from "./base-tree.ts";
import type { BatchResult, Digest, FilesPart, Settings, Slices } from "./batch.ts";
import type { WalkedBatch } from "./batches.ts";
import { NO_LARGEST, TOO_LARGE } from "./limits.ts";
import { Mounts } from "./mounts.ts";
import { Pool } from "./pool.ts";
import type { Problem } from "./problem.ts";
import { defaultThreads, type HashThread } from "./thread.ts";
import { fileSystemType, keepsCtime } from "./trust.ts";
import { type Exclusion, walk } from "./walk.ts";

/** The progress of a scan. `bytes` counts what was read. */
export interface Progress {
  readonly files: number;
  readonly bytes: number;
}

export interface TreeOptions {
  readonly root: ByteString;
  readonly digests: readonly Digest[];
  readonly xattrs: boolean;
  /** Files of more bytes are not read; without, all are. */
  readonly largest?: number | undefined;
  /** Paths whose content is read, escaped; without, that of all files. */
  readonly only?: ReadonlySet<EscapedName> | undefined;
  readonly exclusion?: Exclusion | undefined;
  /** The base revision, the recorded ctime below which its hashes are taken over, and the slices that are hashed again. */
  readonly base?:
    | { readonly tree: BaseTree; readonly trustedBefore: number; readonly scrub?: Slices | undefined }
    | undefined;
  readonly threads?: number | undefined;
  readonly worker?: URL | undefined;
  /** Threads that are already starting, at most one less than `threads`; the caller ends them. */
  readonly started?: readonly HashThread[] | undefined;
  /** Ends the scan with the signal's reason, within a large file too. */
  readonly signal?: AbortSignal | undefined;
  onProblem(problem: Problem): void;
  /**
   * Called for mount points of other file systems that cannot be read, or that a user mounted: they are not recorded.
   */
  onLeftOut?(path: EscapedName): void;
  /** Called for files above `largest`: they are recorded without digests. */
  onTooLarge?(path: EscapedName): void;
  onProgress?(progress: Progress): void;
  /** Called for each name of a file with several hard links. */
  onLinked?(path: EscapedName, ino: number): void;
}

/** The number of batches at a time: those of the workers, and a few more. It limits the memory. */
const windowOf = (threads: number): number => 3 * threads + 2;

/** The number of open directories of batches, if this process may open twice as many. */
const MOST_OPEN = 512;

function mostOpenOf(batches: number): number {
  const limit = Number(/^Max open files +(\d+)/m.exec(readFileSync("/proc/self/limits", "latin1"))?.[1] ?? 1024);
  return Math.max(1, Math.floor(Math.min(MOST_OPEN, limit / 2) / batches));
}

/**
 * The text of a live tree as a revision, in pieces of whole lines and in order, during the scan.
 *
 * @throws SureError `missing` when the root is no directory, `untrusted` when it is a link that others can replace,
 *   `unsupported` when extended attributes cannot be read
 */
export async function* treeText(options: TreeOptions): AsyncGenerator<string, void> {
  const root = openRoot(options.root);
  try {
    yield* textBelow(root, options);
  } finally {
    closeSync(root);
  }
}

function openRoot(root: ByteString): number {
  try {
    return openDirectory(root);
  } catch (error) {
    if (systemCode(error) !== "ENOENT" && systemCode(error) !== "ENOTDIR") throw error;
    throw new SureError("missing", `${JSON.stringify(escapeName(root))} is not a directory`, { cause: error });
  }
}

async function* textBelow(root: number, options: TreeOptions): AsyncGenerator<string, void> {
  const threads = Math.max(1, options.threads ?? defaultThreads());
  const settings: Settings = {
    digests: options.digests,
    xattrs: options.xattrs,
    largest: options.largest ?? NO_LARGEST,
    stableInodes: keepsCtime(fileSystemType(root)),
    trustedBefore: options.base?.trustedBefore ?? Number.NEGATIVE_INFINITY,
    scrub: options.base?.scrub,
    links: options.onLinked !== undefined,
  };
  const mounts = new Mounts(realPathOf(root));
  const onLeftOut = (path: EscapedName): void => options.onLeftOut?.(path);
  /** An entry that is unreadable because another file system is mounted there is not part of the tree. */
  const onProblem = (problem: Problem): void => {
    const isUnseen = problem.doing === "look" || problem.doing === "list";
    if (isUnseen && problem.code !== "CHANGED" && mounts.isElsewhere(problem.path)) onLeftOut(problem.path);
    else options.onProblem(problem);
  };
  const pool = new Pool({ settings, threads, worker: options.worker, started: options.started ?? [] });
  const batches = walk({
    root,
    exclusion: options.exclusion,
    untouchable: mounts.untouchable,
    base: options.base?.tree,
    xattrs: options.xattrs,
    only: options.only,
    mostOpen: mostOpenOf(windowOf(threads)),
    onProblem,
    onLeftOut,
  });
  const underWay: { readonly batch: WalkedBatch; readonly text: Promise<string> }[] = [];
  let progress: Progress = { files: 0, bytes: 0 };
  const take = ({ problems, links, files, bytes }: BatchResult, { paths }: WalkedBatch): void => {
    for (const { at, name, ino } of links) options.onLinked?.(paths[at] + name, ino);
    for (const { at, name, doing, code } of problems) {
      const path = paths[at] + name;
      if (code === TOO_LARGE) options.onTooLarge?.(path);
      else onProblem({ path, doing, code });
    }
    progress = { files: progress.files + files, bytes: progress.bytes + bytes };
    options.onProgress?.(progress);
    noteFiles(files);
  };
  try {
    for (let walking = true; ; ) {
      while (walking && underWay.length < windowOf(threads)) {
        const { value, done } = await batches.next();
        if (done) walking = false;
        else {
          const text = complete(pool, value, (result) => take(result, value));
          text.catch(() => {});
          underWay.push({ batch: value, text });
        }
      }
      const first = underWay[0];
      if (!first) return;
      const text = await unlessAborted(first.text, options.signal);
      underWay.shift();
      for (const fd of first.batch.open) closeSync(fd);
      yield text;
    }
  } finally {
    await pool.close();
    await batches.return();
    for (const { batch } of underWay) for (const fd of batch.open) closeSync(fd);
  }
}

function unlessAborted(text: Promise<string>, signal: AbortSignal | undefined): Promise<string> {
  if (!signal) return text;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    text.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/** The text of a batch, its large files included. */
async function complete(pool: Pool, batch: WalkedBatch, take: (result: BatchResult) => void): Promise<string> {
  const result = await pool.run({ parts: batch.parts, alone: batch.alone }, false);
  take(result);
  if (!result.pieces) return batch.parts.map((part) => (typeof part === "string" ? part : part.known)).join("");
  if (result.large.length === 0) return result.pieces[0] ?? "";
  const large = await Promise.all(result.large.map((part) => readLarge(pool, part, take)));
  return result.pieces.map((piece, index) => piece + (large[index] ?? "")).join("");
}

async function readLarge(pool: Pool, part: FilesPart, take: (result: BatchResult) => void): Promise<string> {
  const result = await pool.run({ parts: [part], alone: true }, true);
  take(result);
  return result.pieces?.join("") ?? "";
}
