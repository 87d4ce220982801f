import type { ByteString } from "../format/bytes.ts";
import type { EscapedName } from "../format/escape.ts";
import type { Batch, Part } from "./batch.ts";

/** Enough work for one message to another thread, and little enough that all threads end at about the same time. */
export const BATCH_FILES = 256;
const BATCH_TEXT = 1 << 16;

/** A batch, and what it needs until it is done. */
export interface WalkedBatch extends Batch {
  /** The paths of its directories, relative to the root, escaped, "" or with a slash at their end. */
  readonly paths: readonly EscapedName[];
  /** Descriptors of directories, to be closed when the batch is done. */
  readonly open: readonly number[];
}

/** The batch that a walk fills. */
export class BatchFiller {
  text: string;
  files = 0;
  #parts: Part[] = [];
  #paths: EscapedName[] = [];
  #open: number[] = [];
  readonly #mostOpen: number;

  constructor(text: string, mostOpen: number) {
    this.text = text;
    this.#mostOpen = mostOpen;
  }

  get isFull(): boolean {
    return this.files >= BATCH_FILES || this.text.length > BATCH_TEXT || this.#open.length >= this.#mostOpen;
  }

  /** Entries of a directory, which stays open for as long as they need it. */
  add(
    directory: string,
    path: EscapedName,
    entries: { names: readonly ByteString[]; types: string; known: string },
  ): void {
    const names = entries.names.join("/");
    this.#parts.push(this.text, {
      directory,
      at: this.#paths.length,
      names,
      types: entries.types,
      known: entries.known,
    });
    this.#paths.push(path);
    this.text = "";
    this.files += entries.names.length;
  }

  /** Passes a descriptor that is closed when the batch is done. */
  hold(fd: number): void {
    this.#open.push(fd);
  }

  take(): WalkedBatch {
    if (this.text !== "") this.#parts.push(this.text);
    const batch = { parts: this.#parts, alone: false, paths: this.#paths, open: this.#open };
    this.text = "";
    this.files = 0;
    this.#parts = [];
    this.#paths = [];
    this.#open = [];
    return batch;
  }
}
