import { isCut } from "../format/below.ts";
import type { EscapedName } from "../format/escape.ts";
import { attributesOf } from "../format/line.ts";
import type { Difference } from "./difference.ts";
import { idOfPath } from "./directory.ts";
import type { MetadataOptions } from "./entry.ts";
import { newFingerprint } from "./fingerprint.ts";
import { LinkGroups } from "./link-groups.ts";
import { OutsideOf } from "./outside-of.ts";
import { namedLinks, readRecorded } from "./recorded.ts";
import { SharedInodes } from "./shared-inodes.ts";

const INO = / ino (\d+) (?:kind (\w+) )?/g;

const OPTIONS: MetadataOptions = { ignored: new Set(["perm", "uid", "gid", "mtime"]), window: 1 };

/**
 * Compares which names are one file while a revision and a tree are compared. In memory are 8 bytes for each file of the
 * revision, and numbers for the names of files with several names and for the entries that the tree lacks: no paths. The
 * revision is read again only if either side has such a file. A name whose path is too long to be shown is not looked at.
 */
export class CheckedLinks {
  readonly #inos = new SharedInodes();
  readonly #groups = new LinkGroups();
  readonly #dropped = new Set<number>();
  readonly #fingerprint = newFingerprint();

  readonly addFresh = (path: EscapedName, ino: number): void => {
    if (!isCut(path)) this.#groups.addFresh(idOfPath(path, this.#fingerprint), ino);
  };

  /** An entry that the revision alone has; not what is below it. */
  readonly addDropped = (path: EscapedName): void => {
    this.#dropped.add(idOfPath(path, this.#fingerprint));
  };

  /** The same text. Its inode numbers are noted. */
  async *noting(text: AsyncIterable<string>): AsyncGenerator<string, void> {
    for await (const piece of text) {
      for (const found of piece.matchAll(INO)) {
        if (kindAt(piece, found) === "file") this.#inos.add(Number(found[1]));
      }
      yield piece;
    }
  }

  /** After the comparison: names of both sides that are one file on one side alone. */
  async *differences(recorded: () => AsyncIterable<string>): AsyncGenerator<Difference, void> {
    this.#inos.seal();
    if (this.#inos.size === 0 && this.#groups.size === 0) return;
    const common = new Set<number>();
    const present = new OutsideOf();
    const second = readRecorded(recorded(), OPTIONS, this.#fingerprint, ({ above, id, ino }, depth) => {
      const isPresent = present.has(depth);
      if (this.#dropped.has(id)) present.enter(depth);
      else if (isPresent && above?.cutBelow === null) {
        if (this.#inos.has(ino)) this.#groups.addOld(id, ino);
        if (this.#inos.has(ino) || this.#groups.hasFresh(id)) common.add(id);
      }
    });
    for await (const _ of second);
    const differing = new Set(this.#groups.differing((id) => common.has(id)));
    if (differing.size > 0) yield* namedLinks(recorded(), differing, this.#fingerprint);
  }
}

/** Programs that do not sort the attributes have the kind elsewhere in the line. */
function kindAt(text: string, { index, 2: kind }: RegExpExecArray): string | undefined {
  if (kind !== undefined) return kind;
  return attributesOf(text.slice(text.lastIndexOf("\n", index) + 1, text.indexOf("\n", index))).kind;
}
