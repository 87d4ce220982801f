import type { CreateRequest, DatasetMirrorTarget, KeeperRole, OpenedScope, Proposal } from "@rdump/core/provider";
import type { CreateInput, PropertiesInput } from "../actions/inputs.ts";
import { factsOf, type MirrorFacts } from "../discovery/groups.ts";
import { mountPath } from "../naming/names.ts";
import { nameOf } from "../naming/settings.ts";
import { pinAdjustments } from "../pins.ts";
import type { MountInput } from "../scopes/inputs.ts";
import { openedTree } from "../tree.ts";
import { NOTHING } from "./nothing.ts";
import { destructions, pointProposal } from "./snapshots.ts";

/** A dataset that is kept equal to a volume: created if it is missing, filled by a sink, then snapshotted. */
export const mirrorsKeeper: KeeperRole<DatasetMirrorTarget> = {
  wants: "tree",

  create(request) {
    const { owner, group, facts } = request;
    const { dataset } = group.target;
    const { guid, missingParents: parents } = factsOf<MirrorFacts>(facts);
    const made = guid === null ? [creation({ owner, dataset, parents })] : [];
    return [...made, copying(request), pointProposal("zfs/snapshot", { owner, dataset })];
  },

  destroy: (request) => destructions(request.group.target.dataset, request),

  adjust(request) {
    const { owner, claim, group, facts } = request;
    const { dataset } = group.target;
    const { guid, unset: settings } = factsOf<MirrorFacts>(facts);
    const pins = pinAdjustments(dataset, request);
    if (guid === null || settings.length === 0) return pins;
    return [adjustment({ owner, owners: claim.owners, dataset, guid, settings }), ...pins];
  },

  openPoint({ owner, group, scratch }) {
    const { dataset } = group.target;
    const path = mountPath(scratch.mount, owner, "point:", dataset);
    const input: MountInput = { dataset, what: "point", legacy: false, path, scratch: scratch.mount };
    return {
      scopes: [{ kind: "zfs/mount", input, moment: false, shared: null }],
      tree: openedTree(path, `${dataset}@rdump-*`, null),
    };
  },
};

function creation(input: CreateInput): Proposal {
  return { ...NOTHING, kind: "zfs/create", verb: "prepare", input, reason: "the dataset does not exist yet" };
}

function adjustment(input: PropertiesInput): Proposal {
  const names = input.settings.map(nameOf).join(", ");
  return {
    ...NOTHING,
    kind: "zfs/properties",
    verb: "update",
    input,
    reason: `${names}: not set on the dataset itself`,
  };
}

function copying({
  owner,
  claim,
  group,
  facts,
  tree,
  scratch,
  runFiles,
  sink,
  shrink,
  surefile,
  comparison,
}: CreateRequest<DatasetMirrorTarget>): Proposal {
  if (tree === null || sink === null) throw new Error(`no provider copies into ${group.address}`);
  const { dataset, compare } = group.target;
  const { mountedAt, legacy } = factsOf<MirrorFacts>(facts);
  const path = mountedAt ?? mountPath(scratch.mount, owner, "mirror:", dataset);
  const mount: MountInput = { dataset, what: "dataset", legacy, path, scratch: scratch.mount };
  const within: readonly OpenedScope[] = mountedAt === null ? [{ kind: "zfs/mount", input: mount }] : [];
  const volume = group.volume;
  const copy = sink.copy({ owner, claim, volume, tree, path, compare, shrink, surefile, comparison, runFiles });
  return { ...copy, within };
}
