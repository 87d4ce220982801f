import {
  type Diagnostic,
  type PlainSource,
  type ReadIo,
  type SourceObservation,
  type Volume,
  visible,
} from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import { uuidOf } from "../mounts/disk.ts";
import { findPlace, plainPath } from "../mounts/place.ts";
import * as absence from "./absence.ts";
import { type SourceFacts, sourceFacts } from "./facts.ts";
import { accessTo } from "./writable.ts";

export type SourceFound =
  | { readonly facts: SourceFacts; readonly from: string | null }
  /** Why it is not what is declared. */
  | { readonly missing: Diagnostic };

/** Checks whether a plain source exists and, if declared, is mounted. */
export async function findSource(path: string, mustBeMounted: boolean, io: ReadIo): Promise<SourceFound> {
  const found = await findPlace(path, io);
  if (found.kind !== "place") return { missing: absence.noDirectory(path, found) };
  if (mustBeMounted && found.place.mount === null) return { missing: absence.notMounted(path) };
  return { facts: sourceFacts(found.place), from: found.place.from };
}

/**
 * @param isRead a target reads the files of the volume
 * @param disks the UUIDs of file systems, by device
 */
export async function observeSource(
  volume: Volume,
  source: PlainSource,
  { io, isRead, disks }: { readonly io: ReadIo; readonly isRead: boolean; readonly disks: ReadonlyMap<string, string> },
): Promise<SourceObservation> {
  const found = await findSource(source.path, source.mustBeMounted, io);
  if ("missing" in found) {
    const gap = { ...found.missing, address: volume.name };
    return { volume: volume.name, gap, unreadable: null, root: null, facts: null, diagnostics: [] };
  }
  const linked = found.facts.real === plainPath(source.path) ? [] : [throughLink(source.path, found.facts.real)];
  const { facts, from } = found;
  const { gap, warnings } = await accessTo(volume, facts, isRead, io);
  const diagnostics = [...linked.map((diagnostic) => ({ ...diagnostic, address: volume.name })), ...warnings];
  const disk = from === null ? null : await uuidOf(from, io, disks);
  const known = disk === null ? {} : { disk };
  return { volume: volume.name, gap, unreadable: null, root: source.path, ...known, facts, diagnostics };
}

/** Not an error: the plan depends on the directory to which the link leads. */
function throughLink(path: string, real: string): Diagnostic {
  const detail = `${visible(path)} leads to ${visible(real)}, and that directory is backed up. Declare ${visible(real)}, so that a change of the link does not change what is backed up.`;
  return FS.note("fs-source-through-link", detail);
}
