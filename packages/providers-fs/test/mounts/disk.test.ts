import t from "tap";
import { uuidOf } from "../../src/mounts/disk.ts";

const LINKS: { readonly [path: string]: string } = {
  "/dev/disk/by-uuid/1111-AAAA": "/dev/sda1",
  "/dev/disk/by-uuid/2222-BBBB": "/dev/dm-3",
  "/dev/mapper/usb-backup": "/dev/dm-3",
};

/** A host on which udev has made these links. */
const io = {
  names: async () =>
    Object.keys(LINKS).flatMap((path) => (path.startsWith("/dev/disk/") ? [Buffer.from(path.slice(18))] : [])),
  realpath: async (path: string) => LINKS[path] ?? (path === "/dev/gone" ? null : path),
};

t.test("a device has the UUID that udev links to it", async (t) => {
  const table: readonly (readonly [device: string, uuid: string | null])[] = [
    ["/dev/sda1", "1111-AAAA"],
    ["/dev/mapper/usb-backup", "2222-BBBB"],
    ["/dev/sdb1", null],
    ["/dev/gone", null],
    ["tmpfs", null],
    ["nas:/export", null],
  ];
  for (const [device, uuid] of table) t.equal(await uuidOf(device, io as never), uuid, device);
  const broken = { ...io, names: () => Promise.reject(new Error("EACCES")) };
  t.equal(await uuidOf("/dev/sda1", broken as never), null);
});
