import type { Failure } from "../diagnostics/failure.ts";
import { visible } from "../diagnostics/visible.ts";
import type { Instant } from "../model/instant.ts";
import { RESTORE } from "./codes.ts";

/** Which point: the newest one at or before a time, or one by its name, its identity, or the address of its group. */
export type At = { readonly time: Instant | null } | { readonly point: string };

/** A request of a user to restore files. */
export interface RestoreWish {
  readonly volume: string;
  readonly at: At;
  /** A target: its address, its key, or its kind; null: any. */
  readonly from: string | null;
  /** From the root of the volume, as typed; empty: everything. */
  readonly paths: readonly string[];
  /** Absolute. */
  readonly to: string;
  /** As typed. */
  readonly overwrite: readonly string[];
  readonly asRoot: boolean;
}

/** Paths from the root of the volume, sorted, each once, none below another. Throws a `Failure`. */
export function wholePaths(paths: readonly string[]): readonly string[] {
  const plain = [...new Set(paths.map(plainPath))].sort();
  return plain.filter((path) => !plain.some((other) => other !== path && path.startsWith(`${other}/`)));
}

/** The paths of `--overwrite`, each one of the restored paths. Throws a `Failure`. */
export function overwrittenPaths(overwrite: readonly string[], paths: readonly string[]): readonly string[] {
  const plain = [...new Set(overwrite.map(plainPath))].sort();
  const strange = plain.find((path) => !paths.includes(path));
  if (strange === undefined) return plain;
  throw badPath(strange, "`--overwrite` names a path that is not among the restored paths.");
}

function plainPath(path: string): string {
  const names = path.split("/").filter((name) => name !== "" && name !== ".");
  if (names.length === 0) throw badPath(path, "It names no file below the root of the volume.");
  if (names.includes("..")) throw badPath(path, "`..` is not allowed.");
  if (path.includes("\0")) throw badPath(path, "A NUL is not allowed.");
  // A path that is not UTF-8 cannot be an argument of the tools unchanged.
  if (path.includes("\ufffd")) throw badPath(path, "It is not UTF-8. Restore the directory above it.");
  return names.join("/");
}

function badPath(path: string, why: string): Failure {
  return RESTORE.failure("restore-bad-path", `${visible(path)}: ${why}`);
}
