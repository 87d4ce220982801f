import { type Claim, type Diagnostic, isClaimedMachine, shellWord, visible } from "@rdump/core/provider";
import type { Dataset } from "../answers/datasets.ts";
import { ZFS } from "../codes/index.ts";
import { isOwnDataset } from "../naming/marks.ts";
import { ancestorsOf, poolOf } from "../naming/names.ts";
import type { Lineage } from "../replica/lineage.ts";
import type { ReplicaPlace } from "../replica/place.ts";
import { type StreamState, whatDiffers } from "../replica/remembered.ts";
import { ofOtherMachine, volumeAbove } from "./groups.ts";
import { poolGap, type World } from "./world.ts";

/** Why the snapshots of a source are unknown: then nothing is known of what it has in common with a replica. */
export function whyHidden(pool: string, world: World): Diagnostic | null {
  const { unseen, pools } = world;
  const isVisible = unseen === null && pools.has(pool) && pools.get(pool)?.health !== "SUSPENDED";
  return isVisible ? null : poolGap(pool, world);
}

/** Why nothing may be sent into this dataset, or discarded in it. */
export function whyRefused({ address, source, target }: ReplicaPlace, claim: Claim, raw: boolean, world: World) {
  const found = world.datasets.get(target);
  const pool = poolGap(poolOf(target), world);
  if (pool !== null) return pool;
  if (found === undefined) return volumeAbove(target, world) ?? whyLocked(target, raw, world);
  const [owner = ""] = claim.owners;
  if (!isOwnDataset(target, found.mark, claim.owners)) {
    const detail = `${target} exists and does not have the mark of the owner ${owner}. rdump receives only into datasets that it created. Declare a dataset that does not exist.`;
    return ZFS.error("zfs-replica-foreign", detail);
  }
  if (!isClaimedMachine(found.machine, claim))
    return ofOtherMachine("zfs-replica-other-machine", { address, dataset: target });
  const root = found.encryptionRoot;
  if (raw && root !== target) {
    const has = root === null ? "it is not encrypted" : `its key is that of ${root}`;
    const detail = `${source} is encrypted, so ${target} must have its own key, and ${has}. Nothing is sent. Keep ${target} as it is, and declare another dataset for a new replica.`;
    return ZFS.error("zfs-replica-key", detail);
  }
  return found.keyLoaded === false && !raw ? locked(target) : null;
}

/** Why the key of a replica, or the kind of its streams, is not as it was. */
export function whyKeyChanged({ source, target }: ReplicaPlace, state: StreamState | null): Diagnostic | null {
  const differs = state === null ? null : whatDiffers(state);
  if (differs === null) return null;
  const detail = `After the last stream from ${source}, ${target} was changed: ${differs}. Nothing is sent. Keep ${target} as it is, run no command that changes its keys, and declare another dataset for a new replica.`;
  return ZFS.error("zfs-replica-key", detail);
}

/** A stream that is not raw is encrypted with the key of the parent. */
function whyLocked(target: string, raw: boolean, world: World): Diagnostic | null {
  const parent = parentOf(target, world);
  return !raw && parent?.keyLoaded === false ? locked(parent.name) : null;
}

/** The nearest dataset above that exists. */
export function parentOf(target: string, { datasets }: World): Dataset | undefined {
  return ancestorsOf(target)
    .flatMap((name) => datasets.get(name) ?? [])
    .at(-1);
}

function locked(dataset: string): Diagnostic {
  return ZFS.error("zfs-locked", `${dataset} cannot be written. To load its key:\nzfs load-key ${dataset}`);
}

const MOST_NAMED = 5;

/** Why no further stream fits to the replica. */
export function whyDiverged(target: string, lineage: Lineage, isInterrupted: boolean, world: World): Diagnostic | null {
  const found = world.datasets.get(target);
  if (found === undefined) return null;
  switch (lineage.state) {
    case "empty": {
      if (isInterrupted) return null;
      const detail = `${target} has no snapshot, and a full stream needs a new dataset. If nothing in it is needed:\nzfs destroy ${target}`;
      return ZFS.error("zfs-replica-empty", detail);
    }
    case "unrelated": {
      const detail = `No snapshot of ${target} is one of the source, by its guid. Nothing is sent, and ${target} is kept. Declare another dataset for a new full replica.`;
      return ZFS.error("zfs-replica-unrelated", detail);
    }
    case "newer": {
      const { base, names } = lineage;
      const shown = names.slice(0, MOST_NAMED).map((name) => visible(`${target}@${name}`));
      const others = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : "";
      const commands = names.slice(0, MOST_NAMED).map((name) => `zfs destroy ${shellWord(`${target}@${name}`)}`);
      const detail = `After ${base.name}, the newest common snapshot, ${target} has ${shown.join(", ")}${others}. Nothing is sent. If you do not need these snapshots:\n${commands.join("\n")}`;
      return ZFS.error("zfs-replica-newer", detail);
    }
    case "base": {
      // An interrupted receive is in a hidden clone, and changes nothing here.
      if (found.written === 0 || found.type === "volume") return null;
      const detail = `${found.written} bytes of ${target} were written after its newest snapshot ${lineage.base.name}. Nothing is sent. If you do not need these changes:\nzfs rollback ${shellWord(`${target}@${lineage.base.name}`)}\nzfs set readonly=on ${target}`;
      return ZFS.error("zfs-replica-modified", detail);
    }
  }
}
