import type { Archiver } from "./archiver.ts";

const RSYNC = ["rsync", "-aHAXS", "--numeric-ids", "--one-file-system"] as const;

function rsync(name: string, mode: string, ...more: readonly string[]): Archiver {
  return {
    name,
    mode,
    programs: ["rsync"],
    version: ["rsync", "--version"],
    fileSystem: "any",
    prepare: () => [],
    keep: ({ source, store }, day) => [
      {
        argv: [
          ...RSYNC,
          ...more,
          ...(day > 0 ? [`--link-dest=${store}/day${day - 1}`] : []),
          ...[`${source}/`, `${store}/day${day}`],
        ],
        // 24: files disappeared while they were read.
        accepts: [24],
      },
    ],
    restore: ({ store }, day, into) => [{ argv: [...RSYNC, `${store}/day${day}/`, into] }],
  };
}

export const rsyncQuick = rsync("rsync", "a directory each day, `--link-dest`");
export const rsyncChecksum = rsync("rsync, checksums", "`--link-dest --checksum`", "--checksum");

/**
 * Reverse increments: the newest day is a plain directory. `nB` is the n-th backup before it. The newer command `restore`
 * of 2.2.2 ends with a TypeError as soon as root restores an owner.
 */
export const rdiffBackup: Archiver = {
  name: "rdiff-backup",
  mode: "a mirror and reverse increments",
  programs: ["rdiff-backup"],
  version: ["rdiff-backup", "--version"],
  fileSystem: "any",
  prepare: () => [],
  keep: ({ source, store }) => [{ argv: ["rdiff-backup", "--api-version", "201", "backup", source, `${store}/rdiff`] }],
  restore: ({ store }, day, into, last) => [
    { argv: ["rdiff-backup", "--force", "--restore-as-of", `${last - day}B`, `${store}/rdiff`, into] },
  ],
};
