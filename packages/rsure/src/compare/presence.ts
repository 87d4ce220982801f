import type { Revision } from "../format/header.ts";
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
}

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
  return { files: has - sink.arrived + sink.left, gone: sink.gone + lost.unmet, changed: sink.changed };
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

  both(old: string, fresh: string): void {
    if (old === fresh || !isFile(old)) return;
    if (hasLostContent(old, fresh)) this.#lose(old);
    else if (contentOf(old).sha1 !== contentOf(fresh).sha1) this.changed++;
  }

  dropped(old: string): void {
    if (!isFile(old)) return;
    this.left++;
    this.#lose(old);
  }

  added(fresh: string): void {
    if (isFile(fresh)) this.arrived++;
  }

  #lose(old: string): void {
    const { sha1 } = contentOf(old);
    if (sha1 === undefined) this.gone++;
    else this.lost.add(sha1);
  }
}
