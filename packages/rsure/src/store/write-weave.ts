import { addRevision, emptyHeader, formatHeader, type Header, type Revision } from "../format/header.ts";
import { TextCursor } from "../weave/cursor.ts";
import type { WeaveEditor } from "../weave/editor.ts";
import { type KeptLines, keepLines } from "../weave/kept-lines.ts";
import { MARK } from "../weave/marks.ts";
import { type MergeSink, mergeTrees } from "../weave/merge.ts";
import { MovedLines } from "../weave/moved.ts";
import { type Turnover, TurnoverCounter } from "../weave/turnover.ts";
import type { FreshFile } from "./fresh.ts";

/** Writes the first line: the header with one more revision. */
export async function writeHeader(revision: Revision, header: Header | undefined, fresh: FreshFile): Promise<void> {
  const line = formatHeader(addRevision(header ?? emptyHeader(), revision));
  await fresh.write(Buffer.from(`${line}\n`, "utf8"));
}

/** Writes the weave of a first revision. */
export async function writeFirst(number: number, tree: AsyncIterable<string>, fresh: FreshFile): Promise<void> {
  await fresh.write(Buffer.from(`${MARK}I ${number}\n`, "latin1"));
  for await (const text of tree) await fresh.write(Buffer.from(text, "latin1"));
  await fresh.write(Buffer.from(`${MARK}E ${number}\n`, "latin1"));
}

export interface Merged {
  readonly turnover: Turnover;
  /** Directories moved, so that the weave got clearly more lines than it needs. */
  readonly isLong: boolean;
}

/** Writes a further revision, compared with its base in the order of names. One pass, no memory. `watched`: adds a sink in front. */
export async function writeMerged(
  editor: WeaveEditor,
  tree: AsyncIterable<string>,
  fresh: FreshFile,
  watched: (sink: MergeSink) => MergeSink,
): Promise<Merged> {
  const moved = new MovedLines(editor);
  const counter = new TurnoverCounter(moved);
  await written(editor, tree, fresh, (cursor) => mergeTrees(editor, cursor, watched(counter)));
  return { turnover: counter.turnover, isLong: moved.areMany };
}

/** Writes a further revision in which the given lines of its base stay. */
export async function writeKept(
  editor: WeaveEditor,
  tree: AsyncIterable<string>,
  fresh: FreshFile,
  kept: KeptLines,
): Promise<void> {
  await written(editor, tree, fresh, (cursor) => keepLines(editor, cursor, kept, editor));
}

async function written(
  editor: WeaveEditor,
  tree: AsyncIterable<string>,
  fresh: FreshFile,
  merge: (cursor: TextCursor) => AsyncIterable<void>,
): Promise<void> {
  const cursor = new TextCursor(tree);
  const drain = async (): Promise<void> => {
    for (const piece of editor.takeOutput()) for (const bytes of piece) await fresh.write(bytes);
  };
  try {
    await editor.refill();
    await cursor.refill();
    for await (const _ of merge(cursor)) await drain();
    editor.finish();
    await drain();
  } finally {
    await editor.close();
  }
}
