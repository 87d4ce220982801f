/** The content of a file system. Immutable: a snapshot is the same value. */
export type Node = Directory | RegularFile | Link;

interface Entry {
  readonly inode: number;
  /** Permission bits. */
  readonly mode: number;
  readonly uid: number;
  /** Milliseconds since the epoch. */
  readonly mtime: number;
}

export interface Directory extends Entry {
  readonly kind: "directory";
  readonly entries: { readonly [name: string]: Node };
}

export interface RegularFile extends Entry {
  readonly kind: "file";
  readonly content: string;
  /** A bad sector: it cannot be read. */
  readonly damaged?: boolean;
}

export interface Link extends Entry {
  readonly kind: "symlink";
  readonly target: string;
}

export function entriesOf(directory: Directory): readonly (readonly [string, Node])[] {
  return Object.entries(directory.entries).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Everything below a directory, each with its path from there, a directory before what is in it. */
export function below(directory: Directory, inside = ""): readonly (readonly [string, Node])[] {
  return entriesOf(directory).flatMap(([name, node]) => {
    const path = inside === "" ? name : `${inside}/${name}`;
    const own = [path, node] as const;
    return node.kind === "directory" ? [own, ...below(node, path)] : [own];
  });
}

export function sizeOf(node: Node): number {
  switch (node.kind) {
    case "file":
      return Buffer.byteLength(node.content);
    case "symlink":
      return Buffer.byteLength(node.target);
    case "directory":
      return 4096;
  }
}

/**
 * The facts that an archive or a mirror must preserve: kinds, names, contents, links, modes, owners, times; not inodes.
 */
export type Content = readonly (readonly [path: string, what: string])[];

/** `leave`: paths that do not count. */
export function contentOf(root: Directory, leave: (path: string) => boolean = () => false): Content {
  const found: [string, string][] = [];
  const walk = (directory: Directory, prefix: string) => {
    for (const [name, node] of entriesOf(directory)) {
      const path = prefix + name;
      if (leave(path)) continue;
      found.push([path, described(node)]);
      if (node.kind === "directory") walk(node, `${path}/`);
    }
  };
  walk(root, "");
  return found;
}

function described(node: Node): string {
  const owner = `${node.mode.toString(8)} ${node.uid}`;
  switch (node.kind) {
    case "file":
      return `file ${owner} ${node.mtime} ${node.content}`;
    case "symlink":
      return `link ${node.target}`;
    case "directory":
      return `directory ${owner}`;
  }
}
