import { parseLine } from "./parse-line.ts";

/**
 * What follows a line: an entry; the end of the file, or an entry that marks the previous line as torn; a torn line.
 */
export type Behind = "entry" | "tear" | "torn";

/**
 * Whether a line that is no entry is a torn one, as a power cut or a full disk leaves it. That can happen several times
 * in a row, before an entry says so; then each but the last must look like the beginning of an entry, so that nothing
 * else hides among them.
 */
export function isTorn(text: string, behind: Behind): boolean {
  return behind === "tear" || (behind === "torn" && isBeginning(text));
}

/** Whether the next line of a journal must mark the previous one as torn. */
export function endsTorn(journal: string): boolean {
  if (journal === "") return false;
  if (!journal.endsWith("\n")) return true;
  const last = journal.split("\n").findLast((line) => line !== "");
  return last !== undefined && "fault" in parseLine(last);
}

const STRINGS = /"(?:[^"\\]+|\\.)*"?/g;

/** The beginning of an entry: its outermost brace is not closed, or zeros follow it, as after a power cut. */
function isBeginning(text: string): boolean {
  const begun = withoutZeros(text);
  if (!begun.startsWith('{"v":'.slice(0, begun.length))) return false;
  if (begun !== text) return true;
  let depth = 0;
  for (const [brace] of begun.replace(STRINGS, "").matchAll(/[{}]/g)) {
    depth += brace === "{" ? 1 : -1;
    if (depth === 0) return false;
  }
  return true;
}

function withoutZeros(text: string): string {
  let end = text.length;
  while (text[end - 1] === "\0") end--;
  return text.slice(0, end);
}
