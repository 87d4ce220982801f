/** Storage for inserted lines that are too many for memory: an open file without a name. */
export interface SpoolFile {
  write(bytes: Buffer): void;
  /** The whole content, in pieces; the file is then closed, and does not exist any more. */
  read(): Iterable<Buffer>;
}

/** At most this many characters of inserted lines are held in memory. */
const HELD = 1 << 20;

/**
 * Lines that were inserted since the last kept line. They are written after the deleted lines of the same change, and the
 * number of deleted lines can be the number of entries of a directory.
 */
export class Spool {
  #lines: string[] = [];
  #length = 0;
  #file: SpoolFile | undefined;
  readonly #open: () => SpoolFile;

  constructor(open: () => SpoolFile) {
    this.#open = open;
  }

  get empty(): boolean {
    return this.#length === 0 && this.#file === undefined;
  }

  append(line: string): void {
    this.#lines.push(line);
    this.#length += line.length + 1;
    if (this.#length < HELD) return;
    this.#file ??= this.#open();
    this.#file.write(this.#takeHeld());
  }

  /** Empties the spool into an iterable that may be consumed later. */
  take(): Iterable<Buffer> {
    const file = this.#file;
    const rest = this.#takeHeld();
    this.#file = undefined;
    if (!file) return [rest];
    file.write(rest);
    return file.read();
  }

  #takeHeld(): Buffer {
    const bytes = Buffer.from(this.#length === 0 ? "" : `${this.#lines.join("\n")}\n`, "latin1");
    this.#lines = [];
    this.#length = 0;
    return bytes;
  }
}
