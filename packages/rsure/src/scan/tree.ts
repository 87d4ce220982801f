import type { ByteString } from "../format/bytes.ts";
import { noteFiles } from "../heap.ts";
import type { BaseTree } from "./base-tree.ts";
import type { BatchResult, Digest, FilesPart, Settings } from "./batch.ts";
import { Pool } from "./pool.ts";
import type { Problem } from "./problem.ts";
import { defaultThreads, type HashThread } from "./thread.ts";
import { type Exclusion, type WalkedBatch, walk } from "./walk.ts";

/** How far a scan has come. `bytes` counts what was read. */
export interface Progress {
  readonly files: number;
  readonly bytes: number;
}

export interface TreeOptions {
  readonly root: ByteString;
  readonly digests: readonly Digest[];
  readonly xattrs: boolean;
  readonly exclusion?: Exclusion | undefined;
  /** The base revision, and the recorded ctime below which its hashes are taken over. */
  readonly base?: { readonly tree: BaseTree; readonly trustedBefore: number } | undefined;
  readonly threads?: number | undefined;
  readonly worker?: URL | undefined;
  /** Threads that are on their way already, at most one less than `threads`; whoever started them ends them. */
  readonly started?: readonly HashThread[] | undefined;
  /** Ends the scan with the signal's reason, within a large file too. */
  readonly signal?: AbortSignal | undefined;
  onProblem(problem: Problem): void;
  onProgress?(progress: Progress): void;
}

/** Batches that are under way at a time: what the workers hold, and a few more. It bounds the memory. */
const windowOf = (threads: number): number => 3 * threads + 2;

/**
 * The text of a live tree as a revision, in pieces of whole lines and in order, while it is walked, read and hashed.
 *
 * @throws SureError `missing` when the root is no directory, `unsupported` when extended attributes cannot be read
 */
export async function* treeText(options: TreeOptions): AsyncGenerator<string, void> {
  const threads = Math.max(1, options.threads ?? defaultThreads());
  const settings: Settings = {
    digests: options.digests,
    xattrs: options.xattrs,
    trustedBefore: options.base?.trustedBefore ?? Number.NEGATIVE_INFINITY,
  };
  const pool = new Pool({ settings, threads, worker: options.worker, started: options.started ?? [] });
  const batches = walk({ ...options, exclusion: options.exclusion, base: options.base?.tree });
  const underWay: { readonly batch: WalkedBatch; readonly text: Promise<string> }[] = [];
  let progress: Progress = { files: 0, bytes: 0 };
  const take = (result: BatchResult): void => {
    for (const problem of result.problems) options.onProblem(problem);
    progress = { files: progress.files + result.files, bytes: progress.bytes + result.bytes };
    options.onProgress?.(progress);
    noteFiles(result.files);
  };
  try {
    for (let walking = true; ; ) {
      while (walking && underWay.length < windowOf(threads)) {
        const { value, done } = await batches.next();
        if (done) walking = false;
        else {
          const text = complete(pool, value, take);
          text.catch(() => {});
          underWay.push({ batch: value, text });
        }
      }
      const first = underWay.shift();
      if (!first) return;
      yield await unlessAborted(first.text, options.signal);
      for (const anchor of first.batch.anchors) anchor.close();
    }
  } finally {
    await pool.close();
    await batches.return();
    for (const { batch } of underWay) for (const anchor of batch.anchors) anchor.close();
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
