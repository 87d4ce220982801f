import { corrupt } from "../errors.ts";
import { formatNode, parseLine } from "../format/line.ts";
import { PREAMBLE, type SureNode } from "../format/node.ts";

/** A revision's text as nodes. */
export async function* nodesOf(text: AsyncIterable<string>): AsyncGenerator<SureNode, void> {
  let at = 0;
  for await (const piece of text) {
    for (let start = 0; start < piece.length; at++) {
      const end = piece.indexOf("\n", start);
      const line = piece.slice(start, end);
      start = end + 1;
      if (at >= PREAMBLE.length) yield parseLine(line);
      else if (line !== PREAMBLE[at]) throw corrupt("the revision has an invalid beginning");
    }
  }
}

/** The amount of text that is collected before it is passed on. */
const PIECE = 1 << 16;

/** Nodes as a revision's text, in pieces of whole lines. */
export async function* textOf(nodes: AsyncIterable<SureNode> | Iterable<SureNode>): AsyncGenerator<string, void> {
  let text = `${PREAMBLE.join("\n")}\n`;
  for await (const node of nodes) {
    text += `${formatNode(node)}\n`;
    if (text.length < PIECE) continue;
    yield text;
    text = "";
  }
  yield text;
}
