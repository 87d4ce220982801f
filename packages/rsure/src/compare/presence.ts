import { pathBelow } from "../format/below.ts";
import type { EscapedName } from "../format/escape.ts";
import type { Revision } from "../format/header.ts";
import { nameOf } from "../format/line.ts";
import { ROOT_NAME } from "../format/node.ts";
import { noteText } from "../heap.ts";
import type { Surefile } from "../store/surefile.ts";
import { TextCursor } from "../weave/cursor.ts";
import { type MergeSink, mergeTrees } from "../weave/merge.ts";
import { revisionText } from "../weave/revision.ts";
import { contentOf, hasLostContent, isFile } from "../weave/turnover.ts";
import { HashSet } from "./hash-set.ts";

/** The files of an older revision that a newer one still has. All entries except directories count as files. */
export interface Presence {
  /** How many files the older revision has. */
  readonly files: number;
  /**
   * How many of them are gone: no entry of that name has content any more, and no file anywhere has the same content. A file
   * whose content was not recorded (a link, a file that could not be read) is present by its name alone.
   */
  readonly gone: number;
  /** The number of files with the same name and other content. */
  readonly changed: number;
  /** The first paths of the files that are gone; absent where they are not known. */
  readonly examples?: readonly EscapedName[];
}

const MOST_EXAMPLES = 10;
/** So many files are looked for by their paths: files that were only moved are no examples. */
const MOST_CANDIDATES = 1000;

/**
 * Which files of a revision are still there. Reads both revisions once, and the newer one a second time when names are gone:
 * a directory that was renamed is no loss.
 *
 * @throws SureError `corrupt`
 */
export async function presenceOf(surefile: Surefile, from: Revision, to: Revision): Promise<Presence> {
  const [old, fresh] = [from, to].map(({ number }) => new TextCursor(revisionText(surefile.body(), number)));
  if (!old || !fresh) throw new Error("two revisions are compared");
  const sink = new LossSink();
  try {
    await Promise.all([old.refill(), fresh.refill()]);
    for await (const _ of mergeTrees(old, fresh, sink));
  } finally {
    await Promise.all([old.close(), fresh.close()]);
  }
  const { lost } = sink;
  lost.seal();
  let has = 0;
  for await (const text of noteText(revisionText(surefile.body(), to.number))) {
    for (let at = 0; at < text.length; ) {
      const end = text.indexOf("\n", at);
      if (text.charCodeAt(at) === 0x66) {
        has++;
        if (lost.size > 0) lost.meet(contentOf(text.slice(at, end)).sha1);
      }
      at = end + 1;
    }
  }
  const gone = sink.candidates.filter(({ sha1 }) => sha1 === undefined || !lost.hasMet(sha1));
  return {
    files: has - sink.arrived + sink.left,
    gone: sink.gone + lost.unmet,
    changed: sink.changed,
    examples: gone.slice(0, MOST_EXAMPLES).map(({ path }) => path),
  };
}

/** Counts missing names, and keeps their hashes to search them elsewhere. */
class LossSink implements MergeSink {
  /** Names on one side only. */
  arrived = 0;
  left = 0;
  /** Without a hash to look for. */
  gone = 0;
  changed = 0;
  readonly lost = new HashSet();
  readonly candidates: Candidate[] = [];
  readonly #place = new OpenDirectory();

  both(old: string, fresh: string): void {
    this.#place.pass(old);
    if (old === fresh || !isFile(old)) return;
    if (hasLostContent(old, fresh)) this.#lose(old);
    else if (contentOf(old).sha1 !== contentOf(fresh).sha1) this.changed++;
  }

  dropped(old: string): void {
    this.#place.pass(old);
    if (!isFile(old)) return;
    this.left++;
    this.#lose(old);
  }

  added(fresh: string): void {
    if (isFile(fresh)) this.arrived++;
  }

  #lose(old: string): void {
    const { sha1 } = contentOf(old);
    if (this.candidates.length < MOST_CANDIDATES) {
      this.candidates.push({ path: this.#place.path + nameOf(old), sha1 });
    }
    if (sha1 === undefined) this.gone++;
    else this.lost.add(sha1);
  }
}

interface Candidate {
  readonly path: EscapedName;
  readonly sha1: string | undefined;
}

/** The directory in which a walk is. */
class OpenDirectory {
  /** "" for the root, else with a slash at its end. */
  path: EscapedName = "";
  readonly #lengths: number[] = [];

  /** A line of the walk, each that opens or closes a directory among them. */
  pass(line: string): void {
    const kind = line.charCodeAt(0);
    if (kind === 0x75) this.path = this.path.slice(0, this.#lengths.pop());
    if (kind !== 0x64) return;
    const name = nameOf(line);
    this.#lengths.push(this.path.length);
    if (name !== ROOT_NAME || this.#lengths.length > 1) this.path = pathBelow(this.path, name);
  }
}
