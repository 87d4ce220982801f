import { type Directory, entriesOf, type Node, type RegularFile, sizeOf } from "../../tree/node.ts";
import type { Rules } from "./rules.ts";

/** The work of rsync between two trees, in its order: changes first, deletions at the end. */
export interface Copy {
  /** The entries that are copied into the mirror, parents first; `transfers`: a file whose content is copied. */
  readonly puts: readonly {
    readonly path: string;
    readonly node: Node;
    readonly transfers: boolean;
    readonly isNew: boolean;
  }[];
  /** Deepest first. */
  readonly deletes: readonly string[];
  readonly stats: CopyStats;
}

export interface CopyStats {
  /** Entries of the source, the root among them. */
  readonly files: number;
  /** Regular files of the source. */
  readonly regular: number;
  readonly created: number;
  readonly deleted: number;
  readonly transferred: number;
  readonly totalBytes: number;
  readonly transferredBytes: number;
}

export interface HowToCompare {
  readonly rules: Rules;
  /** The rule by which two files are equal. */
  readonly by: "size" | "times" | "checksum";
}

export function copyOf(source: Directory, mirror: Directory, { rules, by }: HowToCompare): Copy {
  const from = flat(source, rules.leavesOut);
  const to = flat(mirror, () => false);
  const puts: Copy["puts"][number][] = [];
  for (const [path, node] of from) {
    const old = to.get(path);
    const isNew = old === undefined || old.kind !== node.kind;
    const transfers = node.kind === "file" && (isNew || !isSame(node, old as RegularFile, by));
    if (isNew || transfers || !sameDetails(node, old)) puts.push({ path, node, transfers, isNew });
  }
  const deletes = deletable(mirror, from, rules, "");
  const bytes = (nodes: readonly Node[]) =>
    nodes.reduce((sum, node) => sum + (node.kind === "file" ? sizeOf(node) : 0), 0);
  const moved = puts.filter(({ transfers }) => transfers).map(({ node }) => node);
  const stats: CopyStats = {
    files: from.size + 1,
    regular: [...from.values()].filter(({ kind }) => kind === "file").length,
    created: puts.filter(({ isNew }) => isNew).length,
    deleted: deletes.length,
    transferred: moved.length,
    totalBytes: [...from.values()].reduce((sum, node) => sum + (node.kind === "directory" ? 0 : sizeOf(node)), 0),
    transferredBytes: bytes(moved),
  };
  return { puts, deletes, stats };
}

function flat(root: Directory, leavesOut: (path: string) => boolean): Map<string, Node> {
  const found = new Map<string, Node>();
  const walk = (directory: Directory, prefix: string) => {
    for (const [name, node] of entriesOf(directory)) {
      const path = prefix + name;
      if (leavesOut(path)) continue;
      found.set(path, node);
      if (node.kind === "directory") walk(node, `${path}/`);
    }
  };
  walk(root, "");
  return found;
}

function isSame(a: RegularFile, b: RegularFile, by: HowToCompare["by"]): boolean {
  if (sizeOf(a) !== sizeOf(b)) return false;
  if (by === "size") return true;
  return by === "checksum" ? a.content === b.content : a.mtime === b.mtime;
}

function sameDetails(a: Node, b: Node | undefined): boolean {
  if (b === undefined || a.kind !== b.kind || a.uid !== b.uid) return false;
  if (a.kind === "symlink") return b.kind === "symlink" && a.target === b.target;
  return a.mode === b.mode && a.mtime === b.mtime;
}

/** The entries that the source does not have, deepest first. A directory with a protected entry stays. */
function deletable(
  directory: Directory,
  from: ReadonlyMap<string, Node>,
  rules: Rules,
  prefix: string,
): readonly string[] {
  return entriesOf(directory).flatMap(([name, node]) => {
    const path = prefix + name;
    if (rules.protects(path)) return [];
    const below = node.kind === "directory" ? deletable(node, from, rules, `${path}/`) : [];
    const stays = from.has(path) || (node.kind === "directory" && below.length < countBelow(node));
    const isReplaced = from.has(path) && from.get(path)?.kind !== node.kind;
    return stays && !isReplaced ? below : [...below, path];
  });
}

function countBelow(directory: Directory): number {
  return entriesOf(directory).reduce(
    (sum, [, node]) => sum + 1 + (node.kind === "directory" ? countBelow(node) : 0),
    0,
  );
}
