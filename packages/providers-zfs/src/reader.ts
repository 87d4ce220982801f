import {
  type ChainedScope,
  type DatasetMirrorTarget,
  type PointRef,
  type ReaderRole,
  type ReplicasTarget,
  type SnapshotsTarget,
  type Target,
  visible,
} from "@rdump/core/provider";
import { ZFS } from "./codes/index.ts";
import { datasetOf, factsOf, hostOf, type SnapshotsFacts } from "./discovery/groups.ts";
import { mountPath, type PointPlace } from "./naming/names.ts";
import type { ReadPointInput } from "./scopes/inputs.ts";
import { openedTree } from "./tree.ts";

const localSnapshots: ReaderRole<SnapshotsTarget> = readerOf(({ volume }) => datasetOf(volume.source));
export const mirrorsReader: ReaderRole<DatasetMirrorTarget> = readerOf(({ target }) => target.dataset);
const localReplicas: ReaderRole<ReplicasTarget> = readerOf(({ target }) => target.dataset);

export const snapshotsReader: ReaderRole<SnapshotsTarget> = readerOnHosts(
  ({ volume }) => ({ host: hostOf(volume.source), dataset: datasetOf(volume.source) }),
  localSnapshots,
);
export const replicasReader: ReaderRole<ReplicasTarget> = readerOnHosts(({ target }) => target, localReplicas);

/** Points on another host cannot be read. */
function readerOnHosts<T extends Target>(
  placeOf: (group: ReadRequest<T>["group"]) => { readonly host: string | null; readonly dataset: string },
  local: ReaderRole<T>,
): ReaderRole<T> {
  return {
    isRemote: (group) => placeOf(group).host !== null,
    isReadable: (group) => placeOf(group).host === null,

    read(request) {
      const { host, dataset } = placeOf(request.group);
      if (host === null) return local.read(request);
      const detail = `${visible(dataset)} is on ${visible(host)}. Restore from another target with \`--from\`, or run the command on that host.`;
      throw ZFS.failure("zfs-replica-elsewhere", detail);
    },
  };
}

type ReadRequest<T extends Target> = Parameters<ReaderRole<T>["read"]>[0];

/** A snapshot is mounted, and with it the snapshot that keeps its integrity data. */
function readerOf<T extends Target>(datasetIn: (group: ReadRequest<T>["group"]) => string): ReaderRole<T> {
  return {
    isRemote: () => false,

    read({ owner, group, facts, point, scratch }) {
      const dataset = datasetIn(group);
      const opened = (place: PointPlace, snapshot: PointRef["name"], guid: string | null) => {
        const path = mountPath(scratch.mount, owner, place, dataset);
        const input: ReadPointInput = { dataset, snapshot, guid, path, scratch: scratch.mount };
        return input;
      };
      const read = opened("read:", point.name, point.id);
      const companion = `${point.name}-rsure`;
      const hasCompanion = factsOf<SnapshotsFacts | null>(facts)?.companions.includes(companion) === true;
      const record = hasCompanion ? [opened("record:", companion, null)] : [];
      return {
        kind: "tree",
        opening: {
          scopes: [...record, read].map(scopeOf),
          tree: openedTree(read.path, `${dataset}@${point.name}`, null),
        },
        records: record.map(({ path }) => path),
      };
    },
  };
}

function scopeOf(input: ReadPointInput): ChainedScope {
  return { kind: "zfs/read-point", input, moment: false, shared: null };
}
