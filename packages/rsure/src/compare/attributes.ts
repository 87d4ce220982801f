import { attributeWords } from "../format/line.ts";
import { DECAYED } from "../weave/decay.ts";

/** Attributes that a restore changes in every file, without a loss, and the mark of a decayed file. */
export const ALWAYS_IGNORED = ["ctime", "ino", DECAYED] as const;

/** Keys and values in turn, sorted by key; the original writes them so, others might not. */
function sortedWords(line: string): readonly string[] {
  const words = attributeWords(line);
  for (let i = 2; i < words.length; i += 2) {
    if ((words[i - 2] as string) < (words[i] as string)) continue;
    const pairs = words.flatMap((word, at) => (at % 2 === 0 ? [[word, words[at + 1] as string] as const] : []));
    return pairs.sort(([a], [b]) => (a < b ? -1 : 1)).flat();
  }
  return words;
}

/**
 * The attributes in which two lines of one entry differ, sorted. An attribute of only one side is not a difference,
 * except for the sha1 of a regular file: it is absent if the content could not be read, so the content may differ.
 * `ofBoth`: attributes that both sides record, so that one without is a difference too.
 */
export function differingAttributes(
  old: string,
  fresh: string,
  ignored: ReadonlySet<string>,
  ofBoth: ReadonlySet<string> = new Set(),
): string[] {
  const a = sortedWords(old);
  const b = sortedWords(fresh);
  const keys: string[] = [];
  let files = 0;
  let sha1s = 0;
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const left = a[i];
    const right = b[j];
    const order = left === undefined ? 1 : right === undefined || left < right ? -1 : left > right ? 1 : 0;
    const key = (order > 0 ? right : left) as string;
    if (key === "kind")
      files = (order <= 0 && a[i + 1] === "file" ? 1 : 0) + (order >= 0 && b[j + 1] === "file" ? 1 : 0);
    if (key === "sha1") sha1s = order === 0 ? 2 : 1;
    const differs = order === 0 ? a[i + 1] !== b[j + 1] : ofBoth.has(key);
    if (differs && !ignored.has(key)) keys.push(key);
    if (order <= 0) i += 2;
    if (order >= 0) j += 2;
  }
  if (sha1s === 1 && files === 2 && !ignored.has("sha1")) return [...keys, "sha1"].sort();
  return keys;
}
