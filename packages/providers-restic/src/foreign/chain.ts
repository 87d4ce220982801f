/** An entry of a tree, as `lstat` sees it. */
export interface Entry {
  /** From the root of the tree, without a slash at its begin; `""`: the root. */
  readonly path: string;
  /** As `find` names it: `f`, `d`, `l`, and so on. */
  readonly kind: string;
  readonly uid: number;
  readonly gid: number;
  /** The bits of the permissions, with the sticky bit (0o1000). */
  readonly mode: number;
  /** In bytes; 0 for all but regular files. */
  readonly size: number;
  /** Time of the last change of the content, in whole seconds since 1970. */
  readonly mtime: number;
  /** Its nine digits of nanoseconds. */
  readonly fraction: string;
}

interface Directory {
  readonly path: string;
  /** Other users than root and the caller who own this directory, or one above it. */
  readonly owners: ReadonlySet<number>;
  /** A group or everyone can replace entries of a directory of root or the caller, here or above. */
  readonly shared: boolean;
}

/**
 * Walks a list of a tree in which each directory comes before its entries, and finds the entries that one of the users who
 * can replace a directory above them could not have made there.
 */
export class Chain {
  readonly #caller: number;
  /** The directories above the entry, outermost first. */
  readonly #above: Directory[] = [];

  constructor(caller: number) {
    this.#caller = caller;
  }

  /**
   * Whether another user can have replaced a directory above the entry, and the entry is not that user's. Null: the list is
   * in another order, so it is not known.
   */
  isForeign(entry: Entry): boolean | null {
    const depth = entry.path === "" ? 0 : entry.path.split("/").length;
    this.#above.length = Math.min(this.#above.length, depth);
    const parent = this.#above.at(-1);
    if (parent?.path !== parentOf(entry.path)) return null;
    if (entry.kind === "d") this.#enter(entry, parent);
    if (parent === undefined || (parent.owners.size === 0 && !parent.shared)) return false;
    const others = parent.owners.size - Number(parent.owners.has(entry.uid));
    return others > 0 || this.#isTrusted(entry.uid);
  }

  #enter({ path, uid, mode }: Entry, parent: Directory | undefined): void {
    const { owners, shared } = parent ?? { owners: new Set<number>(), shared: false };
    const isTrusted = this.#isTrusted(uid);
    this.#above.push({
      path,
      owners: isTrusted || owners.has(uid) ? owners : new Set([...owners, uid]),
      // With the sticky bit, only owners replace their entries.
      shared: shared || (isTrusted && (mode & OTHERS_WRITE) !== 0 && (mode & STICKY) === 0),
    });
  }

  #isTrusted(uid: number): boolean {
    return uid === 0 || uid === this.#caller;
  }
}

const OTHERS_WRITE = 0o022;
const STICKY = 0o1000;

/** Undefined for the root. */
function parentOf(path: string): string | undefined {
  return path === "" ? undefined : path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}
