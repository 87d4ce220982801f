import { scan, type Token } from "../../config/index.ts";

export interface Comment {
  readonly text: string;
  /** It lasts to the end of its line. */
  readonly isLine: boolean;
  /** Its line has other text before it. */
  readonly isTrailing: boolean;
  readonly blankBefore: boolean;
}

export type Value =
  | { readonly kind: "scalar"; readonly raw: string }
  | {
      readonly kind: "object" | "array";
      readonly items: readonly Item[];
      /** Comments behind the last item. */
      readonly rest: readonly Comment[];
      /** It has several lines in the source. */
      readonly isTall: boolean;
    };

export interface Item {
  readonly blankBefore: boolean;
  readonly before: readonly Comment[];
  /** As it is written, quotes and escapes and all; null in a list. */
  readonly key: string | null;
  readonly value: Value;
  /** On the same line, behind the value or its comma. */
  readonly behind: readonly Comment[];
}

export interface Document {
  readonly before: readonly Comment[];
  readonly value: Value;
  readonly after: readonly Comment[];
}

/** The pieces of a valid JSON5 text, each as it is written, without the space between them. */
export function piecesOf(text: string): Document {
  return new Reader(text).document();
}

class Reader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;
  /** Line breaks that were passed since the last piece. */
  #breaks = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = [...scan(text)];
  }

  document(): Document {
    this.#breaks = 1;
    const { comments: before } = this.#gap();
    const value = this.#value();
    return { before, value, after: this.#gap().comments };
  }

  #value(): Value {
    const raw = this.#next();
    if (raw !== "{" && raw !== "[") return { kind: "scalar", raw };
    const items: Item[] = [];
    let isTall = false;
    for (;;) {
      const { comments, blank, broke } = this.#gap();
      isTall ||= broke || comments.some(({ isLine }) => isLine);
      const mark = this.#peek();
      if (mark === "}" || mark === "]" || mark === "") {
        this.#next();
        return { kind: raw === "{" ? "object" : "array", items, rest: comments, isTall };
      }
      const item = this.#item(raw === "{", comments, blank);
      isTall ||= item.behind.some(({ isLine }) => isLine);
      items.push(item);
    }
  }

  #item(hasKey: boolean, before: readonly Comment[], blankBefore: boolean): Item {
    const moved: Comment[] = [];
    const key = hasKey ? this.#next() : null;
    if (hasKey) {
      moved.push(...this.#gap().comments);
      this.#next();
      moved.push(...this.#gap().comments);
    }
    const value = this.#value();
    const behind = this.#sameLine();
    // Comments between a value and its comma stay with the value.
    const start = this.#at;
    const gap = this.#gap();
    if (this.#peek() === ",") {
      this.#next();
      behind.push(...gap.comments.map((comment) => ({ ...comment, isTrailing: true })), ...this.#sameLine());
    } else {
      this.#at = start;
      this.#breaks = 0;
    }
    return {
      blankBefore,
      before: [...before, ...moved.map((each) => ({ ...each, isTrailing: false }))],
      key,
      value,
      behind,
    };
  }

  /** Comments up to the end of the line, when nothing but comments follows on it, or a comma. */
  #sameLine(): Comment[] {
    const found: Comment[] = [];
    for (let token = this.#tokens[this.#at]; token?.kind === "comment"; token = this.#tokens[this.#at]) {
      const next = this.#tokens[this.#at + 1];
      const isLast = next === undefined || next.kind === "break" || next.kind === "comment" || this.#isMark(next);
      if (!isLast) break;
      found.push(this.#comment(token, true, false));
      this.#at++;
    }
    return found;
  }

  #isMark(token: Token): boolean {
    return token.kind === "mark" && !"{[".includes(this.#text.slice(token.start, token.end));
  }

  /** Skips comments and line breaks. */
  #gap(): { readonly comments: readonly Comment[]; readonly blank: boolean; readonly broke: boolean } {
    const comments: Comment[] = [];
    let breaks = this.#breaks;
    let broke = false;
    for (let token = this.#tokens[this.#at]; token !== undefined; token = this.#tokens[this.#at]) {
      if (token.kind === "break") {
        const isCrLf = this.#text[token.start] === "\n" && this.#text[token.start - 1] === "\r";
        breaks += isCrLf && breaks > 0 ? 0 : 1;
        broke = true;
      } else if (token.kind === "comment") {
        comments.push(this.#comment(token, false, breaks > 1));
        breaks = 0;
      } else break;
      this.#at++;
    }
    this.#breaks = 0;
    return { comments, blank: breaks > 1, broke };
  }

  #comment({ start, end }: Token, isTrailing: boolean, blankBefore: boolean): Comment {
    const text = this.#text.slice(start, end).trimEnd();
    return { text, isLine: text.startsWith("//"), isTrailing, blankBefore };
  }

  #peek(): string {
    const token = this.#tokens[this.#at];
    return token === undefined ? "" : this.#text.slice(token.start, token.end);
  }

  #next(): string {
    const text = this.#peek();
    this.#at++;
    return text;
  }
}
