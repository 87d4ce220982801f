import {
  type Claim,
  type ClonesTarget,
  type Diagnostic,
  type Group,
  type GroupObservation,
  isClaimedMachine,
  type Point,
  type ReadIo,
} from "@rdump/core/provider";
import type { Dataset } from "../answers/datasets.ts";
import { ZFS } from "../codes/index.ts";
import { DATASET_PROPERTY, isOwnDataset } from "../naming/marks.ts";
import { parseSnapshotName, poolOf, type SnapshotName, unfinishedClone } from "../naming/names.ts";
import { cloneSettings, inheritedShares, type MissingParent, type Setting } from "../naming/settings.ts";
import { type Beside, whatChanged } from "./clone-changes.ts";
import { datasetOf, ofOtherMachine, otherMachineIn, type Place } from "./groups.ts";
import { ownSnapshots } from "./points.ts";
import { missingParents, poolGap, type World } from "./world.ts";

/** The observed state of a declared clone that a plan depends on. */
export type CloneFacts = {
  /** Null if the clone does not exist. */
  readonly guid: string | null;
  /** Its origin, as a full name; null without one. */
  readonly origin: string | null;
  /** Why it counts as changed by its users; null if it is unchanged. */
  readonly changed: string | null;
  /** A dead run was replacing the clone. */
  readonly unfinished: boolean;
  /** Names (after the `@`) of snapshots that runs made for a clone and that no clone depends on. */
  readonly orphans: readonly string[];
  /** The source's newest point, behind its `@`. */
  readonly newest: { readonly name: string; readonly time: number } | null;
  readonly missingParents: readonly MissingParent[];
  /** The properties of a new clone. */
  readonly settings: readonly Setting[];
};

export async function observeClone(
  claim: Claim,
  { address, volume, target }: Group<ClonesTarget>,
  world: World,
  io: ReadIo,
): Promise<GroupObservation> {
  const { dataset, renew } = target;
  const { owners } = claim;
  const found = world.datasets.get(dataset);
  const standsOn = found?.origin ?? null;
  const name = standsOn === null ? null : parseSnapshotName(standsOn.slice(standsOn.indexOf("@") + 1));
  const gap = poolGap(poolOf(dataset), world) ?? whyNotClone(claim, { address, dataset }, found, name);
  const changed = gap !== null || found === undefined ? null : await whatChanged(found, besideIn(found, world), io);
  const source = datasetOf(volume.source);
  const own = world.own.get(dataset) ?? new Set<string>();
  const next = world.datasets.get(unfinishedClone(dataset));
  const unfinished = next !== undefined && isOwnDataset(dataset, next.mark, owners) ? next : null;
  const facts: CloneFacts = {
    guid: found?.guid ?? null,
    origin: standsOn,
    changed,
    unfinished: unfinished !== null,
    orphans: orphansOf(source, owners, unfinished?.origin ?? null, world),
    newest: newestOf(source, claim, world),
    missingParents: found === undefined ? missingParents(dataset, world, new Set()) : [],
    settings: cloneSettings(world.datasets.get(source), found, own),
  };
  const shares = gap !== null || found === undefined ? [] : inheritedShares(found, own);
  return {
    address,
    points: gap !== null || found === undefined || name === null ? [] : [pointOf(found, name)],
    gap: gap === null ? null : { ...gap, address },
    ...otherMachineIn(gap, found),
    facts,
    diagnostics: [
      ...(changed === null || renew === "discard" ? [] : [{ ...changedClone(dataset, changed), address }]),
      ...(shares.length === 0 ? [] : [{ ...sharedClone(dataset, shares), address }]),
    ],
  };
}

/** A clone that is not mounted for its users is incomplete: a run died before the mount. */
function pointOf({ guid, origin, mountsItself }: Dataset, { time, stamp }: SnapshotName): Point {
  const name = origin?.slice(origin.indexOf("@") + 1) ?? "";
  return { id: guid, name, time, run: stamp, state: mountsItself ? "complete" : "invalid", held: [] };
}

function besideIn({ name }: Dataset, { datasets, snapshots }: World): Beside {
  return {
    hasSnapshots: (snapshots.get(name) ?? []).length > 0,
    hasBelow: [...datasets.keys()].some((other) => other.startsWith(`${name}/`)),
  };
}

/** `unfinished`: the origin of a clone whose run died. */
function orphansOf(
  source: string,
  owners: readonly string[],
  unfinished: string | null,
  world: World,
): readonly string[] {
  const made = ownSnapshots(source, owners, "clone", world);
  const orphans = made.filter(({ name, clones }) => clones === (`${source}@${name}` === unfinished ? 1 : 0));
  return orphans.map(({ name }) => name);
}

function newestOf(dataset: string, claim: Claim, world: World): CloneFacts["newest"] {
  const own = ownSnapshots(dataset, claim.owners, "point", world).filter((each) =>
    isClaimedMachine(each.machine, claim),
  );
  const points = own.map(({ name, named: { time } }) => ({ name, time }));
  return points.sort((a, b) => a.time - b.time).at(-1) ?? null;
}

function whyNotClone(
  claim: Claim,
  { address, dataset }: Place,
  found: Dataset | undefined,
  origin: SnapshotName | null,
): Diagnostic | null {
  if (found === undefined) return null;
  if (!isOwnDataset(dataset, found.mark, claim.owners)) {
    const [owner = ""] = claim.owners;
    const detail = `${dataset} exists and does not have the mark of the owner ${owner} (${DATASET_PROPERTY}). rdump does not change it. Rename it, or declare another dataset.`;
    return ZFS.error("zfs-clone-foreign", detail);
  }
  if (!isClaimedMachine(found.machine, claim)) return ofOtherMachine("zfs-clone-other-machine", { address, dataset });
  if (origin !== null) return null;
  const detail = `${dataset} is not a clone of a snapshot of rdump: it was promoted, or made in another way. rdump does not change it. Rename it: the next run makes a new clone.`;
  return ZFS.error("zfs-clone-no-clone", detail);
}

function changedClone(dataset: string, changed: string): Diagnostic {
  const detail = `${dataset}: ${changed}. The clone is not renewed. If you do not need its changes, destroy the clone (the next run makes a new clone), or declare renew: "discard":\nzfs destroy ${dataset}`;
  return ZFS.warning("zfs-clone-changed", detail);
}

function sharedClone(dataset: string, shares: readonly Setting[]): Diagnostic {
  const detail = `${dataset} inherits ${shares.join(" and ")}. The next renewal ends the sharing. To end it now: zfs set sharenfs=off sharesmb=off ${dataset}. To share every renewed clone as well: zfs set ${shares.join(" ")} ${dataset}`;
  return ZFS.warning("zfs-clone-shared", detail);
}
