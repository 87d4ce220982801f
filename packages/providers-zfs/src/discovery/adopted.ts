import {
  type Address,
  adoptedIn,
  type DiscoveryRequest,
  type Instant,
  type Point,
  type ReadIo,
} from "@rdump/core/provider";
import type { Snapshot } from "../answers/snapshots.ts";
import { lookAtStarts, type Seen } from "../look.ts";
import { hasPointMark } from "../naming/marks.ts";
import { whatHolds } from "./points.ts";
import type { World } from "./world.ts";

/** Adopted snapshots of a dataset, and those that can be adopted where the request asks for them. */
export interface AdoptedSnapshots {
  readonly points: readonly Point[];
  readonly adoptable: { readonly adoptable?: readonly Point[] };
}

const NOTHING: AdoptedSnapshots = { points: [], adoptable: {} };

/** Queries only where the config adopts snapshots of the group, or the request asks for them. */
export async function adoptedSnapshots(
  { ownership, adopting }: Pick<DiscoveryRequest, "ownership" | "adopting">,
  { address, dataset }: { readonly address: Address; readonly dataset: string },
  { snapshots }: World,
  io: ReadIo,
): Promise<Seen<AdoptedSnapshots>> {
  const ids = new Set(adoptedIn(ownership.adopted, address).ids);
  const isAsked = adopting === address;
  const wanted = (snapshots.get(dataset) ?? []).filter((each) => (isAsked || ids.has(each.guid)) && isAdoptable(each));
  if (wanted.length === 0) return { found: isAsked ? { points: [], adoptable: { adoptable: [] } } : NOTHING };
  const starts = await lookAtStarts(dataset, io);
  if ("unseen" in starts) return starts;
  const points = wanted.flatMap((each) => pointOf(each, starts.found.get(`${dataset}@${each.name}`)));
  const taken = new Set(
    Object.entries(ownership.adopted ?? {}).flatMap(([of, own]) => (of === address ? own.ids : [])),
  );
  const adoptable = isAsked ? { adoptable: points.filter(({ id }) => !taken.has(id)) } : {};
  return { found: { points: points.filter(({ id }) => ids.has(id)), adoptable } };
}

/** No owner of rdump made it: its mark, which can be inherited, does not name it. */
export function isAdoptable({ named, mark }: Pick<Snapshot, "named" | "mark">): boolean {
  return named === null || (named.purpose === "point" && !hasPointMark(named, mark));
}

function pointOf({ guid, name, holds, clones }: Snapshot, time: Instant | undefined): readonly Point[] {
  if (time === undefined) return [];
  const held = whatHolds({ holds, clones });
  return [{ id: guid, name, time, run: "", machine: null, state: "complete", held, adopted: true }];
}
