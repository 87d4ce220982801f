import { fieldsOf, isId, parseJson } from "@rdump/core/provider";

export const LARGEST_MARKER = 4096;

/** The content of the file that gives a directory its identity. */
export function markerText(id: string): string {
  return `${JSON.stringify({ rdump: "directory", version: 1, id }, null, 2)}\n`;
}

/** The identity; null for unexpected content. */
export function parseMarker(content: Buffer): string | null {
  const { id } = fieldsOf(parseJson(content.toString("utf8")));
  return isId(id) && content.equals(Buffer.from(markerText(id))) ? id : null;
}
