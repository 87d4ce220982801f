import { corrupt } from "../errors.ts";
import { compareNames } from "../format/escape.ts";
import { nameOf } from "../format/line.ts";
import { PREAMBLE, ROOT_NAME } from "../format/node.ts";
import type { Cursor } from "./cursor.ts";

/**
 * What is told of two trees, in the order of both. A directory that is on one side only is told line by line: `outermost`
 * is true for its own line and for a lone file, false for all that is within it.
 */
export interface MergeSink {
  /** The same entry (or the same `-`, `u` or leading line) on both sides; the lines may differ in attributes. */
  both(old: string, fresh: string): void;
  dropped(old: string, outermost: boolean): void;
  added(fresh: string, outermost: boolean): void;
}

type Side = "old" | "new";

/**
 * Walks two sorted trees in one pass and no memory. Names that are out of order (a faulty writer) make entries appear as
 * dropped and added, but never lose one.
 *
 * Yields whenever it is about to wait for more lines, so that the caller can hand on what the sink has gathered.
 *
 * @throws SureError `corrupt` when a side is not the text of a tree
 */
export async function* mergeTrees(old: Cursor, fresh: Cursor, sink: MergeSink): AsyncGenerator<void, void> {
  for (const line of PREAMBLE) {
    if (old.line !== line) throw corrupt("the old revision does not start as a revision must");
    if (fresh.line !== line) throw corrupt("the new revision does not start as a revision must");
    sink.both(line, line);
    if (!old.advance()) await old.refill();
    if (!fresh.advance()) await fresh.refill();
  }
  /** Directories that are open on both sides. */
  let depth = 0;
  let inFiles = false;
  /** Directories that are open on one side only. */
  let dropping = 0;
  let adding = 0;
  do {
    const o = old.line;
    const n = fresh.line;
    let moveOld = true;
    let moveNew = true;
    if (dropping > 0) {
      const line = present(o, "old");
      sink.dropped(line, false);
      dropping += nesting(line);
      moveNew = false;
    } else if (adding > 0) {
      const line = present(n, "new");
      sink.added(line, false);
      adding += nesting(line);
      moveOld = false;
    } else {
      const oldLine = present(o, "old");
      const newLine = present(n, "new");
      const order =
        oldLine === newLine && depth > 0 ? sameLine(oldLine, inFiles) : orderOf(oldLine, newLine, depth, inFiles);
      if (order < 0) {
        sink.dropped(oldLine, true);
        dropping = inFiles ? 0 : 1;
        moveNew = false;
      } else if (order > 0) {
        sink.added(newLine, true);
        adding = inFiles ? 0 : 1;
        moveOld = false;
      } else {
        sink.both(oldLine, newLine);
        if (!inFiles && oldLine === "-") inFiles = true;
        else if (!inFiles) depth++;
        else if (oldLine === "u") {
          depth--;
          inFiles = false;
        }
      }
    }
    if (moveOld && !old.advance()) {
      yield;
      await old.refill();
    }
    if (moveNew && !fresh.advance()) {
      yield;
      await fresh.refill();
    }
  } while (depth > 0);
  if (old.line !== undefined) throw corrupt("the old revision goes on behind its tree");
  if (fresh.line !== undefined) throw corrupt("the new revision goes on behind its tree");
}

function present(line: string | undefined, side: Side): string {
  if (line === undefined) throw corrupt(`the ${side} revision ends within its tree`);
  return line;
}

const nesting = (line: string): number => (line.startsWith("d") ? 1 : line === "u" ? -1 : 0);

/** Which kinds of line can stand here: a subdirectory or the separator, then a file or the end of the directory. */
function checkPlace(line: string, inFiles: boolean, side: Side): void {
  const fits = inFiles ? line[0] === "f" || line === "u" : line[0] === "d" || line === "-";
  if (!fits) throw corrupt(`the ${side} revision has a line in the wrong place: ${JSON.stringify(line.slice(0, 200))}`);
}

function sameLine(line: string, inFiles: boolean): number {
  checkPlace(line, inFiles, "old");
  return 0;
}

/** Negative when the old line comes first, positive when the new one does, 0 when both name the same. */
function orderOf(old: string, fresh: string, depth: number, inFiles: boolean): number {
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
