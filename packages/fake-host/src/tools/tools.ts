import { borg } from "./borg/borg.ts";
import { install, mkdir, mv, rm, rmdir, sync, udevadm } from "./files/directories.ts";
import { tar } from "./files/tar.ts";
import { dmsetup } from "./lvm/dmsetup.ts";
import { lvchange } from "./lvm/lvchange.ts";
import { lvcreate } from "./lvm/lvcreate.ts";
import { lvremove } from "./lvm/lvremove.ts";
import { lvs } from "./lvm/lvs.ts";
import { vgs } from "./lvm/vgs.ts";
import { mount } from "./mounts/mount.ts";
import { umount } from "./mounts/umount.ts";
import { rsure } from "./rsure/rsure.ts";
import { rsync } from "./rsync/rsync.ts";
import { sshTo } from "./ssh.ts";
import { mbuffer, zstd } from "./streams.ts";
import { done, refused, type Tool } from "./tool.ts";
import { zfs } from "./zfs/zfs.ts";
import { zpool } from "./zfs/zpool.ts";

const LOCAL: { readonly [program: string]: Tool } = {
  borg,
  dmsetup,
  install,
  lvchange,
  lvcreate,
  lvremove,
  lvs,
  mbuffer,
  mkdir,
  mount,
  mv,
  rm,
  rmdir,
  rsure,
  rsync,
  sync,
  tar,
  udevadm,
  umount,
  vgs,
  zfs,
  zpool,
  zstd,
  /** Whose inode changed: in this world each change of a file sets its time. */
  find: { run: (world) => done(world) },
  /** When files of a live source changed is not known here: nothing changes while a copy runs. */
  xargs: { run: (world) => refused(world, 123, "") },
  true: { run: (world) => done(world) },
  false: { run: (world) => refused(world, 1, "") },
};

/** The installed programs by name. Another host has the same ones, without a further ssh. */
export const TOOLS: { readonly [program: string]: Tool } = { ...LOCAL, ssh: sshTo(LOCAL) };
