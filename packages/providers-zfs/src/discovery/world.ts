import { type Diagnostic, type Mount, mountHolding, type ReadIo, readMounts } from "@rdump/core/provider";
import type { Dataset } from "../answers/datasets.ts";
import type { Pool } from "../answers/pools.ts";
import type { Endpoints, Snapshot } from "../answers/snapshots.ts";
import type { Hold, Moment } from "../answers/streams.ts";
import { ZFS } from "../codes/index.ts";
import {
  lookAtDatasets,
  lookAtEndpoints,
  lookAtHolds,
  lookAtOwnProperties,
  lookAtPools,
  lookAtSnapshots,
  type Seen,
} from "../look.ts";
import { ancestorsOf, poolOf } from "../naming/names.ts";
import { MIRROR_MUST, type MissingParent } from "../naming/settings.ts";
import { suspended } from "../pool-state.ts";

/** The objects to query. Nothing else is queried. */
export interface Question {
  /** These datasets and their parents. */
  readonly datasets: readonly string[];
  /** These datasets with their descendants. */
  readonly trees: readonly string[];
  /** The datasets of both lists whose local properties are needed. */
  readonly settled: readonly string[];
  /** The sources and the datasets of replicas, of which streams are made. */
  readonly streams: readonly string[];
  /** Further datasets whose holds are needed. */
  readonly held: readonly string[];
}

/** The result of the queries on one host. */
export interface World {
  /** Null: this host. */
  readonly host: string | null;
  /** Why nothing is known of the host; then the rest is empty. */
  readonly unseen: Diagnostic | null;
  readonly pools: ReadonlyMap<string, Pool>;
  readonly datasets: ReadonlyMap<string, Dataset>;
  readonly snapshots: ReadonlyMap<string, readonly Snapshot[]>;
  /** By dataset: the local properties among those that rdump sets. */
  readonly own: ReadonlyMap<string, ReadonlySet<string>>;
  readonly mounts: readonly Mount[];
  /** By dataset; empty if no streams are made. */
  readonly moments: ReadonlyMap<string, readonly Moment[]>;
  /** By the full name of a snapshot, of the datasets that streams are made of or whose holds were needed: the tags of its holds. */
  readonly tags: ReadonlyMap<string, readonly string[]>;
}

/**
 * Three commands for any number of objects, and one more if snapshots have holds. Datasets with clones below them need one
 * more, and so do declared mirrors and clones. A suspended pool is not queried, because the query would not end.
 */
export async function lookAtWorld(question: Question, host: string | null, io: ReadIo): Promise<Seen<World>> {
  const { datasets, trees, settled } = question;
  const pools = await lookAtPools([...new Set([...datasets, ...trees].map(poolOf))].sort(), io);
  if ("unseen" in pools) return pools;
  const working = new Set(pools.found.filter(({ health }) => health !== "SUSPENDED").map(({ name }) => name));
  const asked = (names: readonly string[]) => [...new Set(names)].filter((name) => working.has(poolOf(name))).sort();
  const named = [...datasets, ...trees];
  const single = await lookAtDatasets(asked([...named, ...named.flatMap(ancestorsOf)]), false, io);
  if ("unseen" in single) return single;
  const present = new Set(single.found.map(({ name }) => name));
  const below = await lookAtDatasets(asked(trees.filter((name) => present.has(name))), true, io);
  if ("unseen" in below) return below;
  const found = new Map([...single.found, ...below.found].map((dataset) => [dataset.name, dataset]));
  const there = (names: readonly string[]) => asked(names).filter((name) => found.has(name));
  const { streams, held } = question;
  const listed = await lookAtEnds(there([...named, ...streams]), there(streams).length > 0, io);
  if ("unseen" in listed) return listed;
  const { snapshots, moments } = listed.found;
  const own = await lookAtOwnProperties(there(settled), MIRROR_MUST, io);
  if ("unseen" in own) return own;
  const tags = await lookAtTags(snapshots, new Set([...there(streams), ...held]), io);
  if ("unseen" in tags) return tags;
  return {
    found: {
      ...{ host, unseen: null },
      pools: new Map(pools.found.map((pool) => [pool.name, pool])),
      datasets: found,
      snapshots: byDataset(snapshots),
      moments: byDataset(moments),
      tags: tags.found,
      own: own.found,
      mounts: host === null ? await readMounts(io) : [],
    },
  };
}

/** The world of a host that could not be queried. */
export function unseenWorld(host: string | null, unseen: Diagnostic): World {
  const nothing = new Map<string, never>();
  const lists = { pools: nothing, datasets: nothing, snapshots: nothing, own: nothing, moments: nothing };
  return { host, unseen, ...lists, tags: nothing, mounts: [] };
}

