import type { NamePiece } from "../../model/exclude.ts";
import { parseClass } from "./class.ts";

/** The pattern of one name, without `/` and `**`; or the sentences that say why it cannot be used. */
export function parseName(name: string): readonly NamePiece[] | string {
  const characters = [...name];
  const pieces: NamePiece[] = [];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? "";
    switch (character) {
      case "*":
        pieces.push({ kind: "any" });
        break;
      case "?":
        pieces.push({ kind: "character", negated: true, ranges: [] });
        break;
      case "[": {
        const found = parseClass(characters, at);
        if (typeof found === "string") return found;
        append(pieces, found.piece);
        at = found.end;
        break;
      }
      case "\\": {
        const escaped = characters[++at];
        if (escaped === undefined || !"*?[]\\".includes(escaped)) return BAD_ESCAPE;
        append(pieces, { kind: "text", text: escaped });
        break;
      }
      default:
        append(pieces, { kind: "text", text: character });
    }
  }
  return pieces;
}

const BAD_ESCAPE =
  "`\\` is allowed only before `*`, `?`, `[`, `]` or `\\`. Write `\\\\` for the character itself. In a JSON5 text each `\\` is written twice.";

/** Neighbouring texts become one. */
function append(pieces: NamePiece[], piece: NamePiece): void {
  const last = pieces.at(-1);
  if (piece.kind === "text" && last?.kind === "text")
    pieces[pieces.length - 1] = { ...last, text: last.text + piece.text };
  else pieces.push(piece);
}
