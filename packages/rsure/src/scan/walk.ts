import { closeSync, fstatSync, type Stats } from "node:fs";
import { pathOf } from "../descriptor/path.ts";
import { systemCode } from "../errors.ts";
import { pathBelow } from "../format/below.ts";
import type { ByteString } from "../format/bytes.ts";
import { type EscapedName, escapeName } from "../format/escape.ts";
import { PREAMBLE, ROOT_NAME } from "../format/node.ts";
import type { BaseTree } from "./base-tree.ts";
import { BATCH_FILES, BatchFiller, type WalkedBatch } from "./batches.ts";
import { Descent, type Entered } from "./descent.ts";
import { kindOf, permissionsOf } from "./facts.ts";
import { type Listing, listDirectory } from "./list.ts";
import type { Doing, Problem } from "./problem.ts";
import { readXattrs } from "./xattrs.ts";

/**
 * The names that a scan skips: these names in this directory (relative to the root, escaped, "" or with a slash at its
 * end).
 */
export interface Exclusion {
  readonly path: EscapedName;
  excludes(name: ByteString): boolean;
}

export interface Walk {
  /** The root's descriptor, which stays open. */
  readonly root: number;
  readonly exclusion: Exclusion | undefined;
  /** Paths that are skipped, relative to the root, escaped: each is reported to `onLeftOut`. */
  readonly untouchable: ReadonlySet<EscapedName>;
  readonly base: BaseTree | undefined;
  /** Paths whose content is read, escaped; undefined: that of all files. */
  readonly only: ReadonlySet<EscapedName> | undefined;
  readonly xattrs: boolean;
  /** So many directories of one batch may be open. */
  readonly mostOpen: number;
  onProblem(problem: Problem): void;
  onLeftOut(path: EscapedName): void;
}

interface Frame {
  /** Relative to the root, escaped, "" or with a slash at its end. */
  readonly path: EscapedName;
  listing: Listing;
  readonly xattrs: ReadonlyMap<ByteString, string>;
  /** How many of the subdirectories are done. */
  next: number;
  /** Whether the base revision has the directory too. */
  readonly inBase: boolean;
  /** Whether the descent went into it: not into the root, and not into a directory that is left empty. */
  readonly isEntered: boolean;
}

const NOTHING: Listing = { directories: [], others: [], types: "" };

/**
 * Walks a tree and yields its text in order, in batches, with the entries that are no directories left open.
 * Directories on another device are recorded and left empty.
 *
 * What is held in memory is one listing for each directory between the root and the place of the walk.
 */
export async function* walk(options: Walk): AsyncGenerator<WalkedBatch, void> {
  const filler = new BatchFiller(`${PREAMBLE.join("\n")}\n`, options.mostOpen);
  const descent = new Descent(options.root);
  try {
    yield* walkDown(options, descent, filler);
    yield filler.take();
  } finally {
    descent.close();
    for (const fd of filler.take().open) closeSync(fd);
  }
}

async function* walkDown(options: Walk, descent: Descent, filler: BatchFiller): AsyncGenerator<WalkedBatch, void> {
  const { base } = options;
  const rootXattrs = options.xattrs ? readXattrs(pathOf(options.root), ["."], tooLarge(options, "")) : undefined;
  filler.text += directoryLine(ROOT_NAME, fstatSync(options.root), rootXattrs?.get("."));
  await base?.start();
  const stack: Frame[] = [openFrame(options, options.root, "", base !== undefined)];
  for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
    const name = frame.listing.directories[frame.next++];
    if (name !== undefined) {
      const escaped = escapeName(name);
      const entered = enter(options, descent, name, frame.path + escaped);
      if (!entered) continue;
      filler.text += directoryLine(escaped, entered.stats, frame.xattrs.get(name));
      const inBase = frame.inBase && base !== undefined && (await base.enter(name));
      stack.push(openFrame(options, entered.fd, pathBelow(frame.path, escaped), inBase));
    } else {
      filler.text += "-\n";
      if (frame.inBase) await base?.startFiles();
      const { path, listing } = frame;
      for (let at = 0; at < listing.others.length; ) {
        const names = listing.others.slice(at, at + BATCH_FILES - filler.files);
        const types = readTypes(options, path, names, listing.types.slice(at, at + names.length));
        at += names.length;
        const known = frame.inBase ? await base?.linesFor(names) : "";
        filler.add(pathOf(descent.fd as number), path, { names, types, known: known ?? "" });
        if (filler.files >= BATCH_FILES) yield filler.take();
      }
      if (frame.inBase) await base?.leave();
      filler.text += "u\n";
      stack.pop();
      if (frame.isEntered) leave(options, descent, filler, { left: frame, above: stack.at(-1) });
    }
    if (filler.isFull) yield filler.take();
  }
}

