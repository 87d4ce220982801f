import { countOf, fieldsOf, isId, parseJson } from "./shape.ts";

/** How many regular files an archive has, by `borg info --json`; null when it is not what borg prints. */
export function parseCounted(stdout: Buffer): { readonly id: string; readonly files: number } | null {
  const { archives } = fieldsOf(parseJson(stdout.toString("utf8")));
  if (!Array.isArray(archives) || archives.length !== 1) return null;
  const { id, stats } = fieldsOf((archives as readonly unknown[])[0]);
  const files = countOf(fieldsOf(stats).nfiles);
  return isId(id) && files !== undefined ? { id, files } : null;
}
