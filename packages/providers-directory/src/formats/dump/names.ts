import { LARGEST_STATE } from "../levels.ts";
import type { StreamNames } from "../whole/tree.ts";

/** Immutable, append-only, and names without case. */
const HARD = 0x10 | 0x20 | 0x40000000;

/** Collects the names of a dump. Only forms are accepted in which restore finds the same names. */
export class DumpNames {
  readonly #dumped = new Set<number>();
  readonly #directories = new Map<number, string>();
  #open: { readonly inode: number; readonly entries: string[] } | null = null;
  #hasFiles = false;
  #size = 0;
  #obstacle: string | null = null;

  /** Returns a fault, or null. */
  header(inode: number, isDirectory: boolean, flags: number): string | null {
    this.#close();
    if (this.#dumped.has(inode)) return `the inode ${inode} occurs twice`;
    if (isDirectory && this.#hasFiles) return `the directory ${inode} is behind a file`;
    this.#dumped.add(inode);
    if (isDirectory) this.#open = { inode, entries: [] };
    else this.#hasFiles = true;
    if ((flags & HARD) !== 0)
      this.#obstacle ??= `the inode ${inode} is immutable, append-only, or has case-insensitive names`;
    return null;
  }

  entry(inode: number, name: string): void {
    if (name === "." || name === "..") return;
    const entry = `${inode} ${name}\0`;
    this.#size += entry.length;
    if (this.#size <= LARGEST_STATE) this.#open?.entries.push(entry);
    else this.#obstacle ??= "it has too many names";
  }

  /** After the last header. */
  end(): StreamNames {
    this.#close();
    return { dumped: this.#dumped, directories: this.#directories, obstacle: this.#obstacle };
  }

  #close(): void {
    if (this.#open !== null) this.#directories.set(this.#open.inode, this.#open.entries.join(""));
    this.#open = null;
  }
}
