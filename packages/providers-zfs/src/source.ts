import type { OpenRequest, SourceRole } from "@rdump/core/provider";
import type { CompanionInput } from "./actions/inputs.ts";
import { childrenOf } from "./discovery/children.ts";
import { datasetOf, factsOf, hostOf } from "./discovery/groups.ts";
import type { ZfsFacts } from "./discovery/sources.ts";
import { mountPath, poolOf, scanClone, scanParent } from "./naming/names.ts";
import type { MomentInput, ReadmeInput, ScanInput } from "./scopes/inputs.ts";
import { openedTree } from "./tree.ts";

/**
 * The moment of a dataset is fixed by a snapshot, together with all others of its pool. Files are read from a writable
 * clone of the snapshot.
 */
export const zfsSource: SourceRole = {
  open(request) {
    const dataset = datasetOf(request.volume.source);
    const pool = poolOf(dataset);
    const host = hostOf(request.volume.source);
    const shared = host === null ? pool : `${host}:${pool}`;
    const moment = { kind: "zfs/snapshot", input: momentOf(request), moment: true, shared };
    if (!request.reads) return { scopes: [moment], tree: null };
    const scan = scanOf(request);
    const { mountedAt: origin } = factsOf<ZfsFacts>(request.facts);
    return {
      scopes: [moment, { kind: "zfs/scan", input: scan, moment: false, shared: null }],
      tree: openedTree(scan.path, scan.name, origin),
    };
  },

  companion({ owner, volume, facts }) {
    const { mountedAt: root } = factsOf<ZfsFacts>(facts);
    if (root === null || volume.integrity === null) return [];
    const dataset = datasetOf(volume.source);
    const input: CompanionInput = { owner, dataset };
    const readme: ReadmeInput = { dataset, root, surefile: volume.integrity.surefile };
    const within = [{ kind: "zfs/readme", input: readme }];
    const reason = "a companion snapshot keeps the integrity data of the point";
    const rest = { once: null, reason, makes: null, destroys: [], readsTree: false, within, unlessSeen: WITHOUT };
    return [{ kind: "zfs/companion", verb: "create", input, ...rest }];
  },

  children: childrenOf,
};

/** A companion with older integrity data would describe another point. */
const WITHOUT =
  "So the integrity data in the volume may not describe the point of this run, and no companion snapshot was made. The point itself is complete and is kept.";

function momentOf({ owner, volume, facts, keeps }: OpenRequest): MomentInput {
  const dataset = datasetOf(volume.source);
  const { guid } = factsOf<ZfsFacts>(facts);
  const host = hostOf(volume.source);
  const place = host === null ? { pool: poolOf(dataset) } : { pool: poolOf(dataset), host };
  return { owner, ...place, datasets: [{ volume: volume.name, dataset, guid, keeps }] };
}

function scanOf({ owner, volume, facts, scratch, keeps }: OpenRequest): ScanInput {
  const dataset = datasetOf(volume.source);
  const parent = scanParent(poolOf(dataset), scratch.dataset);
  const { hasScanParent, attributes } = factsOf<ZfsFacts>(facts);
  return {
    owner,
    dataset,
    keeps,
    parent,
    makesParent: !hasScanParent,
    attributes,
    name: scanClone(parent, { owner, volume: volume.name }),
    path: mountPath(scratch.mount, owner, "", volume.name),
    scratch: scratch.mount,
  };
}
