import type { Address, Group, ReplicasTarget } from "@rdump/core/provider";
import { datasetOf } from "../discovery/groups.ts";

/** A declared replica, and the dataset that it is made from. */
export interface ReplicaPlace {
  readonly address: Address;
  readonly group: Group<ReplicasTarget>;
  /** The dataset of the volume, or of the mirror that the replica is declared in. */
  readonly source: string;
  readonly target: string;
}

function isReplicas(group: Group): group is Group<ReplicasTarget> {
  return group.target.targetType === "replicas/zfs";
}

/** The replicas among these groups that are on this host. */
export function replicaPlaces(groups: readonly Group[]): readonly ReplicaPlace[] {
  const mirrorOf = new Map(
    groups.flatMap(({ target }) =>
      target.targetType === "mirrors/dataset"
        ? target.replicas.map(({ address }): readonly [Address, string] => [address, target.dataset])
        : [],
    ),
  );
  return groups.filter(isReplicas).flatMap((group) => {
    const { address, target, volume } = group;
    if (target.host !== null) return [];
    return [{ address, group, source: mirrorOf.get(address) ?? datasetOf(volume.source), target: target.dataset }];
  });
}
