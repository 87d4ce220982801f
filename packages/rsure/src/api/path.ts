import { type ByteString, bytesOfBuffer, bytesOfText } from "../format/bytes.ts";

/** A path as text (taken for UTF-8), or as the bytes that it is. */
export type PathLike = string | Uint8Array;

export const bytesOfPath = (path: PathLike): ByteString =>
  typeof path === "string" ? bytesOfText(path) : bytesOfBuffer(path);
