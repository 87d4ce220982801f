import type { Failure } from "../diagnostics/failure.ts";
import { visible } from "../diagnostics/visible.ts";
import { isoOf } from "../model/instant.ts";
import type { EntryFacts } from "../model/recorded.ts";
import type { RecordedVersion } from "../provider/records.ts";
import { HISTORY } from "./codes.ts";

/** A path from the root of the volume, without what means nothing; empty: the root. Throws a `Failure`. */
export function innerPath(path: string): string {
  const names = path.split("/").filter((name) => name !== "" && name !== ".");
  const isBad = names.includes("..") || path.includes("\0") || path.includes("\ufffd");
  if (isBad)
    throw HISTORY.failure("history-bad-path", `${visible(path)}: \`..\` and paths that are not UTF-8 are not allowed.`);
  return names.join("/");
}

export function unknownVolume(name: string): Failure {
  return HISTORY.failure("history-bad-path", `${visible(name)} is not the name of a volume.`);
}

export function isWithin(path: string, above: string): boolean {
  return above === "" || path === above || path.startsWith(`${above}/`);
}

export function factsOf({ kind, size, modified, mode, uid, gid, target }: RecordedVersion): EntryFacts {
  return { kind, size, modified: modified === null ? null : isoOf(modified), mode, uid, gid, target };
}

/** By the characters of the path, independent of any language. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
