import { corrupt } from "../errors.ts";
import { compareNames } from "../format/escape.ts";
import { nameOf } from "../format/line.ts";
import { PREAMBLE, ROOT_NAME } from "../format/node.ts";
import type { Cursor } from "./cursor.ts";
import { Stretches } from "./stretch.ts";

/**
 * Events of the comparison of two trees, in the order of both. A directory of only one side is reported line by line:
 * `outermost` is true for its own line and for a lone file, false for all that is within it.
 */
export interface MergeSink {
  /**
   * The same entry (or the same `-`, `u` or leading line) on both sides; the lines may differ in attributes. Of
   * consecutive lines that are equal on both sides, only the first and those that open or close a directory are
   * reported, unless the sink `takesEqual`.
   */
  both(old: string, fresh: string): void;
  /** Files whose lines are equal are reported too. */
  readonly takesEqual?: boolean;
  dropped(old: string, outermost: boolean): void;
  added(fresh: string, outermost: boolean): void;
}

type Side = "old" | "new";

/**
 * Walks two sorted trees in one pass and no memory. Names that are out of order (a faulty writer) make entries appear
 * as dropped and added, but never lose one.
 *
 * Yields whenever it is about to wait for more lines, so that the caller can hand on what the sink has gathered.
 *
 * @throws SureError `corrupt` when a side is not the text of a tree
 */
export async function* mergeTrees(old: Cursor, fresh: Cursor, sink: MergeSink): AsyncGenerator<void, void> {
  for (const line of PREAMBLE) {
    if (old.line !== line) throw corrupt("the old revision has an invalid beginning");
    if (fresh.line !== line) throw corrupt("the new revision has an invalid beginning");
    sink.both(line, line);
    if (!old.advance()) await old.refill();
    if (!fresh.advance()) await fresh.refill();
  }
  const place: Place = { depth: 0, inFiles: false };
  const stretches = new Stretches();
  /** Directories that are open on one side only. */
  let dropping = 0;
  let adding = 0;
  do {
    const o = old.line;
    const n = fresh.line;
    /** How much of either side this round passes. */
    let ofOld = 0;
    let ofNew = 0;
    if (dropping > 0) {
      const line = present(o, "old");
      sink.dropped(line, false);
      dropping += nesting(line);
      ofOld = line.length + 1;
    } else if (adding > 0) {
      const line = present(n, "new");
      sink.added(line, false);
      adding += nesting(line);
      ofNew = line.length + 1;
    } else {
      const oldLine = present(o, "old");
      const newLine = present(n, "new");
      ofOld = oldLine.length + 1;
      ofNew = newLine.length + 1;
      if (oldLine === newLine && place.depth > 0) {
        const ahead = old.ahead();
        ofOld = ofNew = follow(ahead, stretches.common(ahead, fresh.ahead(), ofOld), place, sink);
      } else {
        const order = orderOf(oldLine, newLine, place);
        if (order < 0) {
          sink.dropped(oldLine, true);
          dropping = place.inFiles ? 0 : 1;
          ofNew = 0;
        } else if (order > 0) {
          sink.added(newLine, true);
          adding = place.inFiles ? 0 : 1;
          ofOld = 0;
        } else {
          sink.both(oldLine, newLine);
          if (!place.inFiles) place.depth++;
        }
      }
    }
    if (ofOld > 0 && !old.pass(ofOld)) {
      yield;
      await old.refill();
    }
    if (ofNew > 0 && !fresh.pass(ofNew)) {
      yield;
      await fresh.refill();
    }
  } while (place.depth > 0);
  if (old.line !== undefined) throw corrupt("the old revision has lines after its tree");
  if (fresh.line !== undefined) throw corrupt("the new revision has lines after its tree");
}

/** Where in both trees the merge is. */
interface Place {
  /** Directories that are open on both sides. */
  depth: number;
  /** Whether the subdirectories of the innermost of them are through. */
  inFiles: boolean;
}

/**
 * Goes with a place through lines that are the same on both sides.
 *
 * @returns the number that it passed: all, except those after the end of the tree
 */
function follow(text: string, length: number, place: Place, sink: MergeSink): number {
  let at = 0;
  while (at < length && place.depth > 0) {
    const end = text.indexOf("\n", at);
    if (!place.inFiles || text.charCodeAt(at) !== 0x66 || at === 0 || sink.takesEqual === true) {
      const line = text.slice(at, end);
      checkPlace(line, place.inFiles, "old");
      sink.both(line, line);
      if (line === "u") place.depth--;
      else if (!place.inFiles && line !== "-") place.depth++;
      if (line === "u" || line === "-") place.inFiles = line === "-";
    }
    at = end + 1;
  }
  return at;
}

function present(line: string | undefined, side: Side): string {
  if (line === undefined) throw corrupt(`the ${side} revision ends before the end of its tree`);
  return line;
}

const nesting = (line: string): number => (line.startsWith("d") ? 1 : line === "u" ? -1 : 0);

/** Which kinds of line can stand here: a subdirectory or the separator, then a file or the end of the directory. */
function checkPlace(line: string, inFiles: boolean, side: Side): void {
  const fits = inFiles ? line[0] === "f" || line === "u" : line[0] === "d" || line === "-";
  if (!fits) throw corrupt(`the ${side} revision has a line in the wrong place: ${JSON.stringify(line.slice(0, 200))}`);
}

/** Negative when the old line comes first, positive when the new one does, 0 when both name the same. */
function orderOf(old: string, fresh: string, { depth, inFiles }: Place): number {
  checkPlace(old, inFiles, "old");
  checkPlace(fresh, inFiles, "new");
  if (depth === 0) {
    if (old[0] !== "d" || nameOf(old) !== ROOT_NAME) throw corrupt("the old revision has no root");
    if (fresh[0] !== "d" || nameOf(fresh) !== ROOT_NAME) throw corrupt("the new revision has no root");
    return 0;
  }
  const end = inFiles ? "u" : "-";
  if (old === end) return fresh === end ? 0 : 1;
  if (fresh === end) return -1;
  return compareNames(nameOf(old), nameOf(fresh));
}