function directoryLine(name: EscapedName, stats: Stats, xattr: string | undefined): string {
  const tail = xattr === undefined ? "]\n" : `xattrs ${xattr} ]\n`;
  return `d${name} [gid ${stats.gid} kind dir perm ${permissionsOf(stats)} uid ${stats.uid} ${tail}`;
}

/** Enters a subdirectory; `undefined`, and perhaps a problem, if it no longer exists. */
function enter(options: Walk, descent: Descent, name: ByteString, shown: EscapedName): Entered | undefined {
  if (options.untouchable.size > 0 && options.untouchable.has(shown)) {
    options.onLeftOut(shown);
    return undefined;
  }
  try {
    const entered = descent.enter(name);
    if (kindOf(entered.stats) === "dir") return entered;
    options.onProblem({ path: shown, doing: "kind", code: "CHANGED" });
  } catch (error) {
    note(options, shown, "look", error);
  }
  return undefined;
}

/** Returns to the parent. The scan of a directory that was moved and cannot be found ends, which is reported. */
function leave(
  { onProblem }: Walk,
  descent: Descent,
  filler: BatchFiller,
  { left, above }: { readonly left: Frame; readonly above: Frame | undefined },
): void {
  const fd = descent.leave();
  if (fd !== undefined) {
    if (left.listing.others.length > 0) filler.hold(fd);
    else closeSync(fd);
  }
  if (descent.fd !== undefined || !above || above.listing === NOTHING) return;
  onProblem({ path: above.path.slice(0, -1), doing: "list", code: "CHANGED" });
  above.listing = NOTHING;
}

/** @param fd of the directory; undefined when it is left empty */
function openFrame(options: Walk, fd: number | undefined, path: EscapedName, inBase: boolean): Frame {
  let listing = NOTHING;
  let xattrs: ReadonlyMap<ByteString, string> = new Map();
  if (fd !== undefined) {
    try {
      listing = withoutUntouchable(withoutOwn(listDirectory(pathOf(fd)), path, options.exclusion), path, options);
    } catch (error) {
      note(options, path.slice(0, -1), "list", error);
    }
    if (options.xattrs) xattrs = readXattrs(pathOf(fd), listing.directories, tooLarge(options, path));
  }
  return { path, listing, xattrs, next: 0, inBase, isEntered: fd !== undefined && fd !== options.root };
}

function tooLarge({ onProblem }: Walk, path: EscapedName): (name: ByteString) => void {
  return (name) => {
    const entry = name === "." ? path.slice(0, -1) : path + escapeName(name);
    onProblem({ path: entry, doing: "xattrs", code: "E2BIG" });
  };
}

function withoutOwn(listing: Listing, path: EscapedName, exclusion: Exclusion | undefined): Listing {
  return exclusion?.path === path ? only(listing, (name) => !exclusion.excludes(name)) : listing;
}

/** The types, with an `s` for each file whose content is not read. */
function readTypes({ only }: Walk, path: EscapedName, names: readonly ByteString[], types: string): string {
  if (only === undefined) return types;
  return names.map((name, at) => (types[at] === "f" && !only.has(path + escapeName(name)) ? "s" : types[at])).join("");
}

/** Entries that are not directories; a directory is reported when the scan reaches it. */
function withoutUntouchable(listing: Listing, path: EscapedName, { untouchable, onLeftOut }: Walk): Listing {
  if (untouchable.size === 0) return listing;
  const gone = new Set(listing.others.filter((name) => untouchable.has(path + escapeName(name))));
  for (const name of gone) onLeftOut(path + escapeName(name));
  return gone.size === 0 ? listing : only(listing, (name) => !gone.has(name));
}

function only({ directories, others, types }: Listing, stays: (name: ByteString) => boolean): Listing {
  return {
    directories: directories.filter(stays),
    others: others.filter(stays),
    types: others.map((name, index) => (stays(name) ? types[index] : "")).join(""),
  };
}

/** An entry that disappeared during the scan is not recorded; every other error is reported. */
function note(options: Walk, path: EscapedName, doing: Doing, error: unknown): void {
  const code = systemCode(error);
  if (code === undefined || !("syscall" in (error as object))) throw error;
  if (code !== "ENOENT") options.onProblem({ path, doing, code });
}
