/** Buffers that two readers are given, with their text as soon as the first of them has asked for it. */
const shared = new WeakMap<Buffer, string | undefined>();

/** Marks a buffer that two readers receive. */
export function shareText(chunk: Buffer): void {
  shared.set(chunk, undefined);
}

/** A buffer as text, a character a byte. The text of a shared buffer is made for the first reader and removed by the second. */
export function textOfChunk(chunk: Buffer): string {
  const known = shared.get(chunk);
  if (known !== undefined) {
    shared.delete(chunk);
    return known;
  }
  const text = chunk.toString("latin1");
  if (shared.has(chunk)) shared.set(chunk, text);
  return text;
}
