import { comparableName, LARGEST_LIST } from "@rdump/core/provider";
import type { Item } from "./items.ts";

/** The names of an archive, from the lines of a listing, as the comparison of a sample takes them. */
export class NamesOfArchive {
  readonly #lines: string[] = [];
  #length = 0;

  /** @param item null: it cannot be read */
  take(item: Item | null): void {
    if (item === null || this.isTooLong) return;
    const { path: literal, time } = item;
    const path = comparableName(pathOf(literal));
    const modified = Date.parse(`${time}Z`);
    const name = JSON.stringify([
      path === "." ? "" : path,
      Number.isNaN(modified) ? null : Math.floor(modified / 1000),
    ]);
    this.#lines.push(Buffer.from(`${name}\n`).toString("latin1"));
    this.#length += this.#lines.at(-1)?.length ?? 0;
  }

  get isTooLong(): boolean {
    return this.#length > LARGEST_LIST;
  }

  /** One character for each byte. */
  get content(): string {
    return this.#lines.join("");
  }
}

const ESCAPES: { readonly [letter: string]: string } = { n: "\n", r: "\r", t: "\t" };

/** A path that Python prints in ASCII: bytes that are no UTF-8 are surrogates there. */
function pathOf(literal: string): string {
  const text = literal
    .slice(1, -1)
    .replaceAll(/\\(?:x(..)|u(....)|U(.{8})|(.))/g, (_, x?: string, u?: string, long?: string, letter = "") => {
      const hex = x ?? u ?? long;
      if (hex === undefined) return ESCAPES[letter] ?? letter;
      const code = Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : "\uFFFD";
    });
  return Buffer.from(text).toString("utf8");
}
