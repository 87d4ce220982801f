const texts = new WeakMap<Buffer, string>();

/** A buffer as text, a character a byte. Two readers of one buffer share the text. */
export function textOfChunk(chunk: Buffer): string {
  const known = texts.get(chunk);
  if (known !== undefined) return known;
  const text = chunk.toString("latin1");
  texts.set(chunk, text);
  return text;
}
