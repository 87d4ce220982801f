/**
 * rsure: the integrity data of a tree of files, in the original's format.
 *
 * Trees are async iterables of plain nodes, read and written as streams: nothing here holds a whole tree. Paths are given
 * as text or, where they are not UTF-8, as bytes; names come back escaped, and `unescapeName` gives their bytes.
 *
 * `main` is the `rsure` command.
 */
export {
  type CheckOptions,
  type CompareOptions,
  type CompareRevisionsOptions,
  check,
  compare,
  compareRevisions,
} from "./api/compare.ts";
export type { PathLike } from "./api/path.ts";
export { listRevisions, type ReadOptions, type RunOptions, readSurefile, type ScanOptions, scan } from "./api/read.ts";
export { lockSurefile, type UpdateOptions, update } from "./api/update.ts";
export { EXIT } from "./command/exit.ts";
export type { CommandIo } from "./command/io.ts";
export { main } from "./command/main.ts";
export type { Difference } from "./compare/difference.ts";
export { SureError, type SureErrorCode } from "./errors.ts";
export { escapeName, unescapeName } from "./format/escape.ts";
export type { Revision, Tags } from "./format/header.ts";
export type { Attributes, Kind, SureNode } from "./format/node.ts";
export type { Problem } from "./scan/problem.ts";
export type { Progress } from "./scan/tree.ts";
export type { Lock } from "./store/lock.ts";
export type { Notice } from "./store/notice.ts";
export type { NoReuse } from "./store/record.ts";
