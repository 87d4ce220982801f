import type { Diagnostic, DirectoryMirrorTarget, Group, GroupObservation, ReadIo } from "@rdump/core/provider";
import { findPlace, liesIn, type Place } from "../mounts/place.ts";
import { rsyncFilters } from "../rsync/filters.ts";
import { type MirrorFacts, mirrorFacts } from "./facts.ts";
import { pointOf } from "./mark.ts";
import * as refusal from "./refusal.ts";
import { findMirror } from "./state.ts";

/** Lists the one point of a directory mirror: what it holds now, or nothing while it is free. */
export async function observeMirror(
  owner: string,
  group: Group<DirectoryMirrorTarget>,
  io: ReadIo,
): Promise<GroupObservation> {
  const { volume, target, address } = group;
  const filters = rsyncFilters(volume.exclude);
  const answer = (gap: Diagnostic | null, facts: MirrorFacts | null = null): GroupObservation => ({
    address,
    points: [],
    gap: gap === null ? null : { ...gap, address },
    facts,
    diagnostics: filters.narrowed.length === 0 ? [] : [{ ...refusal.narrowedExcludes(filters.narrowed), address }],
  });
  if (volume.excludeCaches) return answer(refusal.cachesNotExcludable());
  if (filters.refused.length > 0) return answer(refusal.notExcludable(filters.refused));
  const found = await findMirror(target, owner, volume.name, io);
  if ("refused" in found) return answer(found.refused);
  if (await overlapsSource(group, found.place, io))
    return answer(refusal.overlaps(target.path, sourcePath(group) ?? ""));
  const points = found.mark === null ? [] : [pointOf(found.mark)];
  return { ...answer(null, mirrorFacts(found)), points };
}

/** A mirror below its source is well where it lies on another file system: the copy stays on one. */
async function overlapsSource(group: Group<DirectoryMirrorTarget>, mirror: Place, io: ReadIo): Promise<boolean> {
  const path = sourcePath(group);
  if (path === null) return false;
  const source = await findPlace(path, io);
  if (source.kind !== "place") return false;
  if (liesIn(source.place.real, mirror.real)) return true;
  return liesIn(mirror.real, source.place.real) && mirror.device === source.place.device;
}

function sourcePath(group: Group<DirectoryMirrorTarget>): string | null {
  const { source } = group.volume;
  return source.type === "plain" ? source.path : null;
}
