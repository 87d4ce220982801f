import { type DiscoveryRequest, type HeldSpace, onHost, type ReadIo, shellWord } from "@rdump/core/provider";
import { lookAtUsed } from "../look.ts";
import { poolOf } from "../naming/names.ts";
import { isReplicaTag } from "../replica/names.ts";
import { datasetOf, hostOf } from "./groups.ts";
import { type SeenReplica, usesOf, type Worlds } from "./replicas.ts";
import type { World } from "./world.ts";

/** By the host of sources (null: this host), and by the full name of a snapshot. */
export type HeldSpaces = (host: string | null) => ReadonlyMap<string, HeldSpace>;

interface Sources {
  readonly worlds: Worlds;
  readonly replicas: ReadonlyMap<string, SeenReplica>;
}

/** What the snapshots take that only replicas need: one command for each host, and none unless it is asked. */
export async function heldSpacesIn(
  { groups, measuresHeld }: DiscoveryRequest,
  { worlds, replicas }: Sources,
  io: ReadIo,
): Promise<HeldSpaces> {
  const found = new Map<string | null, ReadonlyMap<string, HeldSpace>>();
  const sources = measuresHeld !== true ? [] : groups.flatMap(sourceOf);
  for (const host of new Set(sources.map((each) => each.host))) {
    const datasets = new Set(sources.flatMap((each) => (each.host === host ? [each.dataset] : [])));
    const world = worlds(host);
    const needed = usesOf(replicas, world).replicas;
    const held = heldIn(datasets, needed, world);
    const seen = await lookAtUsed([...held.keys()].sort(), onHost(host, io));
    if ("unseen" in seen) continue;
    const spaces = seen.found.map(([full, bytes]): [string, HeldSpace] => [
      full,
      { place: placeOf(full, host), bytes, releases: held.get(full) ?? [] },
    ]);
    found.set(host, new Map(spaces));
  }
  return (host) => found.get(host) ?? new Map();
}

function sourceOf({ target, volume }: DiscoveryRequest["groups"][number]) {
  if (target.targetType === "mirrors/dataset") return [{ dataset: target.dataset, host: null }];
  const isSource = target.targetType === "snapshots/zfs" && volume.sender === undefined;
  return isSource ? [{ dataset: datasetOf(volume.source), host: hostOf(volume.source) }] : [];
}

/** The snapshots that replicas need, without a clone and without a hold of another program, with the commands that end the holds. */
function heldIn(
  datasets: ReadonlySet<string>,
  needed: ReadonlyMap<string, unknown>,
  { snapshots, tags, host }: World,
): ReadonlyMap<string, readonly string[]> {
  const held = new Map<string, readonly string[]>();
  for (const dataset of datasets) {
    for (const { name, holds, clones } of snapshots.get(dataset) ?? []) {
      const full = `${dataset}@${name}`;
      const own = (tags.get(full) ?? []).filter(isReplicaTag);
      const isNeeded = needed.has(full) || own.length > 0;
      if (!isNeeded || clones > 0 || own.length !== holds) continue;
      const prefix = host === null ? "" : `ssh ${host} `;
      held.set(
        full,
        own.map((tag) => `${prefix}zfs release ${shellWord(tag)} ${shellWord(full)}`),
      );
    }
  }
  return held;
}

function placeOf(full: string, host: string | null): string {
  return host === null ? poolOf(full) : `${host}:${poolOf(full)}`;
}
