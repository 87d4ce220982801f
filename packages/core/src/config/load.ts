import { createHash } from "node:crypto";
import { dirname, relative } from "node:path";
import { byImportance, type Diagnostic, hasErrors, type SourceRange } from "../diagnostics/diagnostic.ts";
import type { Address } from "../model/address.ts";
import type { Config } from "../model/config.ts";
import { check } from "./check/index.ts";
import { assemble, type Includes } from "./include/assemble.ts";
import type { Texts } from "./include/texts.ts";
import type { Machine } from "./machine.ts";
import { type Resolved, resolve } from "./resolve/index.ts";
import type { TreeNode } from "./tree.ts";

export interface Loaded {
  /** Null when there is any error. */
  readonly config: Config | null;
  /** All errors of the text, the most severe first. */
  readonly diagnostics: readonly Diagnostic[];
  /** SHA-256 of the bytes of all files, in hex. It shows whether one of them has changed. */
  readonly digest: string;
  readonly file: string;
  /** The texts of all files, without byte order marks; empty when it is too large. */
  readonly text: string;
  /** The declarations of all files and of the host, with their places in the text; null when one is no JSON5. */
  readonly tree: TreeNode | null;
  readonly texts: Texts;
  /** The files that are JSON5, so that their lines can be shown: an included file can be any file of the system. */
  readonly readable: readonly string[];
  /** The names in `hosts`, sorted. */
  readonly hosts: readonly string[];
  /**
   * The readable part of the config, also with errors: placeholders replace unreadable values. Null if nothing was
   * readable.
   */
  readonly resolved: Resolved | null;
  /** Where each volume (by its name) and each target (by its address) is declared. */
  readonly places: ReadonlyMap<Address, SourceRange>;
}

/**
 * Converts the content of a file, and of the files that it includes, to a config. Pure: the name of the file is only for
 * messages and for the names of the included files.
 */
export function load(
  content: Uint8Array | string,
  file: string,
  machine: Machine,
  includes: Includes = new Map(),
): Loaded {
  const { texts, tree, report, readable, hosts } = assemble(content, file, { host: machine.hostname, includes });
  const shape = tree === null ? null : check(tree, report);
  const resolved = tree === null || shape === "newer" ? null : resolve(tree, machine, report);
  if (shape === "departs" && !hasErrors(report.diagnostics)) {
    report.add("config-wrong-shape", null, "The config violates the schema, and rdump has no specific message for it.");
  }
  // Other findings in a text for a newer rdump may be valid there.
  const reported = report.diagnostics.filter(({ code }) => shape !== "newer" || code === "config-newer-version");
  return {
    config: hasErrors(reported) ? null : (resolved?.config ?? null),
    diagnostics: reported.toSorted(byImportance),
    digest: digestOf(content, file, includes),
    file,
    text: texts.text,
    tree,
    texts,
    readable,
    hosts,
    resolved,
    places: resolved === null ? new Map() : placesOf(resolved, texts),
  };
}

/** Of one file: that of its bytes. The names of included files count relative to it. */
function digestOf(content: Uint8Array | string, file: string, includes: Includes): string {
  const hash = createHash("sha256").update(content);
  for (const [name, included] of [...includes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (typeof included !== "string" && !(included instanceof Uint8Array)) continue;
    const bytes = Buffer.from(included);
    hash.update(JSON.stringify([relative(dirname(file), name), bytes.length])).update(bytes);
  }
  return hash.digest("hex");
}

function placesOf(resolved: Resolved, texts: Texts): ReadonlyMap<Address, SourceRange> {
  const places = new Map<Address, SourceRange>();
  for (const { volume, cursor, targets } of resolved.volumes) {
    if (volume !== null) places.set(volume.name, texts.place(cursor.keySpan).range);
    for (const { target, cursor: own } of targets) places.set(target.address, texts.place(own.keySpan).range);
  }
  return places;
}
