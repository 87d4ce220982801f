import type { Diagnostic, Scratch, SourceObservation, Volume } from "@rdump/core/provider";
import { poolOf, scanParent } from "../naming/names.ts";
import { type Attributes, attributesOf } from "../naming/settings.ts";
import { mountedAt, poolNotes, poolTrouble, type World } from "./world.ts";

/** What a plan takes for granted about a dataset that is a source. */
export type ZfsFacts = {
  readonly guid: string;
  readonly type: "filesystem" | "volume";
  /** Where its users see it; null when it is not mounted. */
  readonly mountedAt: string | null;
  /** Whether the pool has what clones for scans lie in. */
  readonly hasScanParent: boolean;
  /** What a clone for scans needs, so that it shows what the dataset shows; null for a volume. */
  readonly attributes: Attributes | null;
};

export interface ZfsVolume {
  readonly volume: Volume;
  readonly dataset: string;
}

/** `isRead`: a target reads the files of the volume. */
export function observeSource(
  { volume, dataset }: ZfsVolume,
  isRead: boolean,
  scratch: Scratch,
  world: World,
): SourceObservation {
  const address = volume.name;
  const pool = poolOf(dataset);
  const found = world.datasets.get(dataset);
  const gap = poolTrouble(pool, world) ?? (found === undefined ? noDataset(dataset) : null);
  if (gap !== null || found === undefined) {
    return {
      volume: address,
      gap: gap === null ? null : { ...gap, address },
      unreadable: null,
      root: null,
      facts: null,
      diagnostics: [],
    };
  }
  const { guid, type, keyLoaded } = found;
  const root = mountedAt(found, scratch.mount, world);
  const hasScanParent = world.datasets.has(scanParent(pool, scratch.dataset));
  const facts: ZfsFacts = { guid, type, mountedAt: root, hasScanParent, attributes: attributesOf(found) };
  const unreadable = type === "volume" ? noFiles(dataset) : keyLoaded === false ? locked(dataset) : null;
  const isScanned = unreadable === null && volume.integrity !== null && isRead;
  const diagnostics = [...poolNotes(pool, world), ...(isScanned && root === null ? [unmounted(dataset)] : [])];
  return {
    volume: address,
    gap: null,
    unreadable: unreadable === null ? null : { ...unreadable, address },
    root,
    facts,
    diagnostics: diagnostics.map((each) => ({ ...each, address })),
  };
}

function noDataset(dataset: string): Diagnostic {
  return {
    code: "zfs-no-dataset",
    severity: "error",
    summary: "The dataset does not exist",
    detail: `There is no dataset ${dataset} (zfs list shows those there are). Correct its name.`,
  };
}

function noFiles(dataset: string): Diagnostic {
  return {
    code: "zfs-volume-has-no-files",
    severity: "error",
    summary: "A ZFS volume has no files that could be read",
    detail: `${dataset} is a volume, a disk of its own: what is in it, only its user knows. It can have snapshots. Take its other targets out of the config.`,
  };
}

function locked(dataset: string): Diagnostic {
  return {
    code: "zfs-locked",
    severity: "error",
    summary: "The dataset is encrypted, and its key is not loaded",
    detail: `Nobody can read the files of ${dataset} until its key is there: zfs load-key ${dataset}. Snapshots are made all the same.`,
  };
}

function unmounted(dataset: string): Diagnostic {
  return {
    code: "zfs-not-mounted",
    severity: "note",
    summary: "The dataset is not mounted",
    detail: `${dataset} is not mounted anywhere, so that it cannot be given the integrity data that is written in its clone: each scan reads all of its files. Mount it (zfs mount ${dataset}).`,
  };
}
