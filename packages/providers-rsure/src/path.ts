import { isUtf8 } from "node:buffer";
import type { RecordedPath } from "@rdump/core/provider";

/** A path as rsure writes it, with each byte that is not plain as `=xx`. */
export function pathOf(escaped: string): RecordedPath {
  if (!escaped.includes("=")) return { path: escaped };
  const raw = escaped.replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const bytes = Buffer.from(raw, "latin1");
  return { path: bytes.toString("utf8"), ...(isUtf8(bytes) ? {} : { bytes: escaped }) };
}
