import type { EscapedName } from "../format/escape.ts";
import { attributesOf } from "../format/line.ts";
import type { Difference } from "./difference.ts";
import { LinkGroups } from "./link-groups.ts";
import { readRecorded } from "./recorded.ts";
import { SharedInodes } from "./shared-inodes.ts";

const INO = / ino (\d+) (?:kind (\w+) )?/g;

/**
 * Compares which names are one file while a revision and a tree are compared. In memory are 8 bytes for each file of the
 * revision, and the names of files with several names. The revision is read again only if either side has such a file.
 */
export class CheckedLinks {
  readonly #inos = new SharedInodes();
  readonly #groups = new LinkGroups();

  readonly addFresh = (path: EscapedName, ino: number): void => this.#groups.addFresh(path, ino);

  /** The same text. Its inode numbers are noted. */
  async *noting(text: AsyncIterable<string>): AsyncGenerator<string, void> {
    for await (const piece of text) {
      for (const found of piece.matchAll(INO)) {
        if (kindAt(piece, found) === "file") this.#inos.add(Number(found[1]));
      }
      yield piece;
    }
  }

  /**
   * After the comparison: names of both sides that are one file on one side alone.
   *
   * @param oneSided the entries that one side alone has, without those below them
   */
  async *differences(
    recorded: () => AsyncIterable<string>,
    oneSided: ReadonlySet<EscapedName>,
  ): AsyncGenerator<Difference, void> {
    this.#inos.seal();
    if (this.#inos.size === 0 && this.#groups.size === 0) return;
    await readRecorded(
      recorded(),
      { ignored: new Set(["perm", "uid", "gid", "mtime"]), window: 1 },
      ({ path, ino }) => {
        if (this.#inos.has(ino)) this.#groups.addOld(path, ino);
      },
    );
    for (const path of this.#groups.differing((each) => !isAmong(oneSided, each)))
      yield { type: "changed", path, attributes: ["links"] };
  }
}

/** Programs that do not sort the attributes have the kind elsewhere in the line. */
function kindAt(text: string, { index, 2: kind }: RegExpExecArray): string | undefined {
  if (kind !== undefined) return kind;
  return attributesOf(text.slice(text.lastIndexOf("\n", index) + 1, text.indexOf("\n", index))).kind;
}

/** Whether the path or a directory above it is one of these. */
function isAmong(paths: ReadonlySet<EscapedName>, path: EscapedName): boolean {
  for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
    if (paths.has(path.slice(0, end))) return true;
  }
  return false;
}
