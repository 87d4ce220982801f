import type { ReadIo } from "@rdump/core/provider";

const BY_UUID = "/dev/disk/by-uuid";
const MOST_DISKS = 10_000;

type Links = Pick<ReadIo, "names" | "realpath">;

/** The UUIDs of the file systems on block devices, by the path of the device without links, as udev links them. */
export async function uuidsByDevice(io: Links): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const name of (await io.names(BY_UUID, MOST_DISKS).catch(() => null)) ?? []) {
    const uuid = name.toString("latin1");
    const device = await io.realpath(`${BY_UUID}/${uuid}`).catch(() => null);
    if (device !== null && !found.has(device)) found.set(device, uuid);
  }
  return found;
}

/** The UUID of the file system that is mounted from a block device; null: not known. `disks`: as `uuidsByDevice` found them. */
export async function uuidOf(from: string, io: Links, disks?: ReadonlyMap<string, string>): Promise<string | null> {
  const device = from.startsWith("/dev/") ? await io.realpath(from).catch(() => null) : null;
  return device === null ? null : ((disks ?? (await uuidsByDevice(io))).get(device) ?? null);
}
