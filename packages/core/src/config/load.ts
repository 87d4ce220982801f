import { createHash } from "node:crypto";
import { byImportance, type Diagnostic, hasErrors, type SourceRange } from "../diagnostics/diagnostic.ts";
import type { Address } from "../model/address.ts";
import type { Config } from "../model/config.ts";
import { check } from "./check/index.ts";
import type { Machine } from "./machine.ts";
import { parse } from "./parse/index.ts";
import type { Lines } from "./positions.ts";
import { type Resolved, resolve } from "./resolve/index.ts";
import type { TreeNode } from "./tree.ts";

export interface Loaded {
  /** Null when there is any error. */
  readonly config: Config | null;
  /** All errors of the text, the most severe first. */
  readonly diagnostics: readonly Diagnostic[];
  /** SHA-256 of the bytes, in hex. It shows whether the file has changed. */
  readonly digest: string;
  readonly file: string;
  /** Without a byte order mark; empty when it is too large. */
  readonly text: string;
  /** The text with its places, for rules of meaning; null when it is no JSON5. */
  readonly tree: TreeNode | null;
  readonly lines: Lines;
  /**
   * The readable part of the config, also with errors: placeholders replace unreadable values. Null if nothing was
   * readable.
   */
  readonly resolved: Resolved | null;
  /** Where each volume (by its name) and each target (by its address) is declared. */
  readonly places: ReadonlyMap<Address, SourceRange>;
}

/** Converts the content of a file to a config. Pure: the name of the file is only for messages. */
export function load(content: Uint8Array | string, file: string, machine: Machine): Loaded {
  const { text, tree, lines, report } = parse(content, file);
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
    digest: createHash("sha256").update(content).digest("hex"),
    file,
    text,
    tree,
    lines,
    resolved,
    places: resolved === null ? new Map() : placesOf(resolved, lines),
  };
}

function placesOf(resolved: Resolved, lines: Lines): ReadonlyMap<Address, SourceRange> {
  const places = new Map<Address, SourceRange>();
  for (const { volume, cursor, targets } of resolved.volumes) {
    if (volume !== null) places.set(volume.name, lines.range(cursor.keySpan));
    for (const { target, cursor: own } of targets) places.set(target.address, lines.range(own.keySpan));
  }
  return places;
}
