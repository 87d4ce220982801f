/**
 * A file name or a path in the bytes of the kernel, one character (U+0000 to U+00FF) a byte. Names are bytes and not
 * text: such a string loses nothing, sorts as bytes with `<`, and costs a byte a byte.
 */
export type ByteString = string;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is "every byte that is ASCII"
const NOT_ASCII = /[^\x00-\x7f]/;

/** The form in which `node:fs` takes a path without decoding it. ASCII stays a string, because that is faster. */
export function fsPath(path: ByteString): string | Buffer {
  return NOT_ASCII.test(path) ? Buffer.from(path, "latin1") : path;
}

export const bytesOfText = (text: string): ByteString => Buffer.from(text, "utf8").toString("latin1");

/** Bytes that are not UTF-8 become U+FFFD: for output, and for values that are always text. */
export const textOfBytes = (bytes: ByteString): string => Buffer.from(bytes, "latin1").toString("utf8");

export const bytesOfBuffer = (buffer: Uint8Array): ByteString =>
  Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength).toString("latin1");

/** Joins a directory and a name. The root directory is the one path that ends in a slash already. */
export const joinPath = (directory: ByteString, name: ByteString): ByteString =>
  directory.endsWith("/") ? directory + name : `${directory}/${name}`;
