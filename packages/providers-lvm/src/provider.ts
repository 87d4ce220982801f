import { type Discovery, type DiscoveryRequest, type Provider, type ReadIo, scopeHandler } from "@rdump/core/provider";
import { mountScope } from "./scopes/mount.ts";
import { snapshotScope } from "./scopes/snapshot.ts";
import { Written } from "./scopes/written.ts";
import { type LvmVolume, observe } from "./source/observe.ts";
import { lvmSource } from "./source/role.ts";

/** Logical volumes of LVM2, read from classic or thin snapshots. */
export function lvmProvider(): Provider {
  const written = new Written();
  return {
    name: "lvm",
    sources: { lvm: lvmSource(written) },
    keepers: {},
    actions: [],
    scopes: [scopeHandler(snapshotScope(written)), scopeHandler(mountScope(written))],
    discover,
  };
}

async function discover({ owner, scratch, sources }: DiscoveryRequest, io: ReadIo): Promise<Discovery> {
  const declared = sources.flatMap((volume): readonly LvmVolume[] => {
    const { source } = volume;
    return source.type === "lvm" ? [{ volume, source }] : [];
  });
  return { ...(await observe(owner, scratch.mount, declared, io)), groups: [], forgotten: [] };
}
