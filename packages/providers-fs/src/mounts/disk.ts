import { mountHolding, type ReadIo, readMounts } from "@rdump/core/provider";

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

/** The UUID of the file system on a block device; null: not known. */
export async function uuidOf(device: string, io: Links): Promise<string | null> {
  const real = await realDevice(device, io);
  return real === null ? null : ((await uuidsByDevice(io)).get(real) ?? null);
}

/** The block device of the file system that has a path; null: it is on none. */
export async function deviceOf(path: string, io: ReadIo): Promise<string | null> {
  const mount = mountHolding(await readMounts(io), path);
  return mount === null ? null : realDevice(mount.from, io);
}

async function realDevice(device: string, io: Links): Promise<string | null> {
  return device.startsWith("/dev/") ? io.realpath(device).catch(() => null) : null;
}
