import { type Diagnostic, type ReadIo, visible } from "@rdump/core/provider";
import { DIRECTORY } from "../../codes/index.ts";
import type { Base, Manifest } from "../../manifest.ts";
import { usableBase } from "../base.ts";
import { digestOf, LARGEST_STATE } from "../levels.ts";
import type { WholeInput } from "./inputs.ts";
import type { StreamFacts, WholeProgram } from "./program.ts";
import { sinceOf } from "./since.ts";
import { type Directories, directoriesIn, stateOf, successorOf } from "./tree.ts";

/** Where a chain goes on. */
export interface WholeStart {
  /** Null: the archive is full. */
  readonly base: Base | null;
  readonly level: number;
  readonly before: Directories;
  /** The identity of the disk of its base; null: not known. */
  readonly disk: string | null;
  readonly warnings: readonly Diagnostic[];
}

/** The place of a new archive in its chain. */
export interface WholeChain extends Pick<WholeStart, "base" | "level" | "disk" | "warnings"> {
  /** The names for the next archive; null: it is full. */
  readonly state: Buffer | null;
  /** Names of files of the volume; null: not known. */
  readonly files: number | null;
}

const FULL: WholeStart = { base: null, level: 0, disk: null, before: new Map(), warnings: [] };

/** Whole file systems have no excludes. */
const NO_EXCLUDES = "";

export async function wholeStart(
  { format }: WholeProgram,
  { access, levels }: WholeInput,
  io: ReadIo,
): Promise<WholeStart> {
  const link = levels?.base ?? null;
  const found = await usableBase({ access, levels, excludes: NO_EXCLUDES, format }, io);
  if (found === null || link === null) return FULL;
  if ("unusable" in found) return fullBecause(found.unusable);
  const { base, level, state, disk, manifest } = found;
  const before = directoriesIn(state);
  const since = sinceOf(link);
  if (since === null || since * 1000 >= Date.parse(manifest.time))
    return fullBecause(`The name of ${visible(link.base)} has a later time than its manifest.`);
  return before === null
    ? fullBecause(`The names beside ${visible(link.base)} are not valid.`)
    : { base, level, disk, before, warnings: [] };
}

/** In place of a difference that would not be exact. */
export function fullBecause(why: string): WholeStart {
  return { ...FULL, warnings: [DIRECTORY.warning("directory-state-unusable", `${why} This archive is full.`)] };
}

/** The chain after a stream; a fault: the stream is a difference that a restore could not use. */
export function wholeChain(start: WholeStart, { names, lost }: StreamFacts): WholeChain | { readonly fault: string } {
  const { base, level, disk, warnings } = start;
  const next = names === null ? { fault: "its names were not read" } : successorOf(start.before, names);
  const obstacle = names?.obstacle ?? ("fault" in next ? next.fault : null);
  if (base !== null && ("fault" in next || obstacle !== null)) return { fault: obstacle ?? "" };
  const files = "fault" in next ? null : next.files;
  const state = "fault" in next || obstacle !== null || lost > 0 ? null : stateOf(next.directories);
  const place = { base, level, disk, files };
  if (state !== null && state.length <= LARGEST_STATE) return { ...place, state, warnings };
  return { ...place, state: null, warnings: [...warnings, noNext(obstacle ?? "its names are too many or too long")] };
}

function noNext(why: string): Diagnostic {
  return DIRECTORY.warning(
    "directory-state-unusable",
    `No archive can be based on this one: ${why}. The next archive is full.`,
  );
}

/** For the manifest. */
export function wholeLevels(
  { levels }: WholeInput,
  { base, level, state, disk }: WholeChain,
): Pick<Manifest, "levels"> {
  if (levels === null) return {};
  const readFrom = { ...levels.readFrom, disk: levels.readFrom.disk ?? disk };
  return { levels: { base, level, state: state === null ? null : digestOf(state), excludes: NO_EXCLUDES, readFrom } };
}
