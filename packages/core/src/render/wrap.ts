/**
 * A line as lines of at most `width` characters, broken between words. A line that ends like a command, without a full
 * stop or colon, stays whole: it can be copied.
 */
export function wrapped(line: string, width: number): readonly string[] {
  if (line.length <= width || !/[.:]$/.test(line)) return [line];
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    if (current !== "" && current.length + 1 + word.length > width) {
      lines.push(current);
      current = word;
    } else current = current === "" ? word : `${current} ${word}`;
  }
  return [...lines, current];
}
