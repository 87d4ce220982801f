import { fieldsOf, parseJson, textOf } from "@rdump/core/provider";
import { type Collected, fileName } from "./collected.ts";
import { luksHeader } from "./luks.ts";

const COLUMNS = "NAME,TYPE,SIZE,PTTYPE,FSTYPE,UUID,LABEL,MOUNTPOINT,PKNAME";

const ROOT = { root: true };

/** Which disks, partitions and file systems there are, the partition tables, and the headers of LUKS without keys. */
export async function collectDisks(collected: Collected): Promise<void> {
  const listed = await collected.output(["lsblk", "--json", "--list", "--paths", "--output", COLUMNS]);
  if (listed === null) return;
  collected.add("disks/lsblk.json", listed);
  const devices = devicesIn(listed);
  for (const { name, isDisk, table } of devices) {
    if (!isDisk || table === "") continue;
    await collected.keep(`disks/${fileName(name)}.sfdisk`, ["sfdisk", "--dump", name], ROOT);
  }
  for (const { name, content } of devices) {
    if (content !== "crypto_LUKS") continue;
    const dump = await collected.output(["cryptsetup", "luksDump", name], ROOT);
    if (dump !== null) collected.add(`luks/${fileName(name)}.txt`, luksHeader(dump));
  }
}

interface Device {
  readonly name: string;
  readonly isDisk: boolean;
  /** The type of the partition table; empty: none. */
  readonly table: string;
  /** The type of the file system. */
  readonly content: string;
}

/** `--list` has a device once for each device above it. */
export function devicesIn(listed: string): readonly Device[] {
  const { blockdevices } = fieldsOf(parseJson(listed));
  const found = new Map<string, Device>();
  for (const each of Array.isArray(blockdevices) ? (blockdevices as readonly unknown[]) : []) {
    const { name, type, pttype, fstype } = fieldsOf(each);
    if (!/^\/dev\/[^\s-][^\s]*$/.test(textOf(name))) continue;
    // A partition has the type of the table that it is in.
    const isDisk = /^(disk|loop|raid\d+|mpath)$/.test(textOf(type));
    found.set(textOf(name), { name: textOf(name), isDisk, table: textOf(pttype), content: textOf(fstype) });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
