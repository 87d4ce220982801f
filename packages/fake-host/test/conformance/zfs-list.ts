import type { Declared } from "../engine.ts";
import type { Operation } from "./operation.ts";

/**
 * Datasets, their snapshots and clones, and mirrors in datasets: what ZFS is asked for, and what others leave there.
 */
export function zfsList(): readonly Operation[] {
  const run = (...argv: readonly [string, ...string[]]): Operation => ({ do: "run", argv });
  const apply = (day: number, more: Declared = {}): Operation => ({
    do: "apply",
    declared: declared(more),
    at: at(day),
  });
  const look = (day: number, more: Declared = {}): Operation => ({ do: "look", declared: declared(more), at: at(day) });
  const write = (path: string, text: string, mtime: number): Operation => ({ do: "write", path, text, mtime });
  const cloned = { clones: [{ dataset: "tank/clones/home", every: "daily" }] };
  const discarded = { clones: [{ dataset: "tank/clones/home", every: "daily", renew: "discard" }] };
  return [
    look(1),
    { do: "dataset", name: "vault/self", mount: "/vault/self" },
    { do: "dataset", name: "tank/clones", mount: "/clones" },
    { do: "dataset", name: "tank/home", mount: "/vol/home" },
    look(1),
    { do: "dataset", name: "tank/media", mount: "/vol/media" },
    { do: "dataset", name: "tank/media/music", mount: "/vol/media/music" },
    { do: "dataset", name: "tank/media/cache", mount: "/vol/media/cache" },
    { do: "directory", path: "/srv/boot/grub" },
    write("/srv/boot/grub/cfg", "boot", 1000),
    { do: "directory", path: "/vol/home/sub" },
    write("/vol/home/sub/file", "home", 1000),
    { do: "link", path: "/vol/home/link", target: "sub/file" },
    write("/vol/media/music/song", "la", 1000),
    look(1),
    apply(1),
    // By hand, by another tool, and another owner's; one of rdump's own is held by somebody.
    run("zfs", "snapshot", "tank/home@by-hand"),
    run("zfs", "snapshot", "-o", "rdump:point=other/rdump-20261101T000000Z", "tank/home@rdump-20261101T000000Z"),
    run("zfs", "snapshot", "vault/self/boot@autosnap_2026-11-01_daily"),
    { do: "hold", snapshot: "tank/home@rdump-20261101T030000Z" },
    write("/vol/home/sub/file", "home again", 2000),
    write("/vol/media/song", "la la", 2000),
    { do: "remove", path: "/srv/boot/grub/cfg" },
    write("/srv/boot/kernel", "kernel", 2000),
    look(2),
    apply(2),
    apply(3),
    // A clone; then a day later a new one, but not once somebody worked in it.
    apply(5, cloned),
    look(6, cloned),
    apply(6, cloned),
    write("/clones/home/work", "work", 3000),
    apply(7, cloned),
    look(8, discarded),
    apply(8, discarded),
    run("zfs", "destroy", "tank/clones/home"),
    apply(9, cloned),
    // What a dead run leaves.
    run("zfs", "snapshot", "-o", "rdump:run=lab/20261109T040000Z-dead", "tank/home@rdump-20261109T040000Z-scan"),
    look(9, cloned),
    // Answers to what cannot be done.
    run("zfs", "snapshot", "tank/home@by-hand"),
    run("zfs", "snapshot", "tank/nothing@by-hand"),
    run("zfs", "snapshot", "tank/home@one", "tank/home@by-hand"),
    run("zfs", "destroy", "tank/home@one"),
    run("zfs", "destroy", "tank/home@one,two"),
    run("zfs", "snapshot", "tank/home@one"),
    run("zfs", "destroy", "tank/home@one,two"),
    run("zfs", "destroy", "tank/home@by-hand,rdump-20261101T030000Z"),
    run("zfs", "destroy", "tank/home@by-hand,rdump-20261109T030000Z"),
    run("zfs", "destroy", "tank/home"),
    run("zfs", "destroy", "tank/nothing"),
    run("zfs", "create", "tank/home"),
    run("zfs", "create", "-p", "-o", "canmount=noauto", "tank/home"),
    run("zfs", "clone", "tank/home@nothing", "tank/copy"),
    run("zfs", "clone", "tank/home@by-hand", "tank/media"),
    run(
      "zfs",
      "clone",
      "-p",
      "-o",
      "canmount=noauto",
      "-o",
      "mountpoint=/srv/copy",
      "tank/home@by-hand",
      "tank/a/copy",
    ),
    // With -p, an existing dataset of any type is success.
    run("zfs", "clone", "-p", "tank/home@by-hand", "tank/a/copy"),
    run("zfs", "clone", "tank/home@by-hand", "tank/a/copy"),
    run("zfs", "mount", "tank/a/copy"),
    run("zfs", "mount", "tank/a/copy"),
    run("zfs", "mount", "tank/nothing"),
    run("zfs", "set", "readonly=on", "rdump:run=lab/20261109T040000Z-dead", "tank/a/copy"),
    run("zfs", "list", "-Hp", "-o", "name,readonly,canmount,rdump:run,name", "tank/a/copy"),
    run("zfs", "set", "readonly=off", "tank/a/copy"),
    run("zfs", "inherit", "rdump:run", "tank/a/copy"),
    run("zfs", "set", "canmount=on", "tank/a/copy"),
    run("zfs", "list", "-Hp", "-o", "name,readonly,canmount,rdump:run,name", "tank/a/copy"),
    run("umount", "/srv/copy"),
    run("zfs", "rename", "tank/a/copy", "tank/home"),
    run("zfs", "rename", "tank/a/copy", "tank/a/other"),
    run("zfs", "rename", "tank/a/copy", "tank/a/third"),
    run("zfs", "destroy", "tank/home@by-hand"),
    run("zfs", "destroy", "tank/a"),
    run("zfs", "destroy", "tank/a/other"),
    run("zfs", "get", "-Hp", "-o", "name,value,source,name", "rdump:run", "tank/home@by-hand", "tank/home@nothing"),
    run("zpool", "list", "-Hp", "-o", "name,health", "tank", "nothing"),
    // What is not mounted.
    { do: "unmount", path: "/vol/home" },
    look(10, cloned),
    apply(10, cloned),
    run("zfs", "mount", "tank/home"),
    run("zfs", "mount", "tank/home"),
    look(11, cloned),
    // What is below inherits it, and no listing is what it was.
    run("zfs", "set", "rdump:point=two\nlines", "tank/home"),
    look(11, cloned),
  ];
}

function at(day: number): string {
  return `2026-11-${String(day).padStart(2, "0")}T03:00:00Z`;
}

const KEEPS_TWO = { every: "daily", keep: { daily: 2 } };

function declared(home: Declared): Declared {
  return {
    version: 1,
    id: "lab",
    timezone: "UTC",
    limits: { shrink: "60%" },
    volumes: {
      home: {
        source: { type: "zfs", dataset: "tank/home" },
        integrity: { every: "daily", snapshot: true },
        snapshots: KEEPS_TWO,
        ...home,
      },
      media: {
        source: { type: "zfs", dataset: "tank/media", recursive: true },
        exclude: ["cache"],
        integrity: false,
        snapshots: KEEPS_TWO,
        mirrors: [{ dataset: "vault/self/media", ...KEEPS_TWO }],
      },
      boot: {
        source: { type: "plain", path: "/srv/boot" },
        mirrors: [{ dataset: "vault/self/boot", ...KEEPS_TWO }],
      },
    },
  };
}
