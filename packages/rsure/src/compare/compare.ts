import { pathBelow } from "../format/below.ts";
import { type EscapedName, unescapeName } from "../format/escape.ts";
import { attributesOf, nameOf } from "../format/line.ts";
import { ROOT_NAME } from "../format/node.ts";
import type { Problem } from "../scan/problem.ts";
import type { OwnFiles } from "../store/own-files.ts";
import { TextCursor } from "../weave/cursor.ts";
import { DECAYED, goodOf } from "../weave/decay.ts";
import { type MergeSink, mergeTrees } from "../weave/merge.ts";
import { ALWAYS_IGNORED, differingAttributes } from "./attributes.ts";
import type { Difference } from "./difference.ts";

export interface CompareOptions {
  /** Attributes that are not looked at, besides ctime and ino. */
  readonly ignored?: readonly string[] | undefined;
  /** The files of the surefile in the tree, which are never reported. */
  readonly own?: OwnFiles | undefined;
  /** Whether the old side was written by a program that records its own temporary files. */
  readonly oldHasTemporary?: boolean | undefined;
  /** Attributes that both sides record where an entry has them, beyond those of the original. */
  readonly ofBoth?: readonly string[] | undefined;
  /** As for `treeText`: other files have no digests on the new side. */
  readonly only?: ReadonlySet<EscapedName> | undefined;
  /** Differences have the mtime of the newer side. */
  readonly withTimes?: boolean | undefined;
  /**
   * The content of a file without a hash on both sides can have changed: such a file is reported if its ctime differs, or
   * is not below this (seconds since 1970, as `trustedBefore` of the old side). Absent: not looked at.
   */
  readonly settledBefore?: number | undefined;
  /** The last good content of a file that decayed is no difference. */
  readonly acceptGood?: boolean | undefined;
  /** Unreadable places on the new side: nothing there is reported as missing. The list can grow. */
  readonly unseen?: Unseen | undefined;
  /** Gets the path of each entry that only the old side has; not of what is below it. */
  readonly onDropped?: ((path: EscapedName) => void) | undefined;
}

/**
 * The differences between two trees, in the order of the trees.
 *
 * @param old the text of a revision, in pieces of whole lines
 * @param fresh the same for the newer tree
 * @throws SureError `corrupt` when one is not the text of a tree, and errors of the sources
 */
export async function* compareText(
  old: AsyncIterable<string>,
  fresh: AsyncIterable<string>,
  options: CompareOptions = {},
): AsyncGenerator<Difference, void> {
  const left = new TextCursor(old);
  const right = new TextCursor(fresh);
  const sink = new DifferenceSink(options);
  try {
    await Promise.all([left.refill(), right.refill()]);
    for await (const _ of mergeTrees(left, right, sink)) yield* sink.take();
    yield* sink.take();
  } finally {
    await Promise.all([left.close(), right.close()]);
  }
}

/** Places that could not be looked at. */
export class Unseen {
  readonly #entries = new Set<EscapedName>();
  readonly #directories = new Set<EscapedName>();

  note(problem: Problem): void {
    if (problem.doing === "list") this.#directories.add(problem.path === "" ? "" : `${problem.path}/`);
    else if (problem.doing === "look" || problem.doing === "kind") this.noteEntry(problem.path);
  }

  noteEntry(path: EscapedName): void {
    this.#entries.add(path);
  }

  has(directory: EscapedName, name: EscapedName): boolean {
    return this.#directories.has(directory) || this.#entries.has(directory + name);
  }
}

class DifferenceSink implements MergeSink {
  #differences: Difference[] = [];
  /** The directory of the old side alone that is open. */
  #open: { readonly removed: Extract<Difference, { type: "removed" }> | null; depth: number; below: number } | null =
    null;
  /** The directory that is open on both sides, and where in it each of its parents ends. */
  #path: EscapedName = "";
  readonly #lengths: number[] = [];
  readonly #ignored: ReadonlySet<string>;
  readonly #ofBoth: ReadonlySet<string>;
  readonly #options: CompareOptions;
  readonly takesEqual: boolean;

  constructor(options: CompareOptions) {
    this.#options = options;
    this.takesEqual = options.settledBefore !== undefined;
    this.#ofBoth = new Set(options.ofBoth);
    this.#ignored = new Set([...ALWAYS_IGNORED, ...(options.ignored ?? [])]);
  }

  take(): Difference[] {
    const differences = this.#differences;
    this.#differences = [];
    return differences;
  }

