import { isLeftOut } from "@rdump/core/provider";
import { pathOf } from "../path.ts";
import type { CheckInput } from "./input.ts";

/** One line of `rsure check --json`. */
export interface Difference {
  readonly type: "added" | "removed" | "changed";
  /** From the root of the tree, as text; the root itself is empty. */
  readonly path: string;
  readonly kind: string;
  readonly attributes: readonly string[];
  /** In seconds since 1970; null: not known. */
  readonly modified: number | null;
}

/**
 * What a difference means. `outside`: not a restored path. `not in the point`: the root, whose attributes it does not have. `excluded`: recorded, and never in the point. `not carried`:
 * the caller has no right to restore it. `not stored`: the time of a file is outside of what the point can store. `maybe a cache`: a missing directory, where directories with a CACHEDIR.TAG are
 * excluded. `changed meanwhile`: the source was written between the record and the copy.
 * `differs`: the restored tree is not what was saved.
 */
export type Meaning =
  | "outside"
  | "not in the point"
  | "excluded"
  | "maybe a cache"
  | "not carried"
  | "not stored"
  | "changed meanwhile"
  | "differs";

type Judged = Pick<
  CheckInput,
  "own" | "paths" | "lacksRoot" | "times" | "excludes" | "excludeCaches" | "asRoot" | "live"
>;

/** When a source can have been written between the record and the copy, in milliseconds since the epoch. */
export interface Meanwhile {
  /** The revision was begun. */
  readonly from: number;
  /** The point was complete by then. */
  readonly until: number;
}

export function meaningOf(difference: Difference, input: Judged, meanwhile: Meanwhile): Meaning {
  const { type, path, kind, attributes, modified } = difference;
  if (isOutside(path, input.paths)) return "outside";
  if (path === "" && input.lacksRoot === true) return "not in the point";
  if (type === "added" && input.own.includes(path)) return "excluded";
  if (type === "removed" && isLeftOut(input.excludes, path)) return "excluded";
  // No archiver keeps sockets. The file system of the destination makes its own lost+found.
  if (type === "removed" && kind === "sock") return "excluded";
  if (type !== "changed" && path === "lost+found") return "excluded";
  if (type === "removed" && kind === "dir" && input.excludeCaches) return "maybe a cache";
  if (!input.asRoot && isNotCarried(difference)) return "not carried";
  if (isNotStored(difference, input)) return "not stored";
  if (
    input.live &&
    wasWritten(modified, meanwhile) &&
    (type === "added" || attributes.some((name) => OF_CONTENT.has(name)))
  ) {
    return "changed meanwhile";
  }
  return "differs";
}

function wasWritten(modified: number | null, { from, until }: Meanwhile): boolean {
  if (modified === null) return false;
  return modified * 1000 >= Math.floor(from / 1000) * 1000 - SLACK && modified * 1000 <= until + AHEAD;
}

/** The clock of a file server can be ahead. */
const AHEAD = 60_000;

/** Times of files come from a clock that ticks coarsely. */
const SLACK = 1000;

const OF_CONTENT: ReadonlySet<string> = new Set(["sha1", "sha256", "size", "mtime"]);

/** Attributes that only root can give. */
const OF_ROOT: ReadonlySet<string> = new Set(["uid", "gid"]);

function isNotCarried({ type, kind, attributes }: Difference): boolean {
  if (type === "removed") return kind === "chr" || kind === "blk";
  return type === "changed" && attributes.every((name) => OF_ROOT.has(name));
}

/** The file got the nearest time that the point can store, and nothing else differs that the caller can restore. */
export function isNotStored(
  { type, attributes, modified }: Difference,
  { times, asRoot }: Pick<Judged, "times" | "asRoot">,
): boolean {
  if (type !== "changed" || times === undefined || (modified !== times.from && modified !== times.until)) return false;
  return attributes.includes("mtime") && attributes.every((name) => name === "mtime" || (!asRoot && OF_ROOT.has(name)));
}

function isOutside(path: string, paths: readonly string[]): boolean {
  if (paths.length === 0) return false;
  return !paths.some((wanted) => path === wanted || path.startsWith(`${wanted}/`));
}

/** Null: the line is no difference. */
export function parseDifference(fields: { readonly [key: string]: unknown }): Difference | null {
  const { type, path, kind, attributes, modified } = fields;
  if (type !== "added" && type !== "removed" && type !== "changed") return null;
  if (typeof path !== "string") return null;
  return {
    type,
    path: pathOf(path).path,
    kind: typeof kind === "string" ? kind : "",
    attributes: Array.isArray(attributes) ? attributes.filter((each) => typeof each === "string") : [],
    modified: typeof modified === "number" ? modified : null,
  };
}
