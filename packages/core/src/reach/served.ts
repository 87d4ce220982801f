import { quotedWord } from "../diagnostics/shell-word.ts";
import { REMOTE_START } from "./remote-line.ts";

/** Commands that rdump sends have fewer bytes: 4,000 names of 255 bytes. */
const LONGEST = 2 * 1024 * 1024;

/**
 * The words of a line that `reachedCommand` made for the shell of this host. Null for any other line: the words must give
 * exactly this line again, so that no shell could read it in another way.
 */
export function servedWords(line: string): readonly string[] | null {
  const start = `${REMOTE_START} `;
  if (line.length > LONGEST || !line.startsWith(start)) return null;
  const quoted = line.slice(start.length);
  const words = quoted.match(/(?:[^\s'\\]|'[^']*'|\\')+/g)?.map(plain) ?? [];
  return words.map(quotedWord).join(" ") === quoted ? words : null;
}

function plain(word: string): string {
  return word.replaceAll(/'([^']*)'|\\(')/g, (_all, inner: string | undefined, quote: string | undefined) => {
    return inner ?? quote ?? "";
  });
}
