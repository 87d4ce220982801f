import {
  type Claim,
  type DatasetMirrorTarget,
  type Diagnostic,
  type Group,
  type GroupObservation,
  isClaimedMachine,
  type Json,
  type Scratch,
  type SnapshotsTarget,
  type Source,
  shellWord,
} from "@rdump/core/provider";
import type { Dataset } from "../answers/datasets.ts";
import { ZFS } from "../codes/index.ts";
import { DATASET_PROPERTY, datasetMark, isOwnDataset } from "../naming/marks.ts";
import { ancestorsOf, poolOf } from "../naming/names.ts";
import { MIRROR_MUST, type MissingParent, nameOf, type Setting } from "../naming/settings.ts";
import { type PinFacts, pinFacts } from "../pins.ts";
import type { Auxiliary } from "./auxiliaries.ts";
import { companionsIn, othersIn, pointsIn, type Uses } from "./points.ts";
import { hostText, missingParents, mountedAt, poolGap, poolNotes, type World } from "./world.ts";

/** The observed state of the snapshots of a source that a plan depends on. */
export type SnapshotsFacts = PinFacts & {
  /** Null when there is no such dataset. */
  readonly guid: string | null;
  /** The companions, which are destroyed with their points. */
  readonly companions: readonly string[];
  /** In a replica: what arrived with the points, and no rule expires; absent: nothing. */
  readonly auxiliaries?: readonly Auxiliary[];
};

/** The observed state of the dataset of a mirror that a plan depends on. */
export type MirrorFacts = SnapshotsFacts & {
  /** The present mount point; null: the run mounts it. */
  readonly mountedAt: string | null;
  readonly legacy: boolean;
  readonly missingParents: readonly MissingParent[];
  /** Inherited or default properties that must be set on the dataset itself. */
  readonly unset: readonly Setting[];
};

export function datasetOf({ type, ...source }: Source): string {
  return type === "zfs" && "dataset" in source ? source.dataset : "";
}

/** The host of a dataset; null: this host. */
export function hostOf({ type, ...source }: Source): string | null {
  return type === "zfs" && "host" in source ? (source.host ?? null) : null;
}

export function observeSnapshots(
  owners: readonly string[],
  { address, volume }: Group<SnapshotsTarget>,
  world: World,
  uses: Uses,
): GroupObservation {
  const dataset = datasetOf(volume.source);
  const facts: SnapshotsFacts = {
    guid: world.datasets.get(dataset)?.guid ?? null,
    companions: companionsIn(dataset, owners, world),
    ...pinFacts(dataset, world),
  };
  // A fault of the dataset is also a gap of its source, and is reported only there.
  const gap = poolGap(poolOf(dataset), world) ?? (facts.guid === null ? notThere(dataset, world.host) : null);
  const points = pointsIn(dataset, owners, world, uses);
  const unmarked = othersIn(dataset, points, world);
  return { address, points, unmarked, gap: at(gap, address), facts, ...placeOf(facts), diagnostics: [] };
}

/** `mirrors`: the declared ones. */
export function observeMirror(
  claim: Claim,
  { address, target }: Group<DatasetMirrorTarget>,
  scratch: Scratch,
  { mirrors, uses }: { readonly mirrors: ReadonlySet<string>; readonly uses: Uses },
  world: World,
): GroupObservation {
  const { dataset } = target;
  const found = world.datasets.get(dataset);
  const facts: MirrorFacts = {
    guid: found?.guid ?? null,
    companions: [],
    ...pinFacts(dataset, world),
    mountedAt: found === undefined ? null : mountedAt(found, scratch.mount, world),
    legacy: found?.mountpoint === "legacy",
    missingParents: found === undefined ? missingParents(dataset, world, mirrors) : [],
    unset: found === undefined ? [] : unsetIn(dataset, world),
  };
  const gap = poolGap(poolOf(dataset), world) ?? whyNotMirror(claim, { address, dataset }, found, world);
  const points = gap === null ? pointsIn(dataset, claim.owners, world, uses) : [];
  return {
    address,
    points,
    unmarked: othersIn(dataset, points, world),
    gap: at(gap, address),
    facts,
    ...placeOf(facts),
    ...otherMachineIn(gap, found),
    diagnostics: poolNotes(poolOf(dataset), world).map((each) => ({ ...each, address })),
  };
}

