import { corrupt } from "../errors.ts";
import { pathBelow } from "../format/below.ts";
import type { ByteString } from "../format/bytes.ts";
import { compareNames, type EscapedName, escapeName, unescapeName } from "../format/escape.ts";
import { ROOT_NAME } from "../format/node.ts";

/** Which entries of a tree are wanted. */
export interface Wanted {
  /** From the root of the tree; empty: the root itself. */
  readonly below: readonly ByteString[];
  /** How many levels below it; 0: only the entry itself. */
  readonly depth: number;
  /** The name of the entry contains this. */
  readonly name: ByteString;
}

/** A line of an entry, and the revisions that have it: from the first index, before `end`. */
export interface Held {
  readonly first: number;
  readonly end: number;
  readonly line: string;
}

/** A directory that is open in some revisions. */
interface OpenDirectory {
  readonly above: OpenDirectory | null;
  readonly name: EscapedName;
  /** With a slash at its end; the root is "". */
  readonly path: EscapedName;
  /** How many levels it is below the wanted place; negative above it; null: it is elsewhere. */
  readonly level: number | null;
  /** How many revisions are in it, or below. */
  open: number;
  readonly inside: Map<EscapedName, OpenDirectory>;
  readonly entries: Map<EscapedName, Held[]>;
}

/** The directories that are open at one place of a weave, in each of the revisions. In nearly all places they are the same. */
export class DirectoryTree {
  readonly #at: (OpenDirectory | null)[];
  readonly #ended: Uint8Array;
  readonly #wanted: Wanted;
  readonly #names: NameFilter;
  readonly #root: OpenDirectory;
  readonly #rootLines: Held[] = [];
  readonly #found: (path: EscapedName, held: readonly Held[]) => void;

  /** @param found called for each wanted entry, once it is known in all revisions, or all have left its directory */
  constructor(revisions: number, wanted: Wanted, found: (path: EscapedName, held: readonly Held[]) => void) {
    this.#at = new Array<OpenDirectory | null>(revisions).fill(null);
    this.#ended = new Uint8Array(revisions);
    this.#wanted = wanted;
    this.#names = new NameFilter(wanted.name);
    this.#found = found;
    const level = -wanted.below.length;
    this.#root = { above: null, name: "", path: "", level, open: 0, inside: new Map(), entries: new Map() };
  }

  /** All revisions have left their roots. */
  get isClosed(): boolean {
    return this.#ended.every((each) => each === 1);
  }

  enter(first: number, end: number, name: EscapedName, held: Held): void {
    for (let from = first; from < end; ) {
      const above = this.#at[from] ?? null;
      let to = from + 1;
      while (to < end && this.#at[to] === above) to++;
      const directory = above === null ? this.#rootFor(name, from, to) : this.#below(above, name);
      directory.open += to - from;
      this.#at.fill(directory, from, to);
      if (above !== null) this.#add(above, name, held, from, to);
      else if (this.#isWanted(directory.level, "")) this.#rootLines.push({ ...held, first: from, end: to });
      from = to;
    }
  }

  leave(first: number, end: number): void {
    for (let at = first; at < end; at++) {
      const directory = this.#at[at] ?? null;
      if (directory === null) throw corrupt("a revision leaves a directory that it did not enter");
      this.#at[at] = directory.above;
      if (directory.above === null) this.#ended[at] = 1;
      directory.open--;
      if (directory.open === 0) this.#close(directory);
    }
  }

  /** Whether `add` would keep an entry. */
  hasWanted(first: number, end: number, name: EscapedName): boolean {
    if (!this.#names.has(name)) return false;
    for (let at = first; at < end; at++) {
      const level = this.#at[at]?.level;
      if (level != null && (level >= 0 || level === -1)) return true;
    }
    return false;
  }

  add(first: number, end: number, name: EscapedName, held: Held): void {
    for (let from = first; from < end; ) {
      const directory = this.#at[from] ?? null;
      if (directory === null) throw corrupt("a revision has a file outside of its root");
      let to = from + 1;
      while (to < end && this.#at[to] === directory) to++;
      this.#add(directory, name, held, from, to);
      from = to;
    }
  }

  #add(directory: OpenDirectory, name: EscapedName, held: Held, first: number, end: number): void {
    if (!this.#isWanted(this.#levelOf(directory, name), name)) return;
    const lines = directory.entries.get(name);
    const each = { ...held, first, end };
    if (lines !== undefined) lines.push(each);
    // No other line of this name can follow, so that a directory can have any number of them.
    else if (first === 0 && end === this.#at.length) this.#found(directory.path + name, [each]);
    else directory.entries.set(name, [each]);
  }

  #isWanted(level: number | null, name: EscapedName): boolean {
    return level !== null && level >= 0 && level <= this.#wanted.depth && this.#names.has(name);
  }

  #rootFor(name: EscapedName, first: number, end: number): OpenDirectory {
    if (name !== ROOT_NAME || this.#ended.subarray(first, end).includes(1)) throw corrupt("a revision has no root");
    return this.#root;
  }

  #below(above: OpenDirectory, name: EscapedName): OpenDirectory {
    const known = above.inside.get(name);
    if (known !== undefined) return known;
    const level = this.#levelOf(above, name);
    const path = level === null ? "" : pathBelow(above.path, name);
    const directory = { above, name, path, level, open: 0, inside: new Map(), entries: new Map() };
    above.inside.set(name, directory);
    return directory;
  }

  #levelOf({ level }: OpenDirectory, name: EscapedName): number | null {
    if (level === null) return null;
    if (level >= 0) return level + 1;
    const next = this.#wanted.below.at(level);
    return next !== undefined && compareNames(name, escapeName(next)) === 0 ? level + 1 : null;
  }

  #close(directory: OpenDirectory): void {
    for (const [name, held] of directory.entries) this.#found(directory.path + name, held);
    directory.entries.clear();
    directory.above?.inside.delete(directory.name);
    if (directory.above === null && this.isClosed && this.#rootLines.length > 0) this.#found("", this.#rootLines);
  }
}

/** Names that contain some bytes. Each byte has several escaped forms, and almost all names have none of them. */
class NameFilter {
  readonly #plain: ByteString;
  readonly #escaped: EscapedName;

  constructor(bytes: ByteString) {
    this.#plain = bytes;
    this.#escaped = escapeName(bytes);
  }

  has(name: EscapedName): boolean {
    if (this.#plain === "") return true;
    return name.includes("=") ? unescapeName(name).includes(this.#plain) : name.includes(this.#escaped);
  }
}
