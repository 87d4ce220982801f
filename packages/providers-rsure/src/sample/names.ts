import { comparableName, parseJson } from "@rdump/core/provider";
import type { Difference } from "../check/judge.ts";
import type { RevisionEntry } from "./entry.ts";

/** The names of a point, against those of a revision. */
export class Names {
  /** Those that the revision has not named yet. Names that are no UTF-8 can be equal as text. */
  readonly #left = new Map<string, { count: number; readonly modified: number | null }>();
  readonly #missing = new Map<string, RevisionEntry>();

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

  /** True: the point has the entry of the revision. */
  take(entry: RevisionEntry): boolean {
    const name = comparableName(entry.path);
    const left = this.#left.get(name);
    if (left === undefined) {
      this.#missing.set(entry.path, entry);
      return false;
    }
    left.count--;
    if (left.count === 0) this.#left.delete(name);
    return true;
  }

  #add(path: string, modified: number | null): void {
    const known = this.#left.get(path);
    if (known === undefined) this.#left.set(path, { count: 1, modified });
    else known.count++;
  }

  /** After the last entry: what only one side has. Of a missing directory below the root, not what is below it. */
  differences(): readonly Difference[] {
    const isShown = ({ path }: RevisionEntry) => {
      const parent = parentOf(path);
      return path !== "" && (parent === "" || !this.#missing.has(parent));
    };
    const missing = [...this.#missing.values()].filter(isShown);
    const nothing = { attributes: [], modified: null };
    return [
      ...missing.map(({ path, kind }): Difference => ({ type: "removed", path, kind, ...nothing })),
      ...[...this.#left].map(
        ([path, { modified }]): Difference => ({ ...nothing, type: "added", path, kind: "", modified }),
      ),
    ];
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

function parsed(line: string): readonly unknown[] {
  const value = parseJson(line);
  return Array.isArray(value) ? value : [];
}
