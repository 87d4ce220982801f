import { bytesText, type Diagnostic, mountAt, type ReadIo, visible } from "@rdump/core/provider";
import type { LogicalVolume } from "../answers/volumes.ts";
import { LVM } from "../codes/index.ts";
import type { Snapshot } from "../commands.ts";
import { lookAtMounts, lookAtVolumes } from "../look.ts";
import { hasTags, ownTags } from "../naming/tags.ts";
import type { Written } from "./written.ts";

type When = "before" | "after";

/** Checks whether the snapshot is valid and mounted at its place. Null: both. */
export async function checkSnapshot(
  snapshot: Snapshot,
  when: When,
  written: Written,
  io: ReadIo,
): Promise<Diagnostic | null> {
  const seen = await lookAtVolumes([snapshot.vg], io);
  if ("unseen" in seen) return seen.unseen;
  const own = seen.found.find(({ name }) => name === snapshot.name);
  if (own === undefined || !hasTags(own.tags, ownTags(snapshot))) return gone(snapshot, when);
  if (overflowed(own, snapshot)) {
    const origin = seen.found.find(({ uuid }) => uuid === snapshot.originUuid);
    const room = await written.roomSince(snapshot.originUuid, origin?.device ?? null, io);
    return overflow(snapshot, when, room, origin?.bytes ?? null);
  }
  const mounts = await lookAtMounts(io);
  if ("unseen" in mounts) return mounts.unseen;
  const mount = mountAt(mounts.found, snapshot.path);
  const isIt = mount !== null && mount.device === own.device && mount.root === "/";
  return isIt ? null : notMounted(snapshot, when);
}

function overflowed({ invalid, dataPercent }: LogicalVolume, { bytes }: Snapshot): boolean {
  return bytes !== null && (invalid || (dataPercent ?? 0) >= 100);
}

const CONSEQUENCE: { readonly [when in When]: string } = {
  before: "Nothing was read from it.",
  after: "The data that was read from it does not count.",
};

function gone({ vg, name }: Snapshot, when: When): Diagnostic {
  const detail = `${vg}/${name} was removed by another program while it was needed. ${CONSEQUENCE[when]} Apply again.`;
  return LVM.error("lvm-snapshot-gone", detail);
}

function notMounted({ vg, name, path }: Snapshot, when: When): Diagnostic {
  const detail = `${vg}/${name} is not mounted at ${visible(path)}: it was unmounted, or something was mounted over it. ${CONSEQUENCE[when]} Apply again.`;
  return LVM.error("lvm-snapshot-unmounted", detail);
}

/** The kernel invalidates a full classic snapshot, and its mount. */
function overflow(
  { vg, lv, name, bytes }: Snapshot,
  when: When,
  room: number | null,
  origin: number | null,
): Diagnostic {
  const had = bytesText(bytes ?? 0);
  const most = origin === null ? "" : ` A snapshot as large as the volume (${bytesText(origin)}) is always enough.`;
  const enough =
    room === null || room <= (bytes ?? 0)
      ? `Declare a larger snapshotSize.${most}`
      : `Until now ${bytesText(origin === null ? room : Math.min(room, origin))} would have been enough. Declare a snapshotSize well above that.${most}`;
  const detail = `While ${vg}/${name} existed, more data was written to ${vg}/${lv} than the ${had} of the snapshot can store, and the kernel invalidated the snapshot. ${CONSEQUENCE[when]} ${enough}`;
  return LVM.error("lvm-snapshot-overflow", detail);
}
