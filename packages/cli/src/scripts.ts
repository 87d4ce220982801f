import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Script } from "node:vm";

/** The code cache of a script is the file of this name beside it. */
export const CACHE = ".cache";

/** As Node wraps a CommonJS module. */
const PARAMETERS = "exports, require, module, __filename, __dirname";

type Require = (id: string) => unknown;
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
 * the name of a script contains its hash.
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
    const source = `(function (${PARAMETERS}) { ${readFileSync(file, "latin1")}\n})`;
    const cachedData = contentOf(file + CACHE);
    const script = new Script(source, { filename: file, ...(cachedData && { cachedData }) });
    const module = { exports: {} };
    this.loaded.set(name, { script, module });
    const require = (id: string) => (id.startsWith("./") ? this.load(id.slice(2)) : this.#require(id));
    (script.runInThisContext() as Wrapped)(module.exports, require, module, file, this.#directory);
    return module.exports;
  }
}

function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
