import { type Capabilities, isLeftOut, PROBE_NAME, unescapedPath, ZFS_SNAPSHOTS } from "@rdump/core/provider";
import type { MirrorInput } from "../mirror/input.ts";
import { LOST_AND_FOUND, MARK_NAME } from "../mirror/mark.ts";
import type { Difference } from "./differences.ts";

/** What of a mirror is not expected to be as in the revision of its source. */
export interface Expected {
  readonly input: Pick<MirrorInput, "excludes" | "comparison">;
  readonly stores: Capabilities;
  /** Paths that the mirror has in another state or not at all, as everything below them. One character for each byte. */
  readonly notCompared: ReadonlySet<string>;
}

/**
 * The differences that a comparison with a revision printed, without those that are expected. Null: it was not made, or not
 * to its end, or another user can have written the revision.
 */
export function differencesFromRevision(stdout: Buffer, expected: Expected): readonly Difference[] | null {
  const differences: Difference[] = [];
  let isWhole = false;
  for (const line of stdout.toString("latin1").split("\n")) {
    const entry = parseObject(line);
    if (entry.type === "untrusted") return null;
    if (entry.type === "summary") isWhole = entry.problems === 0;
    const difference = differenceOf(entry);
    if (difference !== null && !isExpected(difference, entry.kind, expected)) differences.push(difference);
  }
  return isWhole ? differences : null;
}

/** Whether the tree has links, FIFOs, sockets or devices with several names, which no revision records. */
export function hasLinkedOthers(stdout: Buffer): boolean {
  const { type, linked } = parseObject(stdout.toString("latin1").trimEnd().split("\n").at(-1) ?? "");
  return type === "summary" && linked !== undefined;
}

/**
 * The files whose content differs between two revisions although rsync takes them for the same. Null: the comparison was not
 * made, or not to its end, or another user can have written the revisions.
 */
export function changedContent(stdout: Buffer, times: Capabilities["times"]): readonly string[] | null {
  const paths: string[] = [];
  let isWhole = false;
  for (const line of stdout.toString("latin1").split("\n")) {
    const entry = parseObject(line);
    if (entry.type === "untrusted") return null;
    if (entry.type === "summary") isWhole = entry.problems === 0;
    if (entry.type !== "changed" || typeof entry.path !== "string" || !Array.isArray(entry.attributes)) continue;
    const changed = new Set<unknown>(entry.attributes);
    if (!changed.has("sha1") && !changed.has("ctime")) continue;
    if (changed.has("size") || (changed.has("mtime") && times !== "two seconds")) continue;
    paths.push(unescapedPath(entry.path));
  }
  return isWhole ? paths : null;
}

type Printed = { readonly [key: string]: unknown };

function parseObject(line: string): Printed {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Printed) : {};
  } catch {
    return {};
  }
}

const ATTRIBUTES: { readonly [name: string]: string } = {
  perm: "mode",
  uid: "owner",
  gid: "group",
  mtime: "time",
  targ: "target",
  links: "hard link",
};

function differenceOf({ type, path, attributes, below }: Printed): Difference | null {
  if (typeof path !== "string") return null;
  const bytes = unescapedPath(path);
  const each = { path: bytes === "" ? "." : bytes, attributes: [] };
  if (type === "added") return { ...each, kind: "extra" };
  if (type === "removed") return { ...each, kind: "missing", ...(typeof below === "number" ? { below } : {}) };
  if (type !== "changed" || !Array.isArray(attributes)) return null;
  return { ...each, kind: "other", attributes: attributes.map((name) => ATTRIBUTES[String(name)] ?? String(name)) };
}

function isExpected({ path, kind }: Difference, is: unknown, { input, stores, notCompared }: Expected): boolean {
  if (notCompared.size > 0 && pathAndAbove(path).some((each) => notCompared.has(each))) return true;
  if (kind === "extra") return isOwn(path, input.comparison?.files ?? []);
  if (kind === "missing" && !isStored(is, stores)) return true;
  const text = Buffer.from(path, "latin1").toString("utf8");
  return isLeftOut(input.excludes ?? [], text);
}

function pathAndAbove(path: string): readonly string[] {
  const names = path.split("/");
  return names.map((_, at) => names.slice(0, at + 1).join("/"));
}

/** Files of rdump and of the file system in a mirror, and the integrity data, which no revision has. */
function isOwn(path: string, integrityFiles: readonly string[]): boolean {
  if ([MARK_NAME, LOST_AND_FOUND, PROBE_NAME, ZFS_SNAPSHOTS].includes(path)) return true;
  return integrityFiles.some((file) => {
    const bytes = Buffer.from(file, "utf8").toString("latin1");
    return path === bytes || path.startsWith(`${bytes}.rsure-`);
  });
}

function isStored(kind: unknown, stores: Capabilities): boolean {
  switch (kind) {
    case "lnk":
      return stores.symlinks;
    case "fifo":
    case "sock":
      return stores.specials;
    case "chr":
    case "blk":
      return stores.devices;
    default:
      return true;
  }
}
