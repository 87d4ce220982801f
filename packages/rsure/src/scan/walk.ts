import { lstatSync, type Stats, statSync } from "node:fs";
import { SureError, systemCode } from "../errors.ts";
import { type ByteString, fsPath, joinPath } from "../format/bytes.ts";
import { type EscapedName, escapeName } from "../format/escape.ts";
import { PREAMBLE, ROOT_NAME } from "../format/node.ts";
import type { BaseTree } from "./base-tree.ts";
import type { Batch, Part } from "./batch.ts";
import { kindOf, permissionsOf } from "./facts.ts";
import { type Listing, listDirectory } from "./list.ts";
import type { Doing, Problem } from "./problem.ts";
import { type Anchor, anchor, isOutOfReach } from "./reach.ts";
import { readXattrs } from "./xattrs.ts";

/** Enough work to be worth a message to another thread, little enough that the threads end together. */
const BATCH_FILES = 256;
const BATCH_TEXT = 1 << 16;

/** What a walk leaves out: these names in this directory (relative to the root, escaped, "" or with a slash at its end). */
export interface Exclusion {
  readonly path: EscapedName;
  excludes(name: ByteString): boolean;
}

export interface Walk {
  readonly root: ByteString;
  readonly exclusion: Exclusion | undefined;
  readonly base: BaseTree | undefined;
  readonly xattrs: boolean;
  onProblem(problem: Problem): void;
}

/** A batch, and what may only be let go when it is done. */
export interface WalkedBatch extends Batch {
  readonly anchors: readonly Anchor[];
}

interface Frame {
  /** The directory as the kernel can reach it, and relative to the root, escaped, "" or with a slash at its end. */
  readonly reach: ByteString;
  readonly path: EscapedName;
  readonly listing: Listing;
  readonly xattrs: ReadonlyMap<ByteString, string>;
  /** How many of the subdirectories are done. */
  next: number;
  /** Whether the base revision has the directory too. */
  readonly inBase: boolean;
  readonly anchor: Anchor | undefined;
}

const NOTHING: Listing = { directories: [], others: [], types: "" };

/**
 * Walks a tree and yields its text in order, in batches, with the entries that are no directories left open. Directories
 * on another device are recorded and left empty.
 *
 * What is held in memory is one listing for each directory between the root and the place of the walk.
 *
 * @throws SureError `missing` when the root is no directory
 */
export async function* walk(options: Walk): AsyncGenerator<WalkedBatch, void> {
  const root = rootStats(options.root);
  const { device } = root;
  let parts: Part[] = [];
  let text = `${PREAMBLE.join("\n")}\n`;
  let files = 0;
  let anchors: Anchor[] = [];
  const takeBatch = (): WalkedBatch => {
    if (text !== "") parts.push(text);
    const batch = { parts, alone: false, anchors };
    parts = [];
    text = "";
    files = 0;
    anchors = [];
    return batch;
  };
  const rootXattrs = options.xattrs ? readXattrs(joinPath(options.root, ""), ["."]) : undefined;
  text += directoryLine(ROOT_NAME, root.stats, rootXattrs?.get("."));
  await options.base?.start();
  const stack: Frame[] = [openFrame(options, options.root, "", options.base !== undefined)];
  for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
    const name = frame.listing.directories[frame.next++];
    if (name !== undefined) {
      const path = joinPath(frame.reach, name);
      const escaped = escapeName(name);
      const stats = lookAt(options, path, frame.path + escaped);
      if (!stats) continue;
      text += directoryLine(escaped, stats, frame.xattrs.get(name));
      const inBase = frame.inBase && options.base !== undefined && (await options.base.enter(name));
      stack.push(
        stats.dev === device
          ? openFrame(options, path, `${frame.path}${escaped}/`, inBase)
          : { reach: path, path: "", listing: NOTHING, xattrs: new Map(), next: 0, inBase, anchor: undefined },
      );
    } else {
      text += "-\n";
      if (frame.inBase) await options.base?.startFiles();
      const { reach, path, listing } = frame;
      for (let at = 0; at < listing.others.length; ) {
        const names = listing.others.slice(at, at + BATCH_FILES - files);
        const types = listing.types.slice(at, at + names.length);
        at += names.length;
        files += names.length;
        const known = frame.inBase ? await options.base?.linesFor(names) : "";
        parts.push(text, { directory: reach, path, names: names.join("/"), types, known: known ?? "" });
        text = "";
        if (files >= BATCH_FILES) yield takeBatch();
      }
      if (frame.inBase) await options.base?.leave();
      text += "u\n";
      if (frame.anchor) anchors.push(frame.anchor);
      stack.pop();
    }
    if (text.length > BATCH_TEXT) yield takeBatch();
  }
  yield takeBatch();
}

function rootStats(root: ByteString): { readonly stats: Stats; readonly device: number } {
  const stats = statSync(fsPath(root), { throwIfNoEntry: false });
  if (!stats || kindOf(stats) !== "dir")
    throw new SureError("missing", `${JSON.stringify(escapeName(root))} is no directory`);
  return { stats, device: stats.dev };
}

function directoryLine(name: EscapedName, stats: Stats, xattr: string | undefined): string {
  const tail = xattr === undefined ? "]\n" : `xattrs ${xattr} ]\n`;
  return `d${name} [gid ${stats.gid} kind dir perm ${permissionsOf(stats)} uid ${stats.uid} ${tail}`;
}

/** The attributes of a subdirectory; `undefined`, and perhaps a problem, when there is none any more. */
function lookAt(options: Walk, path: ByteString, shown: EscapedName): Stats | undefined {
  try {
    const stats = lstatSync(fsPath(path));
    if (kindOf(stats) === "dir") return stats;
    options.onProblem({ path: shown, doing: "kind", code: "CHANGED" });
  } catch (error) {
    note(options, shown, "look", error);
  }
  return undefined;
}

function openFrame(options: Walk, path: ByteString, shown: EscapedName, inBase: boolean): Frame {
  let held: Anchor | undefined;
  let listing = NOTHING;
  try {
    held = isOutOfReach(path) ? anchor(path) : undefined;
    listing = withoutOwn(listDirectory(held?.path ?? path), shown, options.exclusion);
  } catch (error) {
    note(options, shown.slice(0, -1), "list", error);
  }
  const reach = held?.path ?? path;
  const xattrs = options.xattrs ? readXattrs(reach, listing.directories) : new Map<ByteString, string>();
  return { reach, path: shown, listing, xattrs, next: 0, inBase, anchor: held };
}

function withoutOwn(listing: Listing, shown: EscapedName, exclusion: Exclusion | undefined): Listing {
  if (exclusion?.path !== shown) return listing;
  const { directories, others, types } = listing;
  const stays = (name: ByteString): boolean => !exclusion.excludes(name);
  return {
    directories: directories.filter(stays),
    others: others.filter(stays),
    types: others.map((name, index) => (stays(name) ? types[index] : "")).join(""),
  };
}

/** What vanished while it was walked is simply not there; everything else is told. */
function note(options: Walk, path: EscapedName, doing: Doing, error: unknown): void {
  const code = systemCode(error);
  if (code === undefined || !("syscall" in (error as object))) throw error;
  if (code !== "ENOENT") options.onProblem({ path, doing, code });
}
