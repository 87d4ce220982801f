import type { Archiver } from "./archiver.ts";
import { dump, xfsdump } from "./dump.ts";
import { rdiffBackup, rsyncChecksum, rsyncQuick } from "./mirrors.ts";
import { borg, restic } from "./repositories.ts";
import { star } from "./star.ts";
import { tarFull, tarIncremental } from "./tar.ts";

/** In the order of the table. */
export const ARCHIVERS: readonly Archiver[] = [
  tarFull,
  tarIncremental,
  star,
  dump,
  xfsdump,
  borg,
  restic,
  rsyncQuick,
  rsyncChecksum,
  rdiffBackup,
];
