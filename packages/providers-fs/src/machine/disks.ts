import { fieldsOf, parseJson, textOf } from "@rdump/core/provider";
import { type Collected, fileName } from "./collected.ts";
import { luksHeader } from "./luks.ts";

const COLUMNS = "NAME,TYPE,SIZE,FSTYPE,UUID,LABEL,MOUNTPOINT,PKNAME";
const ROOT = { root: true };

/** Which disks, partitions and file systems there are, the partition tables, and the headers of LUKS without keys. */
export async function collectDisks(collected: Collected): Promise<void> {
  const listed = await collected.output(["lsblk", "--json", "--list", "--paths", "--output", COLUMNS]);
  const labels = await collected.output(["blkid", "--output", "export"], ROOT);
  if (listed !== null) collected.add("disks/lsblk.json", listed);
  if (labels !== null) collected.add("disks/blkid.txt", labels);
  for (const disk of disksIn(listed ?? "")) {
    await collected.keep(`disks/${fileName(disk)}.sfdisk`, ["sfdisk", "--dump", disk], { ...ROOT, none: NO_TABLE });
  }
  for (const device of encryptedIn(labels ?? "")) {
    const dump = await collected.output(["cryptsetup", "luksDump", device], ROOT);
    if (dump !== null) collected.add(`luks/${fileName(device)}.txt`, luksHeader(dump));
  }
}

const NO_TABLE = /does not contain a recognized partition table/;
const DEVICE = /^\/dev\/[^\s-]\S*$/;

/** Disks that can have a partition table. `--list` has a device once for each device above it. */
export function disksIn(listed: string): readonly string[] {
  const { blockdevices } = fieldsOf(parseJson(listed));
  const disks = new Set<string>();
  for (const each of Array.isArray(blockdevices) ? (blockdevices as readonly unknown[]) : []) {
    const { name, type, size } = fieldsOf(each);
    const isDisk = /^(disk|raid\d+|mpath)$/.test(textOf(type)) && !/^0B?$/.test(textOf(size));
    if (isDisk && DEVICE.test(textOf(name)) && !/^\/dev\/(zram|ram|zd)\d/.test(textOf(name))) disks.add(textOf(name));
  }
  return [...disks].sort();
}

/** Devices with LUKS, in the output of `blkid --output export`. */
export function encryptedIn(labels: string): readonly string[] {
  const devices = labels.split("\n\n").flatMap((block) => {
    const [, device = ""] = /^DEVNAME=(.+)$/m.exec(block) ?? [];
    return /^TYPE=crypto_LUKS$/m.test(block) && DEVICE.test(device) ? [device] : [];
  });
  return [...new Set(devices)].sort();
}
