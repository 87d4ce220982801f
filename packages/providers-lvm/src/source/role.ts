import type { LvmSource, OpenRequest, SourceRole, TreeVerifier } from "@rdump/core/provider";
import type { Snapshot } from "../commands.ts";
import { devicePath, mountPath, snapshotName } from "../naming/names.ts";
import { checkSnapshot } from "../scopes/check.ts";
import type { Written } from "../scopes/written.ts";
import type { LvmFacts } from "./facts.ts";

/** A logical volume is read from a snapshot of it, which is mounted while the run needs it. */
export const lvmSource: SourceRole = {
  open(request) {
    const snapshot = snapshotOf(request);
    const { mount: origin } = sourceOf(request);
    const device = devicePath(snapshot.vg, snapshot.name);
    const tree = { path: snapshot.path, origin, device, mounted: true, live: false, root: true, input: snapshot };
    return {
      scopes: [
        { kind: "lvm/snapshot", input: snapshot, moment: true, shared: null },
        { kind: "lvm/mount", input: snapshot, moment: false, shared: null },
      ],
      tree: { verifier: SNAPSHOT_VERIFIER, ...tree },
    };
  },
};

const SNAPSHOT_VERIFIER = "lvm/snapshot";

/**
 * Checked before and after every reader: an overflowed snapshot is an empty directory, and looks like an empty volume.
 */
export function snapshotVerifier(written: Written): TreeVerifier<Snapshot> {
  return { kind: SNAPSHOT_VERIFIER, verify: ({ input }, when, io) => checkSnapshot(input, when, written, io) };
}

function sourceOf({ volume: { source, name } }: OpenRequest): LvmSource {
  if (source.type !== "lvm") throw new Error(`${name} is on no logical volume`);
  return source;
}

function snapshotOf(request: OpenRequest): Snapshot {
  const { owner, volume, facts, scratch } = request;
  const { vg, lv } = sourceOf(request);
  const { uuid, type, snapshotBytes } = facts as LvmFacts;
  const owned = { owner, volume: volume.name };
  return {
    ...owned,
    vg,
    lv,
    originUuid: uuid,
    name: snapshotName(owned),
    bytes: snapshotBytes,
    path: mountPath(scratch.mount, owned),
    scratch: scratch.mount,
    type,
  };
}
