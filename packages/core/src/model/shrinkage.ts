/** The number of files of a tree, and the previous number from the same counter. */
export interface FileCount {
  /** The previous number; null without a previous count. */
  readonly had: number | null;
  /** The number of previous files that are missing now. */
  readonly gone: number;
  readonly has: number;
  /** Absent where only numbers were compared. */
  readonly compared?: ComparedFiles;
  /** The size of all files, then and now; absent where it is not known. */
  readonly bytes?: Sizes;
}

/** Bytes. */
export interface Sizes {
  readonly had: number;
  readonly has: number;
}

/** The files of a revision of the integrity data were searched by name and content. */
export interface ComparedFiles {
  /** The name of that revision. */
  readonly since: string;
  /** False: another revision was requested, and the integrity data does not have it. */
  readonly asked: boolean;
  /** The number of files with other content under the same name. */
  readonly changed: number;
  /** The first missing files, escaped as in the integrity data; absent: not known. */
  readonly lost?: readonly string[];
}

/** The maximum number of lost files that are named. */
export const MOST_LOST = 10;

/** A volume whose source lost more files than `limits.shrink` allows, and whose loss is not confirmed. */
export interface Shrinkage {
  readonly volume: string;
  /** The address of the counter: the integrity data, or a group of archives. */
  readonly by: string;
  /** The run that found it, and its time, `2026-11-22T20:06:40Z`. */
  readonly run: string;
  readonly time: string;
  readonly had: number;
  readonly gone: number;
  readonly has: number;
  /**
   * The last revision of the integrity data that had the files: each later run looks for these files, until they are back.
   * Absent where only numbers were compared.
   */
  readonly since?: string;
  /** The sizes that were compared, where they show the loss and the number of files does not. */
  readonly bytes?: Sizes;
  /** As in `ComparedFiles`. */
  readonly lost?: readonly string[];
}

/**
 * A finding of a run about a source. `regrown`: the files are back. `accepted`: the user confirmed the deletion of
 * older points with `--allow-destroy`, or, without such points, allowed the loss by the limit. `made`: a run began to
 * make points while the loss was open.
 */
export interface SourceFinding extends Shrinkage {
  readonly kind: "shrunk" | "regrown" | "accepted" | "made";
  readonly owner: string;
}

export const FINDING_KINDS = [
  "shrunk",
  "regrown",
  "accepted",
  "made",
] as const satisfies readonly SourceFinding["kind"][];

/** The rule: the source lost a larger part of its files than `limit`, or is empty and was not empty. */
export function hasShrunk({ had, gone, has }: Pick<FileCount, "had" | "gone" | "has">, limit: number): boolean {
  return had !== null && had > 0 && (has === 0 || gone > had * limit);
}

/** By number only: if other files replaced the lost files, the number does not show that the lost files are back. */
export function hasFewer({ had, has }: Pick<Shrinkage, "had" | "has">, limit: number): boolean {
  return hasShrunk({ had, gone: Math.max(0, had - has), has }, limit);
}

/** The same for sizes: as many files, with less content. */
export function isSmaller(bytes: Sizes | undefined, limit: number): boolean {
  return bytes !== undefined && bytes.has < bytes.had * (1 - limit);
}
