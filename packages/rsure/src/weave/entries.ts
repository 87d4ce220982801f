import { ALWAYS_IGNORED, differingAttributes } from "../compare/attributes.ts";
import { corrupt } from "../errors.ts";
import type { EscapedName } from "../format/escape.ts";
import { attributesOf, nameOf } from "../format/line.ts";
import type { Attributes } from "../format/node.ts";
import { DirectoryTree, type Held, type Wanted } from "./directories.ts";
import { nextMark, OpenBlocks } from "./marks.ts";
import { textOfChunk } from "./text.ts";

/** How an entry was in some consecutive revisions. */
export interface Version {
  /** The first revision that has it, and the first one behind it that does not; null: all others have it. */
  readonly from: number;
  readonly until: number | null;
  /** The attributes that differ from those of the version right before it; null: the revision right before lacks the entry. */
  readonly changed: readonly string[] | null;
  readonly attributes: Attributes;
}

/** An entry, and how it was in the revisions. */
export interface Entry {
  /** Relative to the root of the tree; the root itself is "". */
  readonly path: EscapedName;
  /** The oldest first. At least one. */
  readonly versions: readonly Version[];
}

/**
 * The wanted entries of a weave with all their versions, in one pass over it. An entry that is the same in all revisions comes at
 * once, another one when all revisions have left its directory. An entry can come twice, with different versions, if the order of names was not the same in all revisions.
 *
 * @param body the weave behind the header, in buffers of whole lines
 * @param revisions the numbers of the revisions that count
 * @throws SureError `corrupt`, which may come last
 */
export async function* entriesIn(
  body: AsyncIterable<Buffer>,
  revisions: readonly number[],
  wanted: Wanted,
): AsyncGenerator<Entry, void> {
  const walk = new Walk(revisions, wanted);
  for await (const chunk of body) {
    walk.read(textOfChunk(chunk));
    yield* walk.take();
  }
  walk.end();
}

/** Reads all revisions at once: each line moves those that have it. */
class Walk {
  readonly #blocks = new OpenBlocks();
  readonly #revisions: readonly number[];
  readonly #tree: DirectoryTree;
  /** Which of the revisions have the text at this place: from the first index, before the second. */
  #first = 0;
  #end = 0;
  #found: (readonly [path: EscapedName, held: readonly Held[]])[] = [];

  constructor(revisions: readonly number[], wanted: Wanted) {
    this.#revisions = [...revisions].sort((a, b) => a - b);
    this.#tree = new DirectoryTree(revisions.length, wanted, (path, held) => {
      this.#found.push([path, held]);
    });
  }

  /** One after the other: a directory can have millions, and their attributes take more memory than their lines. */
  *take(): Generator<Entry, void> {
    const found = this.#found;
    this.#found = [];
    for (const [path, held] of found) yield { path, versions: versionsOf(held, this.#revisions) };
  }

  read(text: string): void {
    for (let at = 0; at < text.length; ) {
      const mark = nextMark(text, at);
      if (mark > at) {
        if (this.#blocks.depth === 0) throw corrupt("the weave has text outside of its blocks");
        if (this.#first < this.#end) this.#lines(text, at, mark);
      }
      if (mark === text.length) return;
      const end = text.indexOf("\n", mark);
      this.#blocks.apply(text.slice(mark, end));
      const { from, until } = this.#blocks.span;
      this.#first = this.#indexOf(from);
      this.#end = this.#indexOf(until);
      at = end + 1;
    }
  }

  end(): void {
    this.#blocks.end();
    if (!this.#tree.isClosed) throw corrupt("a revision ends inside a directory");
  }

  #indexOf(revision: number): number {
    if (revision === Number.POSITIVE_INFINITY) return this.#revisions.length;
    const found = this.#revisions.findIndex((each) => each >= revision);
    return found < 0 ? this.#revisions.length : found;
  }

  #lines(text: string, from: number, to: number): void {
    for (let at = from; at < to; ) {
      const end = text.indexOf("\n", at);
      switch (text.charCodeAt(at)) {
        case 0x66:
          this.#file(text, at, end);
          break;
        case 0x64: {
          const line = text.slice(at, end);
          this.#tree.enter(this.#first, this.#end, nameOf(line), this.#held(line));
          break;
        }
        case 0x75:
          this.#tree.leave(this.#first, this.#end);
          break;
      }
      at = end + 1;
    }
  }

  #file(text: string, at: number, end: number): void {
    const space = text.indexOf(" ", at + 1);
    if (space < at + 2 || space > end) throw corrupt("a line has no name");
    const name = text.slice(at + 1, space);
    if (this.#tree.hasWanted(this.#first, this.#end, name))
      this.#tree.add(this.#first, this.#end, name, this.#held(text.slice(at, end)));
  }

  #held(line: string): Held {
    return { first: this.#first, end: this.#end, line };
  }
}

const IGNORED: ReadonlySet<string> = new Set(ALWAYS_IGNORED);

/** Versions that differ only in what a restore changes are one. */
function versionsOf(held: readonly Held[], revisions: readonly number[]): readonly Version[] {
  const sorted = [...held].sort((a, b) => a.first - b.first);
  const versions: Version[] = [];
  let before: Held | undefined;
  for (const each of sorted) {
    const changed = before?.end === each.first ? differingAttributes(before.line, each.line, IGNORED) : null;
    const last = versions.at(-1);
    const until = revisions[each.end] ?? null;
    if (changed?.length === 0 && last !== undefined) versions[versions.length - 1] = { ...last, until };
    else versions.push({ from: revisions[each.first] ?? 0, until, changed, attributes: attributesOf(each.line) });
    before = each;
  }
  return versions;
}
