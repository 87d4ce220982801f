import type { Entry } from "../journal/entry.ts";

/**
 * In characters. Users decide how many paths a reader has to leave out, and how long they are: an entry for each reader, with
 * six characters for each byte of a path, must not make the journal larger than a later run reads.
 */
const LONGEST = 64 * 1024;

/** The entry of a file whose content was found when the action ran: the beginning of the content, and its length. */
export function fileWritten(
  action: string,
  { path, content }: { readonly path: string; readonly content: string },
): Extract<Entry, { type: "file-written" }> {
  const entry = { type: "file-written", action, path } as const;
  if (content.length <= LONGEST) return { ...entry, content };
  return { ...entry, content: content.slice(0, LONGEST), bytes: content.length };
}
