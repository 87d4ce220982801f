import { corrupt } from "../errors.ts";

/** What starts the lines that are not text: no text of a revision holds this byte. */
export const MARK = "\x01";

/** The revisions that have a text: those from `from` on, and before `until`. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

const NOWHERE: Span = { from: Number.POSITIVE_INFINITY, until: Number.POSITIVE_INFINITY };

/** A mark without its first byte. */
const SHAPE = /^([IDE]) ([1-9]\d{0,14})$/;

/**
 * The blocks that are open at one place of a weave, and the revisions that have the text there.
 *
 * For one revision, of the open blocks that are not neutral, the one of the largest revision decides. Blocks may overlap,
 * but one revision has at most one open block at a time: the original gives up on anything else, so neither kind is
 * accepted here.
 */
export class OpenBlocks {
  /** Who has the text at this place. */
  span: Span = NOWHERE;
  /** Sorted, the largest revision first. */
  readonly #open: { readonly number: number; readonly inserts: boolean }[] = [];

  get depth(): number {
    return this.#open.length;
  }

  /**
   * @param line a mark's line, without LF
   * @throws SureError `corrupt` when it is no mark or cannot stand here
   */
  apply(line: string): void {
    const match = SHAPE.exec(line.slice(MARK.length));
    if (!match) throw corrupt(`the weave has a mark of an unknown type: ${JSON.stringify(line.slice(0, 40))}`);
    const number = Number(match[2]);
    const at = this.#open.findIndex((block) => block.number <= number);
    const present = at >= 0 && this.#open[at]?.number === number;
    if (match[1] === "E") {
      if (!present) throw corrupt(`the weave ends a block of revision ${number} that is not open`);
      this.#open.splice(at, 1);
    } else {
      if (present) throw corrupt(`the weave opens a second block of revision ${number} inside the first`);
      this.#open.splice(at < 0 ? this.#open.length : at, 0, { number, inserts: match[1] === "I" });
    }
    this.span = this.#spanHere();
  }

  /** @throws SureError `corrupt` when a block is still open where the weave ends */
  end(): void {
    const block = this.#open[0];
    if (block) throw corrupt(`the weave ends inside a block of revision ${block.number}`);
  }

  #spanHere(): Span {
    let until = Number.POSITIVE_INFINITY;
    for (const { number, inserts } of this.#open) {
      if (inserts) return { from: number, until };
      until = number;
    }
    return NOWHERE;
  }
}

/** The same for one revision. */
export class OpenMarks {
  /** Whether text at this place is in the revision. */
  keep = false;
  readonly #revision: number;
  readonly #blocks = new OpenBlocks();

  constructor(revision: number) {
    this.#revision = revision;
  }

  get depth(): number {
    return this.#blocks.depth;
  }

  /** As `OpenBlocks`. */
  apply(line: string): void {
    this.#blocks.apply(line);
    const { from, until } = this.#blocks.span;
    this.keep = from <= this.#revision && this.#revision < until;
  }

  /** As `OpenBlocks`. */
  end(): void {
    this.#blocks.end();
  }
}

/**
 * Where the next line that is a mark starts, or the text's length.
 *
 * @param from where a line starts
 * @throws SureError `corrupt` when a mark's byte stands within a line
 */
export function nextMark(text: string, from: number): number {
  const mark = text.indexOf(MARK, from);
  if (mark < 0) return text.length;
  if (mark > from && text[mark - 1] !== "\n") throw corrupt("the weave has a mark inside a line");
  return mark;
}
