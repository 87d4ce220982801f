import { countOf, fieldsOf, isId, parseJson } from "@rdump/core/provider";

export interface CountedArchive {
  readonly id: string;
  /** Regular files. */
  readonly files: number;
  /** Their original size and that of what describes them. */
  readonly bytes: number;
}

/** The counts of `borg info --json` for an archive; null for unexpected output. */
export function parseCounted(stdout: Buffer): CountedArchive | null {
  const { archives } = fieldsOf(parseJson(stdout.toString("utf8")));
  if (!Array.isArray(archives) || archives.length !== 1) return null;
  const { id, stats } = fieldsOf((archives as readonly unknown[])[0]);
  const [files, bytes] = [countOf(fieldsOf(stats).nfiles), countOf(fieldsOf(stats).original_size)];
  return isId(id) && files !== undefined && bytes !== undefined ? { id, files, bytes } : null;
}
