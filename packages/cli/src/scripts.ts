import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Script } from "node:vm";
import { crc32 } from "node:zlib";

/** The code cache of a script is the file of this name beside it. */
export const CACHE = ".cache";

type Require = (id: string) => unknown;
/** A script is one such function: the build wraps each module as Node wraps a CommonJS module. */
type Wrapped = (
  exports: object,
  require: Require,
  module: { exports: object },
  file: string,
  directory: string,
) => void;

/**
 * Loads the scripts of a bundle, each at most once, and the scripts that they require.
 *
 * V8 needs most of the time of a short command to compile the program. A code cache contains the result. The build writes
 * it, and it is installed with the scripts, so it has the same owner and the same trust. V8 refuses a cache of another
 * version or with other flags, and then compiles the script as usual. V8 does not compare the content of the script. So
 * the name of a script contains its hash. V8 does not notice damage of the cache either: it executes what it reads, or
 * crashes. So a cache has a checksum, and one with a wrong checksum is not used.
 */
export class Scripts {
  /** The loaded scripts by their names. */
  readonly loaded = new Map<string, { readonly script: Script; readonly module: { exports: object } }>();
  readonly #directory: string;
  readonly #require: Require;

  constructor(directory: string) {
    this.#directory = directory;
    this.#require = createRequire(join(directory, "script.js"));
  }

  /** The exports of the script with this name. */
  load(name: string): object {
    const known = this.loaded.get(name);
    if (known) return known.module.exports;
    const file = join(this.#directory, name);
    const source = readFileSync(file, "latin1");
    const cachedData = cacheIn(file + CACHE);
    const script = new Script(source, { filename: file, ...(cachedData && { cachedData }) });
    const module = { exports: {} };
    this.loaded.set(name, { script, module });
    const require = (id: string) => (id.startsWith("./") ? this.load(id.slice(2)) : this.#require(id));
    (script.runInThisContext() as Wrapped)(module.exports, require, module, file, this.#directory);
    return module.exports;
  }
}

/** Bytes of the checksum, behind the data: V8 wants data that begins at a multiple of eight. */
const CHECKSUM = 4;

/** The content of the file for a code cache. */
export function withChecksum(data: Buffer): Buffer {
  const checksum = Buffer.alloc(CHECKSUM);
  checksum.writeUInt32LE(crc32(data));
  return Buffer.concat([data, checksum]);
}

/** Undefined: there is none, or it is damaged. */
function cacheIn(file: string): Buffer | undefined {
  try {
    const content = readFileSync(file);
    const data = content.subarray(0, -CHECKSUM);
    return content.readUInt32LE(data.length) === crc32(data) ? data : undefined;
  } catch {
    return undefined;
  }
}
