import type { Span } from "../positions.ts";
import { scan } from "../scan.ts";

export const DEEPEST = 100;

/** The bracket that opens one level too many, or null. Looked for before the parser runs, which recurses. */
export function tooDeep(text: string): Span | null {
  let depth = 0;
  for (const token of scan(text)) {
    if (token.kind !== "mark") continue;
    const mark = text[token.start];
    if (mark === "{" || mark === "[") depth++;
    else if (mark === "}" || mark === "]") depth--;
    if (depth > DEEPEST) return token;
  }
  return null;
}
