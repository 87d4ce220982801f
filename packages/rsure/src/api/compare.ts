import { checkTree, compareRevisionTexts } from "../compare/check.ts";
import { compareText } from "../compare/compare.ts";
import type { Difference } from "../compare/difference.ts";
import type { SureNode } from "../format/node.ts";
import { placeOf } from "../store/place.ts";
import { textOf } from "./nodes.ts";
import { bytesOfPath, type PathLike } from "./path.ts";
import type { RunOptions } from "./read.ts";

export interface CompareOptions {
  /** Attributes that may differ, besides ctime and ino. */
  readonly ignored?: readonly string[];
}

export interface CheckOptions extends RunOptions, CompareOptions {
  /** A number or a name; the latest without. */
  readonly revision?: string;
}

/**
 * The differences between a revision of a surefile and a live tree. Every file is read.
 *
 * @throws SureError `missing`, `corrupt`, `unsupported`; differences that came before it are still true
 */
export function check(
  file: PathLike,
  directory: PathLike,
  options: CheckOptions = {},
): AsyncGenerator<Difference, void> {
  return checkTree({
    place: placeOf(bytesOfPath(file)),
    root: bytesOfPath(directory),
    revision: options.revision,
    ignored: options.ignored,
    threads: options.threads,
    worker: options.worker,
    onProblem: options.onProblem ?? (() => {}),
    onProgress: options.onProgress ?? (() => {}),
  });
}

export interface CompareRevisionsOptions extends CompareOptions {
  /** `A..B`, or `B` for B against the one before it; without, the latest against the one before it. */
  readonly revisions?: string;
  /** The tree of the surefile. If the surefile is in the tree, differences of the surefile itself are not reported. */
  readonly directory?: PathLike;
}

/**
 * The differences between two revisions of a surefile.
 *
 * @throws SureError `missing`, `corrupt`
 */
export function compareRevisions(
  file: PathLike,
  options: CompareRevisionsOptions = {},
): AsyncGenerator<Difference, void> {
  return compareRevisionTexts({
    place: placeOf(bytesOfPath(file)),
    root: bytesOfPath(options.directory ?? "."),
    revisions: options.revisions,
    ignored: options.ignored,
  });
}

/**
 * The differences between two trees from any source.
 *
 * @throws SureError `corrupt` when one is not a tree
 */
export function compare(
  old: AsyncIterable<SureNode>,
  fresh: AsyncIterable<SureNode>,
  options: CompareOptions = {},
): AsyncGenerator<Difference, void> {
  return compareText(textOf(old), textOf(fresh), options);
}
