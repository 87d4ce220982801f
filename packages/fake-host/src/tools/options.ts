/** A parsed command line. A tool of this world throws for unknown options, because ignoring them would be wrong. */
export class Options {
  readonly words: readonly string[];
  readonly #given: ReadonlyMap<string, readonly string[]>;

  private constructor(words: readonly string[], given: ReadonlyMap<string, readonly string[]>) {
    this.words = words;
    this.#given = given;
  }

  /**
   * @param known options by their name; `value` takes one, behind `=` or as the next word
   */
  static parse(argv: readonly string[], known: { readonly [name: string]: "flag" | "value" }): Options {
    const words: string[] = [];
    const given = new Map<string, string[]>();
    for (let at = 0; at < argv.length; at++) {
      const word = argv[at] ?? "";
      if (word === "--") {
        words.push(...argv.slice(at + 1));
        break;
      }
      if (!word.startsWith("-") || word === "-") {
        words.push(word);
        continue;
      }
      const equals = word.startsWith("--") ? word.indexOf("=") : -1;
      const name = equals < 0 ? word : word.slice(0, equals);
      const kind = known[name];
      if (kind === undefined) throw new Error(`the fake does not know the option ${word}`);
      const value = kind === "flag" ? "" : equals < 0 ? (argv[++at] ?? "") : word.slice(equals + 1);
      given.set(name, [...(given.get(name) ?? []), value]);
    }
    return new Options(words, given);
  }

  has(name: string): boolean {
    return this.#given.has(name);
  }

  all(name: string): readonly string[] {
    return this.#given.get(name) ?? [];
  }

  /** The last one given. */
  one(name: string): string | null {
    return this.all(name).at(-1) ?? null;
  }
}
