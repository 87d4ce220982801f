import { NAMES, PHRASES, type Phrase } from "./phrases.ts";
import { type Piece, piecesOfPage, piecesOfSource } from "./texts.ts";

export interface WordFault {
  readonly path: string;
  readonly line: number;
  readonly says: string;
}

/** The phrases and names in a source or a Markdown page that docs/contributing.md forbids. */
export function wordFaults(path: string, text: string): readonly WordFault[] {
  const isPage = path.endsWith(".md");
  const inside = (isPage ? piecesOfPage(text) : piecesOfSource(path, text)).flatMap((piece) => faultsOf(path, piece));
  const stem = /([^/]+?)(\.test)?\.[a-z]+$/.exec(path)?.[1] ?? "";
  return [...inside, ...faultsOf(path, { kind: "name", text: stem, line: 1 })];
}

function faultsOf(path: string, { kind, text, line }: Piece): readonly WordFault[] {
  const phrases: readonly Phrase[] = kind === "name" ? NAMES : PHRASES;
  return phrases.flatMap(({ pattern, instead }) => {
    const found = pattern.exec(text)?.[0];
    return found === undefined ? [] : [{ path, line, says: `"${found}": ${instead}` }];
  });
}