  both(old: string, fresh: string): void {
    switch (fresh.charCodeAt(0)) {
      case 0x64: {
        const name = nameOf(fresh);
        this.#lengths.push(this.#path.length);
        const above = this.#path;
        const path = name === ROOT_NAME && this.#lengths.length === 1 ? "" : above + name;
        this.#path = path === "" ? "" : pathBelow(above, name);
        if (old !== fresh) this.#compare(path, old, fresh);
        break;
      }
      case 0x66:
        if ((old !== fresh || this.#isUnsure(old, fresh)) && !this.#isQuiet(nameOf(fresh), false))
          this.#compare(this.#path + nameOf(fresh), old, fresh);
        break;
      case 0x75:
        this.#path = this.#path.slice(0, this.#lengths.pop());
        break;
    }
  }

  dropped(old: string, outermost: boolean): void {
    if (!outermost) {
      this.#droppedBelow(old.charCodeAt(0));
      return;
    }
    const name = nameOf(old);
    this.#options.onDropped?.(this.#path + name);
    const isQuiet = this.#isQuiet(name, true) || this.#options.unseen?.has(this.#path, name) === true;
    const removed = { type: "removed", path: this.#path + name, kind: attributesOf(old).kind ?? "?" } as const;
    if (old.charCodeAt(0) === 0x64) this.#open = { removed: isQuiet ? null : removed, depth: 1, below: 0 };
    else if (!isQuiet) this.#differences.push(removed);
  }

  /** A line within a directory of the old side alone; the last one ends it. */
  #droppedBelow(kind: number): void {
    const open = this.#open;
    if (open === null) return;
    if (kind === 0x64 || kind === 0x66) open.below++;
    if (kind === 0x64) open.depth++;
    if (kind !== 0x75 || --open.depth > 0) return;
    this.#open = null;
    const { removed, below } = open;
    if (removed !== null) this.#differences.push(below === 0 ? removed : { ...removed, below });
  }

  added(fresh: string, outermost: boolean): void {
    if (!outermost) return;
    const name = nameOf(fresh);
    if (this.#isQuiet(name, false)) return;
    this.#differences.push({
      type: "added",
      path: this.#path + name,
      kind: attributesOf(fresh).kind ?? "?",
      ...this.#modified(fresh),
    });
  }

  #modified(fresh: string): { readonly modified?: number } {
    const mtime = this.#options.withTimes === true ? attributesOf(fresh).mtime : undefined;
    return mtime === undefined ? {} : { modified: Number(mtime) };
  }

  #compare(path: EscapedName, old: string, fresh: string): void {
    const all = differingAttributes(old, fresh, this.#ignored, this.#ofBoth);
    const isGood = this.#options.acceptGood === true && all.includes("sha1") && hasGoodContent(old, fresh);
    const isUnread = this.#options.only?.has(path) === false;
    const attributes = isGood || isUnread ? all.filter((each) => !each.startsWith("sha")) : all;
    if (this.#isUnsure(old, fresh)) attributes.unshift("ctime");
    if (attributes.length > 0) this.#differences.push({ type: "changed", path, attributes, ...this.#modified(fresh) });
  }

  /** Content that neither a hash nor the ctime shows to be the same. */
  #isUnsure(old: string, fresh: string): boolean {
    const { settledBefore } = this.#options;
    if (settledBefore === undefined) return false;
    const [before, after] = [unreadFile(old), unreadFile(fresh)];
    if (before === undefined || after === undefined) return false;
    return before.ctime !== after.ctime || !(Number(before.ctime) < settledBefore);
  }

  #isQuiet(escaped: EscapedName, isDropped: boolean): boolean {
    const { own, oldHasTemporary } = this.#options;
    if (own?.path !== this.#path) return false;
    const name = unescapeName(escaped);
    if (own.place.isOwn(name)) return true;
    return isDropped && oldHasTemporary === true && own.place.originalsTemporary.test(name);
  }
}

function hasGoodContent(old: string, fresh: string): boolean {
  const before = attributesOf(old);
  return before[DECAYED] !== undefined && goodOf(before, null)?.sha1 === attributesOf(fresh).sha1;
}

/** The attributes of a file without a hash; undefined: it has one, or is no regular file. */
function unreadFile(line: string): ReturnType<typeof attributesOf> | undefined {
  // Almost all lines have it; no name has a blank.
  if (line.includes(" sha1 ")) return undefined;
  const attributes = attributesOf(line);
  return attributes.kind === "file" && !("sha1" in attributes) ? attributes : undefined;
}