/** Another dataset of the same name has another guid. */
export function placeOf({ guid }: Pick<SnapshotsFacts, "guid">): Pick<GroupObservation, "place"> {
  return guid === null ? {} : { place: guid };
}

/** A local property of the dataset is not changed: a user chose it. */
function unsetIn(dataset: string, { own }: World): readonly Setting[] {
  return MIRROR_MUST.filter((setting) => own.get(dataset)?.has(nameOf(setting)) !== true);
}

/** rdump deletes files in a mirror, so it uses only a dataset that it made itself. */
function whyNotMirror(
  claim: Claim,
  { address, dataset }: Place,
  found: Dataset | undefined,
  world: World,
): Diagnostic | null {
  const [owner = ""] = claim.owners;
  if (found === undefined) return volumeAbove(dataset, world);
  if (found.type === "volume") {
    return ZFS.error(
      "zfs-mirror-is-volume",
      `${dataset} is a ZFS volume, which has no files. Declare another dataset.`,
    );
  }
  const mark = datasetMark(owner, dataset);
  if (!isOwnDataset(dataset, found.mark, claim.owners)) {
    return ZFS.error(
      "zfs-mirror-foreign",
      `${dataset} exists and does not have the mark of the owner ${owner}. Its files would be deleted. Declare a dataset that does not exist. If you need none of its data, mark the dataset for this config:\nzfs set ${DATASET_PROPERTY}=${mark} ${dataset}`,
    );
  }
  if (!isClaimedMachine(found.machine, claim)) return ofOtherMachine("zfs-mirror-other-machine", { address, dataset });
  if (found.keyLoaded === false) {
    return ZFS.error("zfs-locked", `${dataset} cannot be written. To load its key:\nzfs load-key ${dataset}`);
  }
  return null;
}

/** A dataset, and its group. */
export type Place = { readonly address: string; readonly dataset: string };

/** A mirror, a clone or a replica that another machine with the same id made: the next run would replace its content. */
export function ofOtherMachine(
  code: "zfs-mirror-other-machine" | "zfs-clone-other-machine" | "zfs-replica-other-machine",
  { address, dataset }: Place,
): Diagnostic {
  const detail = `${dataset} was made with this \`id\` on another machine. rdump does not change it. If the other machine is in use, give each machine its own \`id\` and dataset. If this machine replaces it:\nrdump takeover ${shellWord(address)}`;
  return ZFS.error(code, detail);
}

/** The machine of a dataset that is refused because of it. */
export function otherMachineIn(gap: Diagnostic | null, found: Dataset | undefined): { readonly otherMachine?: string } {
  const isRefused = gap !== null && /^zfs-(mirror|clone|replica)-other-machine$/.test(gap.code);
  return isRefused && found?.machine != null ? { otherMachine: found.machine } : {};
}

export function volumeAbove(dataset: string, { datasets }: World): Diagnostic | null {
  const volume = ancestorsOf(dataset).find((each) => datasets.get(each)?.type === "volume");
  if (volume === undefined) return null;
  const detail = `${volume} is a ZFS volume, so ${dataset} cannot be created. Declare another dataset.`;
  return ZFS.error("zfs-below-volume", detail);
}

export function notThere(dataset: string, host: string | null): Diagnostic {
  const detail = `The dataset ${dataset}${hostText(host)} does not exist, so its snapshots are unknown.`;
  return ZFS.error("zfs-no-dataset", detail);
}

export function at(gap: Diagnostic | null, address: string): Diagnostic | null {
  return gap === null ? null : { ...gap, address };
}

/** Facts that core returns unchanged to a keeper. */
export function factsOf<T>(facts: Json): T {
  return facts as T;
}
