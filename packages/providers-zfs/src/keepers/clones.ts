import {
  type ClonesTarget,
  type CreateRequest,
  type KeeperRole,
  type OpenedScope,
  PLANNED_RUN,
  type Proposal,
} from "@rdump/core/provider";
import type { CloneInput } from "../actions/inputs.ts";
import type { CloneFacts } from "../discovery/clones.ts";
import { datasetOf, factsOf } from "../discovery/groups.ts";
import { parseSnapshotName, snapshotName } from "../naming/names.ts";
import type { ReadOnlyInput } from "../scopes/inputs.ts";
import { NOTHING } from "./nothing.ts";

/** Writable clones, which are renewed when they are due; a changed clone only if that is declared. */
export const clonesKeeper: KeeperRole<ClonesTarget> = {
  wants: "moment",

  create(request) {
    const { changed } = factsOf<CloneFacts>(request.facts);
    return changed !== null && request.group.target.renew === "ask" ? [] : [renewal(request)];
  },

  // A clone exists, and the new one replaces it.
  destroy: () => [],
};

function renewal(request: CreateRequest<ClonesTarget>): Proposal {
  const { owner, group } = request;
  const { guid, origin, unfinished, orphans, missingParents: parents, settings } = factsOf<CloneFacts>(request.facts);
  const asks = group.target.renew === "ask";
  const from = originFor(request);
  const input: CloneInput = {
    owner,
    dataset: group.target.dataset,
    source: datasetOf(group.volume.source),
    from,
    replaces: guid === null || origin === null ? null : { guid, origin, asks },
    unfinished,
    orphans,
    parents,
    settings,
  };
  const name = origin?.slice(origin.indexOf("@") + 1) ?? "";
  const time = parseSnapshotName(name)?.time ?? 0;
  const destroys = guid === null ? [] : [{ id: guid, name, time: new Date(time).toISOString() }];
  return {
    ...NOTHING,
    kind: "zfs/clone",
    verb: "create",
    input,
    makes: typeof from === "object" ? from.point : snapshotName(PLANNED_RUN.stamp, from === "own" ? "clone" : "point"),
    destroys,
    ofMoment: from === "this run",
    // No user can change it between the last check and its destruction.
    within: asks && guid !== null ? [readOnly({ dataset: group.target.dataset, guid })] : [],
  };
}

function readOnly(input: ReadOnlyInput): OpenedScope {
  return { kind: "zfs/read-only", input };
}

/** The newest snapshot of the slot: this run's, one that is there, or one that is made for the clone. */
function originFor({ facts, slot, keeps }: CreateRequest<ClonesTarget>): CloneInput["from"] {
  if (keeps) return "this run";
  const { newest } = factsOf<CloneFacts>(facts);
  return newest !== null && newest.time >= slot.start && newest.time < slot.end ? { point: newest.name } : "own";
}
