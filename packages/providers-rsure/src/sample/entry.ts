import { createHash } from "node:crypto";
import { type Exclude, isLeftOut } from "@rdump/core/provider";
import { pathOf } from "../path.ts";
import { parseObject } from "../revisions.ts";

/** An entry of a revision. */
export interface RevisionEntry {
  /** As rsure writes it: each byte that is not plain as `=xx`. */
  readonly escaped: string;
  readonly path: string;
  readonly kind: string;
  readonly size: number;
  /** Its content can be proven: of a file that was too large, or could not be read, no hash is recorded. */
  readonly isProvable: boolean;
  /** Keys of the path, and of its recorded attributes. */
  readonly key: EntryKey;
}

/** Two numbers of 32 bits for the path, and two for the attributes. */
export type EntryKey = readonly [path: number, path2: number, state: number, state2: number];

/** A restore changes them in every file. */
const NOT_OF_STATE: ReadonlySet<string> = new Set(["ctime", "ino"]);

/** A line of `rsure --revision=R --json find`; null for any other line. */
export function parseRevisionEntry(line: Buffer): RevisionEntry | null {
  const text = line.toString("utf8");
  const { type, path, versions } = parseObject(text);
  if (type === undefined) return cutEntry(text);
  if (type !== "entry" || typeof path !== "string" || !Array.isArray(versions)) return null;
  const [version] = versions as readonly unknown[];
  if (typeof version !== "object" || version === null) return null;
  const { attributes } = version as { readonly attributes?: unknown };
  if (typeof attributes !== "object" || attributes === null) return null;
  const known = attributes as { readonly [name: string]: unknown };
  const size = Number(known.size);
  return {
    ...{ escaped: path, path: pathOf(path).path, kind: String(known.kind) },
    size: Number.isSafeInteger(size) && size > 0 ? size : 0,
    isProvable: known.kind !== "file" || known.sha1 !== undefined,
    key: keyOf(path, known),
  };
}

/** A line of more than 64 KiB, of an entry with many attributes, is cut: its path comes first. */
function cutEntry(text: string): RevisionEntry | null {
  const [, path] = /^\{"type":"entry","path":"([^"\\]*)"/.exec(text) ?? [];
  if (path === undefined) return null;
  return {
    escaped: path,
    path: pathOf(path).path,
    kind: "?",
    size: 0,
    isProvable: true,
    key: keyOf(path, { cut: text }),
  };
}

function keyOf(path: string, attributes: { readonly [name: string]: unknown }): EntryKey {
  const names = Object.keys(attributes).filter((name) => !NOT_OF_STATE.has(name));
  const state = names.sort().map((name) => `${name} ${attributes[name]}`);
  const [a, b] = halvesOf(path);
  const [c, d] = halvesOf(state.join("\n"));
  return [a, b, c, d];
}

function halvesOf(text: string): readonly [number, number] {
  const digest = createHash("sha256").update(text, "latin1").digest();
  return [digest.readUInt32BE(0), digest.readUInt32BE(4)];
}

/** Directories have no content, and no archiver keeps sockets. */
export function isSampled(
  { path, kind }: Pick<RevisionEntry, "path" | "kind">,
  { own, excludes }: { readonly own: readonly string[]; readonly excludes: readonly Exclude[] },
): boolean {
  return kind !== "dir" && kind !== "sock" && !own.includes(path) && !isLeftOut(excludes, path);
}
