import type { EscapedName } from "../format/escape.ts";
import { latestRevision, type Revision } from "../format/header.ts";
import { WeaveEditor } from "../weave/editor.ts";
import { keptLines } from "../weave/kept-lines.ts";
import { markedText } from "../weave/marked.ts";
import { revisionText } from "../weave/revision.ts";
import { Spool } from "../weave/spool.ts";
import type { StoreDirectory } from "./directory.ts";
import { createFresh, type FreshFile, type FreshOptions } from "./fresh.ts";
import { openSpool } from "./spool-file.ts";
import { readBody, type Surefile } from "./surefile.ts";
import { writeHeader, writeKept } from "./write-weave.ts";

export interface ShortenOptions extends FreshOptions {
  readonly store: StoreDirectory;
  readonly old: Surefile;
  readonly revision: Revision;
  /** The whole new surefile; it is discarded. */
  readonly written: FreshFile;
  /** As for `markedText`. */
  readonly marks: ReadonlyMap<EscapedName, string>;
}

/** Writes the new surefile once more, with marks of decayed files, and with as many lines of its base kept in place as is possible. */
export async function shortened(options: ShortenOptions): Promise<FreshFile> {
  const { store, old, revision, written, marks, compression } = options;
  const base = latestRevision(old.header).number;
  const fd = await written.readBack();
  const text = (): AsyncGenerator<string, void> =>
    markedText(revisionText(readBody(fd, compression), revision.number), marks);
  const kept = await keptLines(revisionText(old.body(), base), text());
  const fresh = await createFresh(store, options);
  try {
    await writeHeader(revision, old.header, fresh);
    const spool = new Spool(() => openSpool(store));
    await writeKept(new WeaveEditor(old.body(), base, revision.number, spool), text(), fresh, kept);
  } catch (error) {
    await fresh.discard();
    throw error;
  }
  await written.discard();
  return fresh;
}
