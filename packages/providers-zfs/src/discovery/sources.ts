import type { Diagnostic, Scratch, SourceObservation, Volume } from "@rdump/core/provider";
import { ZFS } from "../codes/index.ts";
import { poolOf, scanParent } from "../naming/names.ts";
import { type Attributes, attributesOf } from "../naming/settings.ts";
import { hostText, mountedAt, poolGap, poolNotes, type World } from "./world.ts";

/** The observed state of a source dataset that a plan depends on. */
export type ZfsFacts = {
  readonly guid: string;
  readonly type: "filesystem" | "volume";
  /** The mount point for its users; null if it is not mounted. */
  readonly mountedAt: string | null;
  /** Whether the pool has the parent dataset of clones for scans. */
  readonly hasScanParent: boolean;
  /** The properties that a clone for scans needs to show the same files as the dataset; null for a volume. */
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
  const gap = poolGap(pool, world) ?? (found === undefined ? noDataset(dataset, world.host) : null);
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
  const unreadable =
    world.host !== null
      ? elsewhere(dataset, world.host)
      : type === "volume"
        ? noFiles(dataset)
        : keyLoaded === false
          ? locked(dataset)
          : null;
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

function noDataset(dataset: string, host: string | null): Diagnostic {
  const detail = `There is no dataset ${dataset}${hostText(host)}. Correct its name. To list the datasets there:\nzfs list`;
  return ZFS.error("zfs-no-dataset", detail);
}

function noFiles(dataset: string): Diagnostic {
  const detail = `${dataset} is a ZFS volume (a block device), which has no files. Only snapshots and replicas of it are possible. Remove its other targets from the config.`;
  return ZFS.error("zfs-volume-has-no-files", detail);
}

function elsewhere(dataset: string, host: string): Diagnostic {
  const detail = `${dataset} is on ${host}, so its files cannot be read here. Only snapshots and replicas of it are possible. Remove its other targets from the config.`;
  return ZFS.error("zfs-source-elsewhere", detail);
}

function locked(dataset: string): Diagnostic {
  const detail = `The files of ${dataset} cannot be read. Snapshots are made as usual. To load its key:\nzfs load-key ${dataset}`;
  return ZFS.error("zfs-locked", detail);
}

function unmounted(dataset: string): Diagnostic {
  const detail = `${dataset} is not mounted, so integrity data cannot be copied back into it: each scan reads all files again. To mount it:\nzfs mount ${dataset}`;
  return ZFS.note("zfs-not-mounted", detail);
}
