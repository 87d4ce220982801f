import { globMatches } from "../../config/index.ts";
import type { Exclude } from "../../model/exclude.ts";
import type { Subject } from "../subject.ts";
import { once } from "./once.ts";

/** Whether the excludes of a volume leave out a path below its root. */
export type LeavesOut = (excludes: readonly Exclude[], root: string, path: string) => boolean;

/**
 * How many times a glob is compared with a name for one config: about a second. Globs have no order to search by, so
 * many globs times many names have no other bound. Where it is reached, a path counts as left out: nothing is said.
 */
const MOST_COMPARISONS = 1_000_000;

/** The excludes of each volume are indexed once; paths and plain names cost a look-up, globs are compared one by one. */
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
  readonly #paths = new Set<string>();
  readonly #names = new Map<string, boolean>();
  readonly #globs: string[] = [];
  readonly #budget: { left: number };

  constructor(excludes: readonly Exclude[], budget: { left: number }) {
    this.#budget = budget;
    for (const exclude of excludes) {
      if (exclude.kind === "path") this.#paths.add(exclude.path);
      else if (/[*?[]/.test(exclude.glob)) this.#globs.push(exclude.glob);
      else this.#names.set(exclude.glob, true);
    }
  }

  holds(inner: string): boolean {
    for (let at = inner.indexOf("/"); at >= 0; at = inner.indexOf("/", at + 1)) {
      if (this.#paths.has(inner.slice(0, at))) return true;
    }
    return this.#paths.has(inner) || inner.split("/").some((name) => this.#holdsName(name));
  }

  #holdsName(name: string): boolean {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    if (this.#budget.left < this.#globs.length) return true;
    this.#budget.left -= this.#globs.length;
    const holds = this.#globs.some((glob) => globMatches(glob, name));
    this.#names.set(name, holds);
    return holds;
  }
}
