import { corrupt } from "../errors.ts";
import type { ByteString } from "../format/bytes.ts";
import { compareNames, escapeName } from "../format/escape.ts";
import { nameOf } from "../format/line.ts";
import { PREAMBLE } from "../format/node.ts";
import type { Cursor } from "../weave/cursor.ts";

/**
 * Whether a line is that of a regular file, without making a string of its name: nearly all are. What begins a line is also
 * what marks a regular file's name, and a name that equals its escape is the same in both.
 */
const isPlainly = (line: string, typed: ByteString): boolean =>
  line.charCodeAt(typed.length) === 0x20 && line.startsWith(typed) && !typed.includes("=");

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
   * @param names sorted, each with a type letter before it
   * @returns the base's lines for them, joined by LF; empty when it has none
   */
  async linesFor(names: readonly ByteString[]): Promise<string> {
    const lines: string[] = [];
    let found = false;
    for (const typed of names) {
      if (isPlainly(this.#line, typed)) {
        found = true;
        lines.push(this.#line);
        if (!this.#cursor.advance()) await this.#cursor.refill();
        continue;
      }
      const escaped = escapeName(typed.slice(1));
      let line = this.#line;
      let order = -1;
      while (line[0] === "f") {
        order = compareNames(nameOf(line), escaped);
        if (order >= 0) break;
        if (!this.#cursor.advance()) await this.#cursor.refill();
        line = this.#line;
      }
      const hit = line[0] === "f" && order === 0;
      found ||= hit;
      lines.push(hit ? line : "");
    }
    return found ? lines.join("\n") : "";
  }

  /** Goes out of the directory whose files are being passed. */
  async leave(): Promise<void> {
    while (this.#line[0] === "f") await this.#next();
    await this.#next();
  }

  get #line(): string {
    const line = this.#cursor.line;
    if (line === undefined) throw corrupt("the base revision ends within its tree");
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