/** With streams, the bookmarks too: one command. */
async function lookAtEnds(datasets: readonly string[], withStreams: boolean, io: ReadIo): Promise<Seen<Endpoints>> {
  if (withStreams) return lookAtEndpoints(datasets, io);
  const seen = await lookAtSnapshots(datasets, io);
  return "unseen" in seen ? seen : { found: { snapshots: seen.found, moments: [] } };
}

/** By full name, of the snapshots of these datasets. */
async function lookAtTags(
  snapshots: readonly Snapshot[],
  datasets: ReadonlySet<string>,
  io: ReadIo,
): Promise<Seen<World["tags"]>> {
  const held = snapshots.filter(({ dataset, holds }) => holds > 0 && datasets.has(dataset));
  const holds = await lookAtHolds(
    held.map(({ dataset, name }) => `${dataset}@${name}`),
    io,
  );
  if ("unseen" in holds) return holds;
  const found = [...groupBy(holds.found, ({ snapshot }) => snapshot)];
  return { found: new Map(found.map(([name, of]) => [name, of.map(tagOf)])) };
}

function tagOf({ tag }: Hold): string {
  return tag;
}

function byDataset<T extends { readonly dataset: string }>(items: readonly T[]): ReadonlyMap<string, readonly T[]> {
  return groupBy(items, ({ dataset }) => dataset);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const others = found.get(keyOf(item));
    if (others === undefined) found.set(keyOf(item), [item]);
    else others.push(item);
  }
  return found;
}

/** The snapshots and bookmarks of a dataset that streams are made of. */
export function momentsOf(dataset: string, { moments }: World): readonly Moment[] {
  return moments.get(dataset) ?? [];
}

/** The datasets that must be created before this one, the outermost first. `mirrors`: the declared ones. */
export function missingParents(
  dataset: string,
  { datasets }: Pick<World, "datasets">,
  mirrors: ReadonlySet<string>,
): readonly MissingParent[] {
  const missing = ancestorsOf(dataset).filter((name) => !datasets.has(name));
  return missing.map((name) => ({ name, isMirror: mirrors.has(name) }));
}

/** Errors of a pool in which nothing can be made, or warnings about the pool. */
export function poolGap(name: string, { pools, host, unseen }: World): Diagnostic | null {
  if (unseen !== null) return unseen;
  const pool = pools.get(name);
  if (pool === undefined) {
    const detail = `There is no pool ${name}${hostText(host)}. Import it, or correct its name:\nzpool import ${name}`;
    return ZFS.error("zfs-no-pool", detail);
  }
  if (pool.health === "SUSPENDED") return suspended(name);
  if (pool.readOnly) {
    const detail = `${name} was imported read-only, so no snapshot can be made in it. Export it, and import it writable.`;
    return ZFS.error("zfs-read-only", detail);
  }
  return null;
}

/** Behind the name of an object in a sentence. */
export function hostText(host: string | null): string {
  return host === null ? "" : ` on ${host}`;
}

const NEARLY_FULL = 90;

export function poolNotes(name: string, { pools, host }: World): readonly Diagnostic[] {
  const pool = pools.get(name);
  const notes: Diagnostic[] = [];
  if (pool !== undefined && pool.health !== "ONLINE" && pool.health !== "SUSPENDED") {
    const detail = `${name}${hostText(host)} is ${pool.health}. Another failure can destroy all data in the pool. Replace the faulty disk. To show the disks:\nzpool status ${name}`;
    notes.push(ZFS.warning("zfs-degraded", detail));
  }
  if (pool !== undefined && pool.capacity >= NEARLY_FULL) {
    const detail = `${name}${hostText(host)} is ${pool.capacity}% full. When no space is left, nothing can be written to its datasets. Deleted files free no space while a snapshot has them. Keep fewer snapshots, or add disks.`;
    notes.push(ZFS.warning("zfs-nearly-full", detail));
  }
  return notes;
}

/** The mount point of a dataset for its users; null without one. Mounts of the run do not count. */
export function mountedAt(dataset: Dataset, scratch: string, { mounts }: World): string | null {
  const places = mounts.filter(
    ({ type, from, root, point }) =>
      type === "zfs" && from === dataset.name && root === "/" && !point.startsWith(`${scratch}/`),
  );
  const visible = places.filter(({ id, point }) => mountHolding(mounts, point)?.id === id);
  return (visible.find(({ point }) => point === dataset.mountpoint) ?? visible[0])?.point ?? null;
}
