import type { Stats } from "node:fs";
import type { LinkedName } from "./batch.ts";
import type { FileFacts } from "./facts.ts";
import type { Entry } from "./file-line.ts";

/** In bytes: a smaller file is read as fast as it is found here. */
const SMALLEST = 1 << 16;

/** So many files are kept, the last ones that were met. Each takes about 200 bytes. */
const MOST = 1 << 16;

interface Held {
  readonly ctimeMs: number;
  readonly mtimeMs: number;
  readonly size: number;
  readonly digests: string;
}

/**
 * The digests of files with several hard links. A user can give one file 65,000 names without using space, so the
 * content is read once for all names. One for each thread.
 */
export class LinkedDigests {
  readonly #held = new Map<FileFacts["ino"], Held>();

  /** @returns the digests under another name, if the file has not changed since */
  of(stats: Stats, { ino }: FileFacts): string | undefined {
    if (!isShared(stats)) return undefined;
    const held = this.#held.get(ino);
    if (held?.ctimeMs !== stats.ctimeMs || held.mtimeMs !== stats.mtimeMs || held.size !== stats.size) return undefined;
    this.#held.delete(ino);
    this.#held.set(ino, held);
    return held.digests;
  }

  /** @param digests empty when the file could not be read */
  keep(stats: Stats, { ino }: FileFacts, digests: string): void {
    if (digests === "" || !isShared(stats)) return;
    const { ctimeMs, mtimeMs, size } = stats;
    this.#held.delete(ino);
    this.#held.set(ino, { ctimeMs, mtimeMs, size, digests });
    if (this.#held.size > MOST) this.#held.delete(this.#held.keys().next().value as FileFacts["ino"]);
  }
}

/** The names of files with several hard links that a batch met. */
export class LinkedNames {
  #names: LinkedName[] = [];

  note({ part, name }: Entry, { nlink }: Stats, { ino }: FileFacts): void {
    if (nlink > 1) this.#names.push({ at: part.at, name, ino: Number(ino) });
  }

  take(): readonly LinkedName[] {
    const names = this.#names;
    this.#names = [];
    return names;
  }
}

const isShared = ({ nlink, size }: Stats): boolean => nlink > 1 && size >= SMALLEST;
