import { type Command, lastOutput, type Missing, query, type ReadIo } from "@rdump/core/provider";

/** In bytes, of one tool or file. */
export const LONGEST = 4 * 1024 * 1024;

interface Asked {
  readonly root?: boolean;
  /** The message of a tool that has nothing to print: nothing is missing then. */
  readonly none?: RegExp | null;
}

/** What was collected until now, and what could not be. */
export class Collected {
  readonly files: { [path: string]: string } = {};
  readonly missing: Missing[] = [];
  readonly #io: ReadIo;

  constructor(io: ReadIo) {
    this.#io = io;
  }

  add(path: string, content: string): void {
    this.files[path] = content;
  }

  lacks(what: string, why: string): void {
    this.missing.push({ what, why });
  }

  /** The output of a query; null if the tool is not installed or failed, which is added to `missing`. */
  async output(argv: Command["argv"], { root = false, none = null }: Asked = {}): Promise<string | null> {
    const result = await this.#io.query(query(argv, { root }), { maxOutput: LONGEST });
    if (result.exitCode === 0 && !result.overflow) return result.stdout.toString("utf8");
    if (none?.test(result.stderr.toString("utf8")) === true) return null;
    const why = result.overflow ? `its output is larger than ${LONGEST} bytes` : lastOutput(result);
    this.lacks(argv.join(" "), result.notStarted === "ENOENT" ? NOT_INSTALLED : why);
    return null;
  }

  /** Keeps the output of a query. */
  async keep(path: string, argv: Command["argv"], asked: Asked = {}): Promise<void> {
    const output = await this.output(argv, asked);
    if (output !== null) this.add(path, output);
  }

  /** The content of a file of the system; null if it does not exist or cannot be read. */
  async text(path: string): Promise<string | null> {
    try {
      return (await this.#io.readFile(path, LONGEST))?.toString("utf8") ?? null;
    } catch (error) {
      this.lacks(path, error instanceof Error ? error.message : String(error));
      return null;
    }
  }

  async exists(path: string): Promise<boolean> {
    return (await this.#io.lstat(path).catch(() => null)) !== null;
  }
}

export const NOT_INSTALLED = "not installed";

/** A name of a device or a volume group as part of a path of the record. */
export function fileName(name: string): string {
  const plain = name.replace(/^\/dev\//, "").replaceAll(/[^A-Za-z0-9+_.-]/g, "_");
  return plain.replace(/^[.-]/, "_").slice(0, 150);
}
