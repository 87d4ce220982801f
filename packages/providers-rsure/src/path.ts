import { isUtf8 } from "node:buffer";
import { type RecordedPath, unescapedPath } from "@rdump/core/provider";

/** A path as rsure writes it, with each byte that is not plain as `=xx`. */
export function pathOf(escaped: string): RecordedPath {
  if (!escaped.includes("=")) return { path: escaped };
  const bytes = Buffer.from(unescapedPath(escaped), "latin1");
  return { path: bytes.toString("utf8"), ...(isUtf8(bytes) ? {} : { bytes: escaped }) };
}
