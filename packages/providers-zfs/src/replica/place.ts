import type { Address, Group, ReplicasTarget } from "@rdump/core/provider";
import { datasetOf, hostOf } from "../discovery/groups.ts";

/** A declared replica, and the dataset that it is made from. */
export interface ReplicaPlace {
  readonly address: Address;
  readonly group: Group<ReplicasTarget>;
  /** The dataset of the volume, or of the mirror that the replica is declared in. */
  readonly source: string;
  /** Of the source; null: this host. */
  readonly sourceHost: string | null;
  readonly target: string;
  /** Of the replica; null: this host. */
  readonly host: string | null;
}

function isReplicas(group: Group): group is Group<ReplicasTarget> {
  return group.target.targetType === "replicas/zfs";
}

/** The replicas among these groups. */
export function replicaPlaces(groups: readonly Group[]): readonly ReplicaPlace[] {
  const mirrorOf = new Map(
    groups.flatMap(({ target }) =>
      target.targetType === "mirrors/dataset"
        ? target.replicas.map(({ address }): readonly [Address, string] => [address, target.dataset])
        : [],
    ),
  );
  return groups.filter(isReplicas).map((group) => {
    const { address, target, volume } = group;
    const { dataset, host } = target;
    const mirror = mirrorOf.get(address);
    const origin =
      mirror === undefined
        ? { source: datasetOf(volume.source), sourceHost: hostOf(volume.source) }
        : { source: mirror, sourceHost: null };
    return { address, group, ...origin, target: dataset, host };
  });
}
