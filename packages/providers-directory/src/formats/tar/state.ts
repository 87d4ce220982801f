/** What tar remembers of the directories and files of a volume (`--listed-incremental`). */
export interface State {
  /** As the next archive needs it. */
  readonly content: Buffer;
  /** Files of the volume, without directories. */
  readonly files: number;
}

const HEAD = /^GNU tar-[!-~]{1,20}-2\n\d{1,20}\0\d{1,9}\0/;

/** Number of the device that no file has. */
const NO_DEVICE = Buffer.from("0");

/**
 * The state after an archive, for the next one. Null if it is not a state of tar.
 *
 * - Its time is `since`: tar writes the time at which it began, and changes between the snapshot and this time would not be
 *   in the next archive.
 * - It has no device numbers: tar finds directories by their names alone, and archives renamed directories as new ones. Else it
 *   would archive a rename, which cannot be restored in all cases.
 */
export function stateAfter(content: Buffer, since: number): State | null {
  const head = HEAD.exec(content.subarray(0, 64).toString("latin1"))?.[0];
  if (head === undefined) return null;
  const parts: Buffer[] = [
    Buffer.from(`${head.slice(0, head.indexOf("\n") + 1)}${Math.floor(since / 1000) - 1}\x000\x00`),
  ];
  let at = head.length;
  let files = 0;
  const next = () => {
    const end = content.indexOf(0, at);
    if (end < 0) return null;
    const field = content.subarray(at, end);
    at = end + 1;
    return field;
  };
  while (at < content.length) {
    const start = at;
    for (let field = 0; field < 3; field++) if (next() === null) return null;
    parts.push(content.subarray(start, at), NO_DEVICE);
    if (next() === null) return null;
    const rest = at - 1;
    for (let field = 0; field < 2; field++) if (next() === null) return null;
    for (let entry = next(); ; entry = next()) {
      if (entry === null) return null;
      if (entry.length === 0) break;
      if (entry[0] === FILE || entry[0] === UNCHANGED) files++;
      else if (entry[0] !== DIRECTORY) return null;
    }
    if (next()?.length !== 0) return null;
    parts.push(content.subarray(rest, at));
  }
  return { content: Buffer.concat(parts), files };
}

const [FILE, UNCHANGED, DIRECTORY] = ["Y", "N", "D"].map((letter) => letter.charCodeAt(0));
