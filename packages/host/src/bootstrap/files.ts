import type { MachineRecord } from "@rdump/core/provider";

/** The files of a machine record, by their paths below the directory of a bootstrap; the config is the first one. Pure. */
export function recordFiles(record: MachineRecord): readonly (readonly [path: string, content: string])[] {
  const { config, files, ...about } = record;
  const listed = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return [["rdump.json5", config], ["machine.json", `${JSON.stringify(about, null, 2)}\n`], ...listed];
}

/** What the files are for, in the order of their use. Nothing is executed: the commands are for a person. Pure. */
export function nextSteps({ files, bootLoader }: MachineRecord): readonly string[] {
  const names = Object.keys(files).sort();
  const group = (path: string) => path.replace(/^lvm\/(.*)\.vgcfg$/, "$1");
  const of = (folder: string) => names.filter((name) => name.startsWith(`${folder}/`));
  const tables = of("disks").filter((name) => name.endsWith(".sfdisk"));
  const loaders = bootLoader.loaders.length === 0 ? "" : `: ${bootLoader.loaders.join(", ")}`;
  return [
    ...tables.map((path) => `sfdisk DISK < ${path}`),
    ...of("luks").map((path) => `cryptsetup luksFormat DEVICE   # as in ${path}`),
    ...of("lvm").map(
      (path) => `pvcreate --uuid UUID --restorefile ${path} DEVICE && vgcfgrestore -f ${path} ${group(path)}`,
    ),
    ...(of("zfs").length === 0 ? [] : ["zpool create ...   # as in zfs/status.txt, with properties as in zfs/*.txt"]),
    "mkfs, and mount below /mnt/target   # as in disks/lsblk.json and system/fstab",
    `install the boot loader (${bootLoader.firmware}${loaders})`,
  ];
}
