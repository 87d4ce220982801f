import { type BigIntStats, closeSync, constants, fstat, open } from "node:fs";

/** open(2): names a file without opening it, so that neither a FIFO nor a device notices. Node does not list it. */
const O_PATH = 0o10000000;
const { O_NOFOLLOW, O_DIRECTORY } = constants;

/** A file that is opened by `O_PATH`. Its owner closes it: it is not closed when it is collected. */
export class OpenPath {
  #descriptor: number;

  private constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  /** A link itself, without following it; with `directory`, a directory, and every other file is ENOTDIR. */
  static at(path: string, directory = false): Promise<OpenPath> {
    const flags = O_PATH | O_NOFOLLOW | (directory ? O_DIRECTORY : 0);
    // A `FileHandle` costs three times the CPU time.
    return new Promise((resolve, reject) =>
      open(path, flags, (error, descriptor) => (error ? reject(error) : resolve(new OpenPath(descriptor)))),
    );
  }

  get fd(): number {
    if (this.#descriptor < 0) throw new Error("the path is closed");
    return this.#descriptor;
  }

  /** A path to the file, valid even if the names above it change. */
  get path(): string {
    return `/proc/self/fd/${this.fd}`;
  }

  stat(): Promise<BigIntStats> {
    return new Promise((resolve, reject) =>
      fstat(this.fd, { bigint: true }, (error, facts) => (error ? reject(error) : resolve(facts))),
    );
  }

  /** Without effect when it is closed. No file system is asked: a descriptor of `O_PATH` has nothing to write. */
  close(): void {
    const descriptor = this.#descriptor;
    if (descriptor < 0) return;
    // Never twice, even after an error: another file can have the number then.
    this.#descriptor = -1;
    closeSync(descriptor);
  }
}
