import { type Exclude, literalName, literalPath, type NamePiece } from "../../model/exclude.ts";
import { leavesOut, nameMatches } from "../exclude/index.ts";
import type { Subject } from "../subject.ts";
import { once } from "./once.ts";

/** Whether the excludes of a volume leave out a path below its root. */
export type LeavesOut = (excludes: readonly Exclude[], root: string, path: string) => boolean;

/**
 * Maximum number of comparisons of a pattern with a name for one config: about a second. Beyond the limit, a path
 * counts as excluded, and nothing is reported.
 */
const MOST_COMPARISONS = 1_000_000;

/**
 * The excludes of each volume are indexed once: literal excludes take one look-up, patterns are compared one by one.
 */
export const leavesOutIn = once((_subject: Subject): LeavesOut => {
  const budget = { left: MOST_COMPARISONS };
  const known = new WeakMap<readonly Exclude[], Excluded>();
  return (excludes, root, path) => {
    const excluded = known.get(excludes) ?? new Excluded(excludes, budget);
    known.set(excludes, excluded);
    return excluded.holds(path.slice(root === "/" ? 1 : root.length + 1));
  };
});

class Excluded {
  readonly #paths = new Map<string, boolean>();
  readonly #names = new Map<string, boolean>();
  readonly #pathPatterns: Exclude[] = [];
  readonly #namePatterns: (readonly NamePiece[])[] = [];
  readonly #budget: { left: number };

  constructor(excludes: readonly Exclude[], budget: { left: number }) {
    this.#budget = budget;
    for (const exclude of excludes) {
      const path = literalPath(exclude.parts);
      const pieces = anyDepthName(exclude);
      if (path !== null) this.#paths.set(path, true);
      else if (pieces === null) this.#pathPatterns.push(exclude);
      else this.#addName(pieces);
    }
  }

  #addName(pieces: readonly NamePiece[]): void {
    const name = literalName(pieces);
    if (name === null) this.#namePatterns.push(pieces);
    else this.#names.set(name, true);
  }

  holds(inner: string): boolean {
    for (let at = inner.indexOf("/"); at >= 0; at = inner.indexOf("/", at + 1)) {
      if (this.#paths.get(inner.slice(0, at)) === true) return true;
    }
    return inner.split("/").some((name) => this.#holdsName(name)) || this.#holdsPath(inner);
  }

  #holdsName(name: string): boolean {
    return this.#compared(this.#names, name, this.#namePatterns, (pieces) => nameMatches(pieces, name));
  }

  #holdsPath(inner: string): boolean {
    return this.#compared(this.#paths, inner, this.#pathPatterns, (exclude) => leavesOut(exclude, inner));
  }

  #compared<T>(known: Map<string, boolean>, text: string, patterns: readonly T[], holds: (pattern: T) => boolean) {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (this.#budget.left < patterns.length) return true;
    this.#budget.left -= patterns.length;
    const found = patterns.some(holds);
    known.set(text, found);
    return found;
  }
}

/** The name that an exclude matches at any depth; null if it has several parts. */
function anyDepthName({ parts }: Exclude): readonly NamePiece[] | null {
  const [first, second, ...rest] = parts;
  return first?.kind === "directories" && second?.kind === "name" && rest.length === 0 ? second.pieces : null;
}
