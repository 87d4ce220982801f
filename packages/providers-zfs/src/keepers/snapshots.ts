import {
  type AdjustRequest,
  type DestroyRequest,
  hasNoRules,
  type KeeperRole,
  PLANNED_RUN,
  type Proposal,
  type SnapshotsTarget,
} from "@rdump/core/provider";
import type { DestroyInput, PointInput } from "../actions/inputs.ts";
import { datasetOf, factsOf, hostOf, type SnapshotsFacts } from "../discovery/groups.ts";
import { snapshotName } from "../naming/names.ts";
import { pinAdjustments } from "../pins.ts";
import { NOTHING } from "./nothing.ts";

/**
 * Points in the dataset of the volume: made together with all others of the pool, when the moment of the run is fixed.
 */
export const snapshotsKeeper: KeeperRole<SnapshotsTarget> = {
  wants: "kept moment",

  create({ owner, group }) {
    const { source } = group.volume;
    const host = hostOf(source);
    const input: PointInput = { owner, dataset: datasetOf(source), ...(host === null ? {} : { host }) };
    return [{ ...pointProposal("zfs/point", input), ofMoment: true }];
  },

  destroy: (request) => {
    const { source } = request.group.volume;
    return destructions(datasetOf(source), request, hostOf(source));
  },

  adjust(request) {
    const { source } = request.group.volume;
    const dataset = datasetOf(source);
    const pins = hostOf(source) === null ? pinAdjustments(dataset, request) : [];
    return [...pins, ...auxiliaryDestroys(dataset, request)];
  },
};

export function pointProposal(kind: "zfs/point" | "zfs/snapshot", input: PointInput): Proposal {
  return { ...NOTHING, kind, verb: "create", input, makes: snapshotName(PLANNED_RUN.stamp, "point") };
}

/** The number of snapshots that one command destroys: an argument can have at most 128 KiB. */
const BATCH = 1_000;

export function destructions(
  dataset: string,
  { owner, claim, facts, points }: Pick<DestroyRequest, "owner" | "claim" | "facts" | "points">,
  host: string | null = null,
): readonly Proposal[] {
  const companions = new Set(factsOf<SnapshotsFacts>(facts).companions);
  const proposals: Proposal[] = [];
  for (let start = 0; start < points.length; start += BATCH) {
    const destroys = points.slice(start, start + BATCH);
    const input: DestroyInput = {
      owner,
      owners: claim.owners,
      dataset,
      ...(host === null ? {} : { host }),
      points: destroys.map(({ id, name, adopted }) =>
        adopted === true
          ? { name, guid: id, companion: null, adopted }
          : { name, guid: id, companion: companionOf(name, companions) },
      ),
    };
    proposals.push({ ...NOTHING, kind: "zfs/destroy", verb: "destroy", input, destroys });
  }
  return proposals;
}

function companionOf(name: string, companions: ReadonlySet<string>): string | null {
  const companion = `${name}-rsure`;
  return companions.has(companion) ? companion : null;
}

/** With rules, a replica does not keep what only a run of the source needed. */
export function auxiliaryDestroys(
  dataset: string,
  { owner, claim, group, facts }: Pick<AdjustRequest, "owner" | "claim" | "group" | "facts">,
  host: string | null = null,
): readonly Proposal[] {
  const { auxiliaries = [] } = factsOf<Partial<SnapshotsFacts>>(facts);
  if (auxiliaries.length === 0 || hasNoRules(group.target.keep)) return [];
  const some = auxiliaries.slice(0, BATCH);
  const input: DestroyInput = {
    owner,
    owners: claim.owners,
    dataset,
    ...(host === null ? {} : { host }),
    points: some.map(({ name, guid }) => ({ name, guid, companion: null })),
  };
  const reason = `arrived together with points, and not needed here: ${some.map(({ name }) => name).join(", ")}`;
  return [{ ...NOTHING, kind: "zfs/destroy", verb: "destroy", input, reason, aside: true }];
}
