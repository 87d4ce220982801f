import { corrupt } from "../errors.ts";
import type { ByteString } from "../format/bytes.ts";
import { compareNames, escapeName } from "../format/escape.ts";
import { nameOf } from "../format/line.ts";
import { PREAMBLE } from "../format/node.ts";
import type { Cursor } from "../weave/cursor.ts";
import { filesThrough, onlyNamed } from "./known.ts";

/** A block of lines for a batch is far shorter than this, unless most of them are for files that are gone. */
const LONG = 1 << 18;

/**
 * The base revision beside a walk: follows it from directory to directory and hands out the lines that the base has for
 * its files. The walk names everything in the order in which the base is written, so one pass serves.
 */
export class BaseTree {
  readonly #cursor: Cursor;

  constructor(cursor: Cursor) {
    this.#cursor = cursor;
  }

  /** Goes into the root. */
  async start(): Promise<void> {
    for (let i = 0; i <= PREAMBLE.length; i++) await this.#next();
  }

  /** Goes into a subdirectory, if the base has it. */
  async enter(name: ByteString): Promise<boolean> {
    const escaped = escapeName(name);
    for (;;) {
      const line = this.#line;
      if (line[0] !== "d") return false;
      const order = compareNames(nameOf(line), escaped);
      if (order > 0) return false;
      await this.#next();
      if (order === 0) return true;
      await this.#leaveTree(1);
    }
  }

  /** Goes behind the last subdirectory. */
  async startFiles(): Promise<void> {
    while (this.#line[0] === "d") {
      await this.#next();
      await this.#leaveTree(1);
    }
    await this.#next();
  }

  /**
   * @param names sorted; further ones of the same directory come behind them
   * @returns the base's lines of files up to the last name: those for the names, and for files in between that are gone
   */
  async linesFor(names: readonly ByteString[]): Promise<string> {
    const last = escapeName(names.at(-1) ?? "");
    let block = "";
    while (this.#line[0] === "f") {
      const ahead = this.#cursor.ahead();
      const length = filesThrough(ahead, last);
      if (length === 0) break;
      block += ahead.slice(0, length);
      if (block.length > LONG) block = onlyNamed(block, new Set(names.map(escapeName)));
      if (this.#cursor.pass(length)) break;
      await this.#cursor.refill();
    }
    return block;
  }

  /** Goes out of the directory whose files are being passed. */
  async leave(): Promise<void> {
    while (this.#line[0] === "f") await this.#next();
    await this.#next();
  }

  get #line(): string {
    const line = this.#cursor.line;
    if (line === undefined) throw corrupt("the base revision ends before the end of its tree");
    return line;
  }

  async #next(): Promise<void> {
    if (!this.#cursor.advance()) await this.#cursor.refill();
  }

  async #leaveTree(open: number): Promise<void> {
    for (let depth = open; depth > 0; await this.#next()) {
      const line = this.#line;
      if (line[0] === "d") depth++;
      else if (line === "u") depth--;
    }
  }
}
