/** Text that is HTML already. Everything else is escaped when it gets into a page. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Html | null | readonly Part[];

/** A piece of a page. Values are escaped, lists are joined, null is nothing. */
export function html(texts: TemplateStringsArray, ...values: readonly Part[]): Html {
  return new Html(texts.reduce((page, text, index) => page + textOf(values[index - 1] ?? null) + text));
}

function textOf(part: Part): string {
  if (part === null) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "object") return part.map(textOf).join("");
  return escaped(String(part));
}

const ENTITIES: { readonly [character: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A name can have control characters: a page has none, and none that turns the direction of the text around. */
const UNSAFE = /[&<>"'\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;
const REPLACEMENT = "\ufffd";

function escaped(text: string): string {
  return text.replaceAll(UNSAFE, (character) => ENTITIES[character] ?? REPLACEMENT);
}
