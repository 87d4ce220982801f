import { InodeSet } from "./inodes.ts";

const ROOT = 2;

/** In bytes: a symbolic link of ext4 is shorter than a block, and its attributes are in a few blocks. restore has arrays for them. */
const LARGEST = { link: 4095, attributes: 64 * 1024 } as const;

/**
 * What dump writes of each tree, and restore relies on: with directories that contain each other, or files in another order, it
 * never ends, and with larger links it writes behind its arrays.
 */
export class Structure {
  readonly #dumped = new InodeSet();
  readonly #directories = new InodeSet();
  readonly #named = new InodeSet();
  readonly #namedTwice = new InodeSet();
  /** The inodes that the maps at the begin have a bit for; null: there was no map. */
  #inodes: number | null = null;
  #hasDirectories = false;
  /** Without directories. */
  #lastFile = 0;

  /** Each returns a fault, or null. */
  map(inodes: number): string | null {
    const isFirst = this.#inodes === null || this.#inodes === inodes;
    this.#inodes = inodes;
    if (isFirst && !this.#hasDirectories && this.#lastFile === 0) return null;
    return "a map of inodes is at the wrong place, or has another size";
  }

  inode(inode: number, kind: "directory" | "link" | "other", size: number): string | null {
    if (!this.#isMapped(inode)) return `no map has the inode ${inode}`;
    const isSecond = this.#dumped.add(inode);
    if (isSecond === null) return "it has too many inodes";
    if (isSecond) return `the inode ${inode} occurs twice`;
    if (kind === "directory") {
      this.#hasDirectories = true;
      this.#directories.add(inode);
      return this.#lastFile > 0 ? `the directory ${inode} is behind a file` : null;
    }
    if (inode < this.#lastFile) return `the inode ${inode} is behind a larger one`;
    this.#lastFile = inode;
    return kind === "link" && size > LARGEST.link ? `the link with the inode ${inode} is too long` : null;
  }

  attributes(inode: number, size: number): string | null {
    return size > LARGEST.attributes ? `the attributes of the inode ${inode} are too large` : null;
  }

  /** A name other than `.` and `..`. */
  name(child: number): string | null {
    if (!this.#isMapped(child)) return `no map has the inode ${child}`;
    const isSecond = this.#named.add(child);
    if (isSecond === null || (isSecond && this.#namedTwice.add(child) === null)) return "it has too many inodes";
    return child === ROOT ? "a directory has the root as its entry" : null;
  }

  /** After the last inode. A tree in which no directory has two names has no circle below its root. */
  end(): string | null {
    const inode = this.#namedTwice.common(this.#directories);
    return inode === null ? null : `the directory ${inode} has two names`;
  }

  #isMapped(inode: number): boolean {
    return inode >= ROOT && inode <= (this.#inodes ?? 0);
  }
}
