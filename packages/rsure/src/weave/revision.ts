import { corrupt } from "../errors.ts";
import { nextMark, OpenMarks } from "./marks.ts";
import { textOfChunk } from "./text.ts";

/**
 * The text of one revision, the two leading lines included, in pieces of whole lines.
 *
 * @param body the weave behind the header, in buffers of whole lines
 * @throws SureError `corrupt`
 */
export async function* revisionText(body: AsyncIterable<Buffer>, revision: number): AsyncGenerator<string, void> {
  const marks = new OpenMarks(revision);
  for await (const chunk of body) {
    const text = textOfChunk(chunk);
    for (let at = 0; at < text.length; ) {
      const mark = nextMark(text, at);
      if (mark > at) {
        if (marks.depth === 0) throw corrupt("the weave has text outside of its blocks");
        if (marks.keep) yield text.slice(at, mark);
      }
      if (mark === text.length) break;
      const end = text.indexOf("\n", mark);
      marks.apply(text.slice(mark, end));
      at = end + 1;
    }
  }
  marks.end();
}
