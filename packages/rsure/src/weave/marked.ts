import type { EscapedName } from "../format/escape.ts";
import { withDecayed } from "./decay.ts";
import { FILE, LinePath } from "./line-path.ts";

/**
 * The text of a tree, in which the files of these paths have decayed.
 *
 * @param text in pieces of whole lines
 * @param marks the values of the attribute, by path
 */
export async function* markedText(
  text: AsyncIterable<string>,
  marks: ReadonlyMap<EscapedName, string>,
): AsyncGenerator<string, void> {
  if (marks.size === 0) {
    yield* text;
    return;
  }
  const path = new LinePath();
  for await (const piece of text) {
    const lines = piece.split("\n").map((line) => {
      path.follow(line);
      const mark = line.charCodeAt(0) === FILE ? marks.get(path.of(line)) : undefined;
      return mark === undefined ? line : withDecayed(line, mark);
    });
    yield lines.join("\n");
  }
}
