import {
  type Diagnostic,
  mountAt,
  type OpenedTree,
  readMounts,
  type TreeVerifier,
  visible,
} from "@rdump/core/provider";
import { ZFS } from "./codes/index.ts";
import { poolOf } from "./naming/names.ts";
import { suspension } from "./pool-state.ts";
import { isMountOf } from "./scopes/places.ts";

/** What must be mounted at the path of a tree, as `isMountOf` names it. */
type TreeInput = { readonly of: string };

/**
 * `origin`: the mount point of the volume itself; null if it is not mounted, or if the tree does not belong to the
 * volume.
 */
export function openedTree(path: string, of: string, origin: string | null): OpenedTree {
  const input: TreeInput = { of };
  return { verifier: mountVerifier.kind, path, origin, mounted: true, live: false, root: true, input };
}

/** A snapshot does not change, so only the mount can be wrong, or the pool is suspended. */
export const mountVerifier: TreeVerifier<TreeInput> = {
  kind: "zfs/mounted",

  async verify({ path, input: { of } }, when, io) {
    const stopped = await suspension(poolOf(of), io);
    if (stopped !== null) return stopped;
    const mount = mountAt(await readMounts(io), path);
    return mount !== null && isMountOf(mount, of) ? null : unmounted(path, of, when);
  },
};

const CONSEQUENCE = {
  before: "Nothing was read from it.",
  after: "The data that was read from it does not count.",
} as const;

function unmounted(path: string, of: string, when: "before" | "after"): Diagnostic {
  const detail = `${of} is not mounted at ${visible(path)}: it was unmounted, or something was mounted over it. ${CONSEQUENCE[when]} Apply again.`;
  return ZFS.error("zfs-tree-unmounted", detail);
}
