import { join } from "node:path/posix";
import { otherPart, type ReadFrom, type ReadIo, visible } from "@rdump/core/provider";
import type { Access } from "../access.ts";
import type { ChainInput, ChainLink } from "../actions/inputs.ts";
import { idOf } from "../discovery/archives.ts";
import { type Base, LARGEST_MANIFEST, type Manifest, parseManifest } from "../manifest.ts";
import { archiveFile, manifestFile, stateFile } from "../naming/files.ts";
import { digestOf, LARGEST_STATE } from "./levels.ts";
import type { FormatName } from "./names.ts";

/** An archive that the next one can be a difference to. */
export interface UsableBase {
  readonly base: Base;
  /** Of the next archive. */
  readonly level: number;
  readonly state: Buffer;
  readonly manifest: Manifest;
  /** The identity of its disk; null: not known. */
  readonly disk: string | null;
}

/** Null: the next archive is full, as it must be. `unusable`: it should not be. */
export async function usableBase(
  of: {
    readonly access: Access;
    readonly levels: ChainInput | null;
    /** The digest of the excludes. A path that was excluded would count as unchanged. */
    readonly excludes: string;
    readonly format: FormatName;
  },
  io: ReadIo,
): Promise<UsableBase | { readonly unusable: string } | null> {
  const { access, levels, format } = of;
  const link = levels?.base ?? null;
  if (levels === null || link === null) return null;
  const directory = join(access.location, link.directory);
  const manifest = await manifestOf(directory, link, format, io);
  if (manifest === null) return { unusable: `The archive ${visible(link.base)} is missing or damaged.` };
  const { level = 0, state = null, excludes = null, readFrom: before } = manifest.levels ?? {};
  if (state === null || excludes !== of.excludes) return null;
  const other = whyOther(before, levels.readFrom);
  if (other !== null) return { unusable: `The archive ${visible(link.base)} ${other}` };
  const path = join(directory, stateFile(link.base, format));
  const content = await io.readFile(path, LARGEST_STATE, { own: true }).catch(() => null);
  if (content === null || digestOf(content).sha256 !== state.sha256)
    return { unusable: `The file ${visible(path)} is missing or damaged.` };
  return {
    base: { id: link.id, name: link.base },
    level: level + 1,
    state: content,
    manifest,
    disk: before?.disk ?? null,
  };
}

/** In another tree, tar and dump would take each file that is older than the archive for unchanged. */
function whyOther(before: ReadFrom | undefined, now: ReadFrom): string | null {
  if (before === undefined) return "does not say from what it was read.";
  const part = otherPart(before, now);
  if (part === null) return null;
  const what = part === "disk" ? "the disk " : "";
  return `was read from ${what}${visible(String(before[part]))}, and not from ${visible(String(now[part]))}.`;
}

/** Of an archive that is whole, as far as its size shows. */
async function manifestOf(
  directory: string,
  { base, id }: ChainLink,
  format: FormatName,
  io: ReadIo,
): Promise<Manifest | null> {
  const content = await io
    .readFile(join(directory, manifestFile(base)), LARGEST_MANIFEST, { own: true })
    .catch(() => null);
  const manifest = content === null || idOf(content) !== id ? null : parseManifest(content);
  const file = await io.lstat(join(directory, archiveFile(base, format))).catch(() => null);
  return manifest !== null && file?.kind === "file" && file.size === manifest.bytes ? manifest : null;
}
