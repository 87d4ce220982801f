import {
  type Claim,
  type Diagnostic,
  type Group,
  type GroupObservation,
  type Point,
  visible,
} from "@rdump/core/provider";
import { ZFS } from "../codes/index.ts";
import { poolOf } from "../naming/names.ts";
import { pinFacts, pinHolds } from "../pins.ts";
import { auxiliariesIn } from "./auxiliaries.ts";
import { at, datasetOf, notThere, type SnapshotsFacts } from "./groups.ts";
import { companionsIn, NO_USES, othersIn, pointsIn } from "./points.ts";
import { poolGap, poolNotes, type World } from "./world.ts";

/**
 * A replica that another host updates. Streams arrive in the order of their times. The sender chooses the names and so the
 * times: a snapshot that arrived after one with a later time could take the place of an older point. It is no point.
 */
export function observeReceived(claim: Claim, { address, volume }: Group, world: World): GroupObservation {
  const { owners } = claim;
  const dataset = datasetOf(volume.source);
  const auxiliaries = auxiliariesIn(dataset, claim, world);
  const guid = world.datasets.get(dataset)?.guid ?? null;
  const gap = poolGap(poolOf(dataset), world) ?? (guid === null ? notThere(dataset, null) : null);
  const facts: SnapshotsFacts = {
    guid,
    companions: companionsIn(dataset, owners, world),
    ...pinFacts(dataset, world),
    ...(auxiliaries.length === 0 ? {} : { auxiliaries }),
  };
  const uses = { ...NO_USES, ownHolds: pinHolds(world) };
  const { points, late } = inOrder(pointsIn(dataset, owners, world, uses), orderOf(dataset, world));
  const notes = [...poolNotes(poolOf(dataset), world), ...lateNote(dataset, late)];
  return {
    address,
    points,
    unmarked: othersIn(dataset, points, world),
    gap: at(gap, address),
    facts,
    diagnostics: notes.map((each) => ({ ...each, address })),
  };
}

/** By guid, the order in which the snapshots of a dataset arrived. */
function orderOf(dataset: string, { moments }: World): ReadonlyMap<string, number> {
  return new Map(
    (moments.get(dataset) ?? []).flatMap(({ kind, guid, txg }) => (kind === "snapshot" ? [[guid, txg]] : [])),
  );
}

interface Ordered {
  readonly points: readonly Point[];
  readonly late: readonly Point[];
}

/** A point without a place in the order is late. */
function inOrder(all: readonly Point[], order: ReadonlyMap<string, number>): Ordered {
  const arrived = all.toSorted((a, b) => (order.get(a.id) ?? Infinity) - (order.get(b.id) ?? Infinity));
  const [points, late]: [Point[], Point[]] = [[], []];
  let newest = Number.NEGATIVE_INFINITY;
  for (const point of arrived) {
    (order.has(point.id) && point.time > newest ? points : late).push(point);
    newest = Math.max(newest, point.time);
  }
  return { points, late };
}

const MOST_NAMED = 3;

function lateNote(dataset: string, late: readonly Point[]): readonly Diagnostic[] {
  if (late.length === 0) return [];
  const names = late.slice(0, MOST_NAMED).map(({ name }) => visible(name));
  const more = late.length > names.length ? ` and ${late.length - names.length} more` : "";
  const detail = `These snapshots of ${dataset} arrived after snapshots with later times: ${names.join(", ")}${more}. The sender chooses the names, so they are not counted as points and never expire. Look at the sender. If you do not need these snapshots:\nzfs destroy ${dataset}@NAME`;
  return [ZFS.warning("zfs-received-late", detail)];
}
