import {
  type Diagnostic,
  type Discovery,
  type DiscoveryRequest,
  type Provider,
  type ReadIo,
  scopeHandler,
  treeVerifier,
} from "@rdump/core/provider";
import { lookAtVolumes } from "./look.ts";
import { mountScope } from "./scopes/mount.ts";
import { snapshotScope } from "./scopes/snapshot.ts";
import { Written } from "./scopes/written.ts";
import { suspended } from "./source/gaps.ts";
import { type LvmVolume, observe } from "./source/observe.ts";
import { lvmSource, snapshotVerifier } from "./source/role.ts";

/** Logical volumes of LVM2, read from classic or thin snapshots. */
export function lvmProvider(): Provider {
  const written = new Written();
  return {
    name: "lvm",
    shielded: ["LVM_*", "DM_*"],
    sources: { lvm: lvmSource },
    keepers: {},
    actions: [],
    scopes: [scopeHandler(snapshotScope(written)), scopeHandler(mountScope(written))],
    verifiers: [treeVerifier(snapshotVerifier(written))],
    blockers,
    discover,
  };
}

/** Every command on a suspended device waits until it is resumed. */
async function blockers({ sources }: DiscoveryRequest, io: ReadIo): Promise<readonly Diagnostic[]> {
  const groups = sources.flatMap(({ source }) => (source.type === "lvm" ? [source.vg] : []));
  if (groups.length === 0) return [];
  const seen = await lookAtVolumes([...new Set(groups)].sort(), io);
  if ("unseen" in seen) return [seen.unseen];
  return seen.found.flatMap(({ vg, name, suspended: waits }) => (waits ? [suspended({ vg, lv: name })] : []));
}

async function discover({ owner, scratch, sources }: DiscoveryRequest, io: ReadIo): Promise<Discovery> {
  const declared = sources.flatMap((volume): readonly LvmVolume[] => {
    const { source } = volume;
    return source.type === "lvm" ? [{ volume, source }] : [];
  });
  return { ...(await observe(owner, scratch.mount, declared, io)), groups: [], forgotten: [] };
}
