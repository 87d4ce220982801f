import type { Diagnostic, LvmSource, OpenRequest, SourceRole, Tree } from "@rdump/core/provider";
import type { Snapshot } from "../commands.ts";
import { mountPath, snapshotName } from "../naming/names.ts";
import { checkSnapshot } from "../scopes/check.ts";
import type { Written } from "../scopes/written.ts";
import type { LvmFacts } from "./facts.ts";

/** A logical volume is read from a snapshot of it, which is mounted while the run needs it. */
export function lvmSource(written: Written): SourceRole {
  return {
    open(request) {
      const snapshot = snapshotOf(request);
      return {
        path: snapshot.path,
        origin: sourceOf(request).mount,
        live: false,
        input: snapshot,
        scopes: [
          { kind: "lvm/snapshot", input: snapshot, moment: true },
          { kind: "lvm/mount", input: snapshot, moment: false },
        ],
      };
    },

    /** Asked of every reader, before and after: an overflowed snapshot is an empty directory, and looks like a volume. */
    verify(tree: Tree, when, io): Promise<Diagnostic | null> {
      return checkSnapshot(tree.input as Snapshot, when, written, io);
    },
  };
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
    path: mountPath(scratch, owned),
    scratch,
    type,
  };
}
