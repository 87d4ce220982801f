import { type Directory, entriesOf, type Node, sizeOf } from "../../tree/node.ts";

/** Everything below a directory, each with its path from there, a directory before what is in it. */
export function below(directory: Directory, inside = ""): readonly (readonly [string, Node])[] {
  return entriesOf(directory).flatMap(([name, node]) => {
    const path = inside === "" ? name : `${inside}/${name}`;
    const own = [path, node] as const;
    return node.kind === "directory" ? [own, ...below(node, path)] : [own];
  });
}

/** What borg counts of an archive's content: regular files and their bytes. */
export function statsOf(tree: Directory) {
  const files = below(tree).filter(([, { kind }]) => kind === "file");
  const bytes = files.reduce((sum, [, node]) => sum + sizeOf(node), 0);
  return { compressed_size: bytes, deduplicated_size: bytes, nfiles: files.length, original_size: bytes };
}
