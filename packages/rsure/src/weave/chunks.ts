import { corrupt } from "../errors.ts";

const LF = 0x0a;

/** A header may list the revisions of decades; a body line holds one name and one link target. */
const LONGEST_HEADER = 1 << 24;
const LONGEST_LINE = 1 << 20;

/** The header's line, and the rest as buffers of whole lines. */
export interface WholeLines {
  readonly first: Buffer;
  readonly rest: AsyncGenerator<Buffer, void>;
  /**
   * Closes the source. `rest.return()` is not enough: a generator that never started skips its `finally`, and the source
   * can be a child process.
   */
  close(): Promise<void>;
}

/**
 * Splits a source into its first line and the rest. The caller closes the result, or reads `rest` to its end.
 *
 * @throws SureError `corrupt` when there is no first line; the source is then closed
 */
export async function wholeLines(source: AsyncIterable<Buffer>): Promise<WholeLines> {
  const chunks = source[Symbol.asyncIterator]();
  try {
    const { first, start } = await firstLine(chunks);
    const rest = following(start, chunks);
    const close = async (): Promise<void> => {
      await rest.return();
      await chunks.return?.();
    };
    return { first, rest, close };
  } catch (error) {
    await chunks.return?.();
    throw error;
  }
}

async function firstLine(chunks: AsyncIterator<Buffer>): Promise<{ readonly first: Buffer; readonly start: Buffer }> {
  const parts: Buffer[] = [];
  for (let length = 0; ; ) {
    const { value, done } = await chunks.next();
    if (done) throw corrupt(length === 0 ? "the surefile is empty" : "the surefile ends inside its first line");
    const end = value.indexOf(LF);
    if (end >= 0) {
      parts.push(value.subarray(0, end));
      return { first: Buffer.concat(parts), start: value.subarray(end + 1) };
    }
    parts.push(value);
    length += value.length;
    if (length > LONGEST_HEADER) throw corrupt("the surefile's first line has no end");
  }
}

async function* following(start: Buffer, chunks: AsyncIterator<Buffer>): AsyncGenerator<Buffer, void> {
  let carried = start;
  try {
    for (;;) {
      const end = carried.lastIndexOf(LF) + 1;
      if (end > 0) yield carried.subarray(0, end);
      const tail = carried.subarray(end);
      if (tail.length > LONGEST_LINE) throw corrupt("the surefile has a line without an end");
      const { value, done } = await chunks.next();
      if (done) {
        if (tail.length > 0) throw corrupt("the surefile ends inside a line");
        return;
      }
      carried = tail.length === 0 ? value : Buffer.concat([tail, value]);
    }
  } finally {
    await chunks.return?.();
  }
}
