/** The directories of a file system by their inodes, each with its entries as `INODE NAME` and a NUL, one character for each byte. */
export type Directories = ReadonlyMap<number, string>;

/** The names in a stream. A difference has the directories with changes, and those above. */
export interface StreamNames {
  /** Inodes that the stream has. */
  readonly dumped: ReadonlySet<number>;
  readonly directories: Directories;
  /** Why no difference to it can be restored; null: it can. */
  readonly obstacle: string | null;
}

const ROOT = 2;
const HEAD = "rdump names 1\0";

export function stateOf(directories: Directories): Buffer {
  const parts = [HEAD];
  for (const [inode, entries] of directories) parts.push(`d${inode}\0`, entries);
  return Buffer.from(parts.join(""), "latin1");
}

/** Null for anything that `stateOf` does not write. */
export function directoriesIn(state: Buffer): Directories | null {
  const text = state.toString("latin1");
  if (!text.startsWith(HEAD)) return null;
  const found = new Map<number, string>();
  let inode: number | null = null;
  let from = HEAD.length;
  for (let at = from; at < text.length; ) {
    const end = text.indexOf("\0", at);
    const begin = /^(?:d\d{1,10}$|\d{1,10} .)/s.exec(text.slice(at, Math.min(end, at + 13)));
    if (end < 0 || begin === null || (inode === null && text[at] !== "d")) return null;
    if (text[at] === "d") {
      if (inode !== null) found.set(inode, text.slice(from, at));
      inode = Number(text.slice(at + 1, end));
      from = end + 1;
    }
    at = end + 1;
  }
  if (inode !== null) found.set(inode, text.slice(from));
  return found;
}

/** The tree after a stream. */
export interface Successor {
  readonly directories: Directories;
  /** Names of files. */
  readonly files: number;
  /** Paths to remove before the stream is extracted over the tree before: `./a/b`, without others below them. */
  readonly removals: readonly string[];
}

interface Place {
  readonly inode: number;
  /** Ends with `/`. */
  readonly path: string;
  /** The tree before has the same directory at this path. */
  readonly isKept: boolean;
}

/**
 * Pure: each name of the tree must be in the stream, or at the same path before, so that a restore of the stream over the
 * tree before is exact. A directory that was renamed with its files is not: a program that looks for changes of files leaves
 * these files out.
 */
export function successorOf(
  before: Directories,
  stream: Pick<StreamNames, "dumped" | "directories">,
): Successor | { readonly fault: string } {
  const directories = new Map<number, string>();
  const removals: string[] = [];
  const open: Place[] = [{ inode: ROOT, path: "./", isKept: true }];
  let files = 0;
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const text = stream.directories.get(place.inode) ?? before.get(place.inode);
    const entries = text === undefined ? null : entriesOf(text);
    const former = place.isKept ? entriesOf(before.get(place.inode) ?? "") : new Map<string, number>();
    if (text === undefined || entries === null || former === null || directories.has(place.inode))
      return { fault: `the directory ${place.path} is not valid` };
    directories.set(place.inode, text);
    for (const [name, inode] of entries) {
      const isSame = former.get(name) === inode;
      const isDumped = stream.dumped.has(inode);
      if (!isDumped && !isSame) return { fault: `${place.path}${name} has a new path, and is not in the archive` };
      const isDirectory = isDumped ? stream.directories.has(inode) : before.has(inode);
      const isKept = isSame && isDirectory && before.has(inode);
      if (isDirectory) open.push({ inode, path: `${place.path}${name}/`, isKept });
      else files++;
      if (isDumped && !isKept && former.has(name)) removals.push(place.path + name);
    }
    for (const name of former.keys()) if (!entries.has(name)) removals.push(place.path + name);
  }
  return { directories, files, removals };
}

/** Inodes by name; null if a name is there twice. */
function entriesOf(text: string): ReadonlyMap<string, number> | null {
  const found = new Map<string, number>();
  let count = 0;
  for (let at = 0; at < text.length; count++) {
    const end = text.indexOf("\0", at);
    const space = text.indexOf(" ", at);
    found.set(text.slice(space + 1, end), Number(text.slice(at, space)));
    at = end + 1;
  }
  return found.size === count ? found : null;
}
