import { quotedWord } from "../diagnostics/shell-word.ts";
import { REMOTE_PIPE_START, REMOTE_START, remotePipe } from "./remote-line.ts";

/** Commands that rdump sends have fewer bytes: 4,000 names of 255 bytes. */
const LONGEST = 2 * 1024 * 1024;

/**
 * The words of the command, or of the two commands of a pipeline, in a line that `reached` made for the shell of this host.
 * Null for any other line: the words must give exactly this line again, so that no shell could read it in another way.
 */
export function servedWords(line: string): readonly (readonly string[])[] | null {
  if (line.length > LONGEST) return null;
  const [start, ...rest] = line.startsWith(`${REMOTE_PIPE_START} `)
    ? [`${REMOTE_PIPE_START} `, ` ${remotePipe(0, true)} `]
    : [`${REMOTE_START} `];
  if (!line.startsWith(start)) return null;
  const [between] = rest;
  const quoted = between === undefined ? [line.slice(start.length)] : line.slice(start.length).split(between);
  if (quoted.length !== 1 + rest.length) return null;
  const stages = quoted.flatMap((each) => {
    const words = wordsOf(each);
    return words === null ? [] : [words];
  });
  return stages.length === quoted.length ? stages : null;
}

function wordsOf(quoted: string): readonly string[] | null {
  const words = quoted.match(/(?:[^\s'\\]|'[^']*'|\\')+/g)?.map(plain) ?? [];
  return words.map(quotedWord).join(" ") === quoted ? words : null;
}

function plain(word: string): string {
  return word.replaceAll(/'([^']*)'|\\(')/g, (_all, inner: string | undefined, quote: string | undefined) => {
    return inner ?? quote ?? "";
  });
}
