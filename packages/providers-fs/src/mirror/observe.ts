import {
  claimOf,
  type Diagnostic,
  type DirectoryMirrorTarget,
  type Group,
  type GroupObservation,
  impliedBy,
  type Ownership,
  type ReadIo,
  shellWord,
} from "@rdump/core/provider";
import { uuidOf } from "../mounts/disk.ts";
import { findPlace, liesIn, type Place } from "../mounts/place.ts";
import type { SourceFacts } from "../source/facts.ts";
import { adoptionNote } from "./adoption.ts";
import { cannotStore, notProbed } from "./cannot-store.ts";
import { excludedNote } from "./excluded.ts";
import { whyOpen } from "./exposure.ts";
import { type MirrorFacts, mirrorFacts } from "./facts.ts";
import { pointOf } from "./mark.ts";
import { whyNotExcluded } from "./objections.ts";
import * as refusal from "./refusal.ts";
import { findMirror, type MirrorState } from "./state.ts";

interface Seen {
  readonly io: ReadIo;
  /** The UUIDs of file systems, by device. */
  readonly disks: ReadonlyMap<string, string>;
  /** The plain source of the volume as it was observed; null: it was not. */
  readonly source: SourceFacts | null;
}

/** Lists the one point of a directory mirror: what it holds now, or nothing while it is free. */
export async function observeMirror(
  ownership: Ownership,
  group: Group<DirectoryMirrorTarget>,
  { io, disks, source: known }: Seen,
): Promise<GroupObservation> {
  const { volume, target, address } = group;
  const objections = whyNotExcluded(volume).map((each) => ({ ...each, address }));
  const answer = (gap: Diagnostic | null, facts: MirrorFacts | null = null): GroupObservation => ({
    address,
    points: [],
    gap: gap === null ? null : { ...gap, address },
    facts,
    diagnostics: objections.filter(({ severity }) => severity !== "error"),
  });
  const impossible = objections.find(({ severity }) => severity === "error");
  if (impossible !== undefined) return answer(impossible);
  const found = await findMirror(target, claimOf(ownership, { address, volume: volume.name }), io);
  if ("refused" in found) {
    const { refused, otherMachine, disconnected } = found;
    if (disconnected === true) return { ...answer(refused), disconnected };
    if (otherMachine === undefined) return answer(refused);
    return { ...answer(withTakeover(refused, address)), otherMachine };
  }
  const source = await overlappingSource(group, found.place, known, io);
  if (source !== null) return answer(refusal.overlaps(target.path, source));
  const points = found.mark === null ? [] : [pointOf(found.mark)];
  const facts = mirrorFacts(found);
  const open = await whyOpen(found.place, storesModes(found, facts), io);
  const uuid = found.mount === null ? null : await uuidOf(found.mount.from, io, disks);
  const whole = { ...answer(null, facts), ...(uuid === null ? {} : { place: uuid }) };
  const notes = facts.stores === null ? notProbed(target, found) : cannotStore(target, facts.stores);
  const adopted = found.hasFiles ? [await adoptionNote(volume, target, io)] : [];
  const excluded = await excludedNote(volume, target, found.mark, io);
  const lost = [...notes, ...adopted, ...(excluded === null ? [] : [excluded])].map((each) => ({ ...each, address }));
  return {
    ...whole,
    points,
    diagnostics: [...whole.diagnostics, ...lost, ...(open === null ? [] : [{ ...open, address }])],
  };
}

/** By the probe, or before it by the type of the file system. */
function storesModes({ mount }: MirrorState, { stores }: MirrorFacts): boolean {
  return stores?.modes ?? (mount === null ? null : impliedBy(mount, true))?.stores.modes ?? true;
}

/**
 * The path of a plain source that contains the mirror, or that the mirror contains; null without one. A mirror below
 * its source is allowed on another file system, because the copy stays on one.
 */
async function overlappingSource(
  { volume }: Group<DirectoryMirrorTarget>,
  mirror: Place,
  known: SourceFacts | null,
  io: ReadIo,
): Promise<string | null> {
  if (volume.source.type !== "plain") return null;
  const { path } = volume.source;
  const source = known ?? (await placeOrNull(path, io));
  if (source === null) return null;
  const inside = liesIn(mirror.real, source.real) && mirror.device === source.device;
  return inside || liesIn(source.real, mirror.real) ? path : null;
}

async function placeOrNull(path: string, io: ReadIo): Promise<Place | null> {
  const found = await findPlace(path, io);
  return found.kind === "place" ? found.place : null;
}

/** The mirror of another machine is refused with the command that takes it over. */
function withTakeover(refused: Diagnostic, address: string): Diagnostic {
  return { ...refused, detail: `${refused.detail}\nrdump takeover ${shellWord(address)}` };
}
