import { pathBelow } from "../format/below.ts";
import type { EscapedName } from "../format/escape.ts";
import { nameOf } from "../format/line.ts";
import { ROOT_NAME } from "../format/node.ts";

/** The directory that the lines of a tree are in, while they are read in order. */
export class LinePath {
  #path: EscapedName = "";
  readonly #lengths: number[] = [];

  /** Enters and leaves directories, by their lines. */
  follow(line: string): void {
    const kind = line.charCodeAt(0);
    if (kind === DIRECTORY) this.#enter(nameOf(line));
    else if (kind === LEAVE) this.#path = this.#path.slice(0, this.#lengths.pop());
  }

  /** The path of the file of a line. */
  of(line: string): EscapedName {
    return this.#path + nameOf(line);
  }

  /** After the last line of the tree. */
  get hasLeftRoot(): boolean {
    return this.#lengths.length === 0;
  }

  #enter(name: EscapedName): void {
    const isRoot = name === ROOT_NAME && this.hasLeftRoot;
    this.#lengths.push(this.#path.length);
    if (!isRoot) this.#path = pathBelow(this.#path, name);
  }
}

const DIRECTORY = 0x64;
export const [FILE, LEAVE] = [0x66, 0x75];
