import type { Diagnostic, OpenRequest, SourceRole } from "@rdump/core/provider";
import { mountAt, readMounts, visible } from "@rdump/core/provider";
import type { CompanionInput } from "./actions/companion.ts";
import { childrenOf } from "./discovery/children.ts";
import { datasetOf, factsOf } from "./discovery/groups.ts";
import type { ZfsFacts } from "./discovery/sources.ts";
import { mountPath, poolOf, scanClone, scanParent } from "./naming/names.ts";
import { suspension } from "./pool-state.ts";
import type { MomentInput } from "./scopes/moment.ts";
import { isMountOf } from "./scopes/places.ts";
import type { ReadmeInput } from "./scopes/readme.ts";
import type { ScanInput } from "./scopes/scan.ts";

/** What a tree of ours has to be a mount of. */
type TreeInput = { readonly of: string };

/** A dataset is fixed by a snapshot, with all others of its pool, and read from a writable clone of that. */
export const zfsSource: SourceRole = {
  open(request) {
    const dataset = datasetOf(request.volume.source);
    const pool = poolOf(dataset);
    const moment = { kind: "zfs/snapshot", input: momentOf(request), moment: true, shared: pool };
    if (!request.reads) return { scopes: [moment], tree: null };
    const scan = scanOf(request);
    const { mountedAt: origin } = factsOf<ZfsFacts>(request.facts);
    const input: TreeInput = { of: scan.name };
    return {
      scopes: [moment, { kind: "zfs/scan", input: scan, moment: false, shared: null }],
      tree: { path: scan.path, origin, mounted: true, live: false, root: true, input },
    };
  },

  /** A snapshot does not change, so only what is mounted can be wrong: or the pool has stopped. */
  async verify({ path, input }, when, io): Promise<Diagnostic | null> {
    const { of } = input as TreeInput;
    const stopped = await suspension(poolOf(of), io);
    if (stopped !== null) return stopped;
    const mount = mountAt(await readMounts(io), path);
    return mount !== null && isMountOf(mount, of) ? null : unmounted(path, of, when);
  },

  companion({ owner, volume, facts }) {
    const { mountedAt: root } = factsOf<ZfsFacts>(facts);
    if (root === null || volume.integrity === null) return [];
    const dataset = datasetOf(volume.source);
    const input: CompanionInput = { owner, dataset };
    const readme: ReadmeInput = { dataset, root, surefile: volume.integrity.surefile };
    const within = [{ kind: "zfs/readme", input: readme }];
    const reason = "a snapshot beside the point is to hold the point's own integrity data, once the volume has it";
    const rest = { once: null, reason, makes: null, destroys: [], readsTree: false, within, unlessSeen: WITHOUT };
    return [{ kind: "zfs/companion", verb: "create", input, ...rest }];
  },

  children: childrenOf,
};

/** A companion of older integrity data would tell of another point than the one that it stands beside. */
const WITHOUT =
  "So the volume's own integrity data is not known to tell of this run's point, and no companion snapshot was made of it. The point itself is good, and is kept.";

function momentOf({ owner, volume, facts, keeps }: OpenRequest): MomentInput {
  const dataset = datasetOf(volume.source);
  const { guid } = factsOf<ZfsFacts>(facts);
  return { owner, pool: poolOf(dataset), datasets: [{ volume: volume.name, dataset, guid, keeps }] };
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

const CONSEQUENCE = { before: "Nothing was read from it.", after: "What was read from it does not count." } as const;

function unmounted(path: string, of: string, when: "before" | "after"): Diagnostic {
  return {
    code: "zfs-tree-unmounted",
    severity: "error",
    summary: "What is read is no longer mounted",
    detail: `What is at ${visible(path)} is not ${of}: it was unmounted, or something was mounted over it. ${CONSEQUENCE[when]} Run rdump again.`,
  };
}
