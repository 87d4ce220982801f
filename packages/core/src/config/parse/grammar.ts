import JSON5 from "json5";
import { scan } from "../scan.ts";

export interface SyntaxFault {
  readonly offset: number;
  /** The message, as a sentence. */
  readonly detail: string;
}

/**
 * Whether the text is JSON5, by the reference parser of the language. It is stricter than the parser with positions
 * (which allows a string to continue on the next line), and its messages are clearer.
 */
export function syntaxFault(text: string): SyntaxFault | null {
  try {
    // These two are allowed in a string, but the parser prints a warning.
    JSON5.parse(text.replace(/[\u2028\u2029]/g, " "));
    return null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return faultOf(error, text);
  }
}

function faultOf(error: SyntaxError & { lineNumber?: number; columnNumber?: number }, text: string): SyntaxFault {
  if (/end of input/.test(error.message)) return { offset: text.length, detail: endDetail(text) };
  const offset = offsetOf(text, error.lineNumber ?? 1, error.columnNumber ?? 1);
  if (text[offset] === "\n" || text[offset] === "\r") {
    return { offset, detail: "The line ends inside a string. Close the string with the same quote that opens it." };
  }
  if (/^\s*([\w-]+:(\s|$)|---)/.test(text)) {
    return { offset, detail: "This looks like YAML. A config is JSON5: `{ version: 1, volumes: { NAME: { … } } }`." };
  }
  const [word = ""] = /^[A-Za-z]+\b/.exec(text.slice(offset)) ?? [];
  const meant = CONSTANTS[word.toLowerCase()];
  if (meant !== undefined && meant !== word) return { offset, detail: `\`${word}\` is not JSON5. Write \`${meant}\`.` };
  return {
    offset,
    detail: "Unexpected text. Correct it, or look before it for a missing or extra comma, colon, quote or bracket.",
  };
}

/** The constants of other languages, and the one of JSON5 with the same meaning. */
const CONSTANTS: { readonly [word: string]: string | undefined } = {
  ...{ true: "true", yes: "true", on: "true" },
  ...{ false: "false", no: "false", off: "false" },
  ...{ null: "null", none: "null", nil: "null" },
};

function endDetail(text: string): string {
  for (const token of scan(text)) {
    if (token.kind !== "comment" && token.kind !== "break") {
      return "Unexpected end of the file. Look for a missing `}`, `]` or quote.";
    }
  }
  return "The file is empty. Write at least `{ version: 1, volumes: {} }`.";
}

/** The parser counts lines by LF, and columns by UTF-16 units from 1; column 0 is the LF that it has just passed. */
function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let passed = 1; passed < line; passed++) start = text.indexOf("\n", start) + 1;
  return Math.min(Math.max(start + column - 1, 0), text.length);
}
