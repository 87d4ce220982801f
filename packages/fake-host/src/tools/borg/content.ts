import { below, type Directory, sizeOf } from "../../tree/node.ts";

/** The counts that borg reports about an archive: regular files and their bytes. */
export function statsOf(tree: Directory) {
  const files = below(tree).filter(([, { kind }]) => kind === "file");
  const bytes = files.reduce((sum, [, node]) => sum + sizeOf(node), 0);
  return { compressed_size: bytes, deduplicated_size: bytes, nfiles: files.length, original_size: bytes };
}
