import { comparableName, parseJson } from "@rdump/core/provider";
import type { Difference } from "../check/judge.ts";
import type { RevisionEntry } from "./entry.ts";
import { PathSet } from "./path-set.ts";

/** The names of a point, against those of a revision. */
export class Names {
  /** Those that the revision has not named yet. Names that are no UTF-8 can be equal as text. */
  readonly #left = new Map<string, { count: number; readonly modified: number | null }>();
  readonly #missing = new PathSet();

  /** `content`: the file with the names of an archive. What cannot be read is no name. */
  constructor(content: Buffer) {
    for (let at = 0; at < content.length; ) {
      const newline = content.indexOf(0x0a, at);
      const end = newline < 0 ? content.length : newline;
      const [path, modified] = parsed(content.toString("utf8", at, end));
      if (typeof path === "string") this.#add(path, typeof modified === "number" ? modified : null);
      at = end + 1;
    }
  }

  /**
   * True: the point has the entry of the revision. A directory comes before its content.
   *
   * @param missing called if the point does not have it: of a directory below the root, not for what is below it
   */
  take(entry: RevisionEntry, missing: () => void): boolean {
    const name = comparableName(entry.path);
    const left = this.#left.get(name);
    if (left === undefined) {
      this.#miss(entry, missing);
      return false;
    }
    left.count--;
    if (left.count === 0) this.#left.delete(name);
    return true;
  }

  #miss({ path }: RevisionEntry, missing: () => void): void {
    this.#missing.add(path);
    if (path === "") return;
    const parent = parentOf(path);
    // In the place of the directories of a very long path.
    const above = parent.endsWith(CUT) ? parent.slice(0, -CUT.length) : parent;
    if (parent === "" || !(this.#missing.has(parent) || this.#missing.has(above))) missing();
  }

  #add(path: string, modified: number | null): void {
    const known = this.#left.get(path);
    if (known === undefined) this.#left.set(path, { count: 1, modified });
    else known.count++;
  }

  /** After the last entry: what the point alone has. */
  *added(): Generator<Difference, void> {
    for (const [path, { modified }] of this.#left) yield { type: "added", path, kind: "", attributes: [], modified };
  }
}

const CUT = "/...";

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

function parsed(line: string): readonly unknown[] {
  const value = parseJson(line);
  return Array.isArray(value) ? value : [];
}
