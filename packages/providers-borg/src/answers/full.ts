/**
 * Whether a warning of borg about a file says that the disk or the quota of the destination is full: `NAME: write: [Errno 28]
 * No space left on device`. Python adds the names of files as literals: `NAME: [Errno 28] No space left on device: '/a/b'`.
 * Users choose the name of the file, which can contain all of this and line ends, so only the end of the message counts.
 */
export function isDiskFull(text: string): boolean {
  return FULL.test(text);
}

/** A string as Python writes it: a quote of its own kind is escaped in it. */
const LITERAL = String.raw`(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")`;
const FULL = new RegExp(String.raw`: \[Errno (?:28|122)\] [A-Za-z ]+(?:: ${LITERAL}(?: -> ${LITERAL})?)?$`);
