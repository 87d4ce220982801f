import { type Archiver, daysUntil } from "./archiver.ts";

/** The level of a day is its number. dump reads the block device of a file system that does not change. */
export const dump: Archiver = {
  name: "dump",
  mode: "levels 0 to 7 of the ext4 device",
  programs: ["dump", "restore"],
  version: ["dump", "--help"],
  fileSystem: "ext4",
  prepare: ({ state }) => [{ argv: ["touch", `${state}/dumpdates`] }],
  keep: ({ device, store, state }, day) => [
    {
      argv: ["dump", `-${day}`, "-q", "-u", "-D", `${state}/dumpdates`, "-f", `${store}/day${day}.dump`, device ?? ""],
    },
  ],
  restore: ({ store }, day, into) =>
    daysUntil(day).map((each) => ({ argv: ["restore", "-r", "-f", `${store}/day${each}.dump`], cwd: into })),
  remains: ["restoresymtable"],
};

/** The trial binds its own directory over the inventory of the system. */
export const xfsdump: Archiver = {
  name: "xfsdump",
  mode: "levels 0 to 7 of the mounted XFS",
  programs: ["xfsdump", "xfsrestore"],
  version: ["dpkg-query", "--show", "xfsdump"],
  fileSystem: "xfs",
  prepare: () => [],
  keep: ({ source, store }, day) => [
    {
      argv: [
        "xfsdump",
        ...["-F", "-v", "silent", "-l", String(day)],
        ...["-L", `day${day}`, "-M", "trial", "-f", `${store}/day${day}.xfsdump`, source],
      ],
    },
  ],
  restore: ({ store }, day, into) =>
    daysUntil(day).map((each) => ({
      argv: ["xfsrestore", "-F", "-J", "-v", "silent", "-r", "-f", `${store}/day${each}.xfsdump`, into],
    })),
  remains: ["xfsrestorehousekeepingdir"],
};
