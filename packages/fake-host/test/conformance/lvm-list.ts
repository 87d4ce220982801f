import type { Declared } from "../engine.ts";
import type { Operation } from "./operation.ts";

/** The name that rdump gives to the snapshot of the volume `root`, for the owner `lab`. */
const SNAPSHOT = "rdump-root-1bf5a291";

const VOLUMES = [
  { name: "root", type: "ext4", megabytes: 100, thin: false },
  { name: "home", type: "xfs", megabytes: 400, thin: false },
  { name: "thin", type: "ext4", megabytes: 100, thin: true },
] as const;

/** Logical volumes, snapshots and mounts: the queries of LVM and the kernel, and the states that others leave. */
export function lvmList(): readonly Operation[] {
  const at = (day: number) => `2026-11-${String(day).padStart(2, "0")}T03:00:00Z`;
  const run = (...argv: readonly [string, ...string[]]): Operation => ({ do: "run", argv });
  const apply = (day: number): Operation => ({ do: "apply", declared: declared(), at: at(day) });
  const look = (day: number): Operation => ({ do: "look", declared: declared(), at: at(day) });
  const tags = ["rdump.owner=lab", "rdump.volume=root", "rdump.run=R9"];
  const made = VOLUMES.flatMap((volume): readonly Operation[] => [
    { do: "volume", ...volume, mount: `/vol/${volume.name}` },
    { do: "directory", path: `/srv/mirror/${volume.name}` },
    { do: "directory", path: `/vol/${volume.name}/sub` },
    { do: "write", path: `/vol/${volume.name}/sub/file`, text: volume.name, mtime: 1000 },
  ]);
  return [
    look(1),
    ...made,
    look(1),
    apply(1),
    { do: "write", path: "/vol/root/new", text: "new", mtime: 2000 },
    // Somebody else's, under the name that is needed.
    { do: "snapshot", of: "root", name: SNAPSHOT, megabytes: 12, tags: [] },
    look(2),
    run("lvremove", "--yes", `vg/${SNAPSHOT}`),
    run("lvremove", "--yes", `vg/${SNAPSHOT}`),
    // A dead run's, mounted.
    { do: "snapshot", of: "root", name: SNAPSHOT, megabytes: 12, tags },
    run("install", "--directory", "--mode=0700", "/run/rdump", "/run/rdump/lab@root"),
    run("mount", "-t", "ext4", "-o", "rw", `/dev/vg/${SNAPSHOT}`, "/run/rdump/lab@root"),
    run("lvremove", "--yes", `vg/${SNAPSHOT}`),
    run("rmdir", "/run/rdump/lab@root"),
    look(2),
    apply(2),
    // One that overflowed.
    { do: "snapshot", of: "root", name: SNAPSHOT, megabytes: 12, tags },
    { do: "overflow", name: SNAPSHOT, origin: "root", mount: "/vol/root" },
    look(3),
    apply(3),
    { do: "suspend", name: "root" },
    look(4),
    run("dmsetup", "resume", "vg-root"),
    run("dmsetup", "resume", "vg-nothing"),
    run("dmsetup", "clear", "vg-root"),
    run("dmsetup", "clear", "vg-nothing"),
    run("lvchange", "--refresh", "vg/root"),
    run("lvchange", "--refresh", "vg/nothing"),
    look(4),
    { do: "unmount", path: "/vol/home" },
    look(4),
    run("umount", "/vol/home"),
    run("umount", "/vol/nowhere"),
    run("mount", "-t", "xfs", "-o", "rw", "/dev/vg/nothing", "/vol/home"),
    run("mount", "-t", "xfs", "-o", "rw", "/dev/vg/home", "/vol/nowhere"),
    run("mount", "-t", "ext4", "-o", "rw", "/dev/vg/home", "/vol/home"),
    run("mount", "-t", "xfs", "-o", "rw", "/dev/vg/home", "/vol/home"),
    run("rmdir", "/vol/home"),
    run("rmdir", "/vol/nowhere"),
    run("rmdir", "/vol/root/sub"),
    run("lvcreate", "--snapshot", "--name", "huge", "--size", "5368709120b", "vg/root"),
    run("lvremove", "--yes", "vg/huge"),
    run("lvcreate", "--snapshot", "--name", "none", "--size", "4194304b", "vg/nothing"),
    run("lvcreate", "--snapshot", "--name", "root", "--size", "4194304b", "vg/home"),
    run("lvcreate", "--snapshot", "--name", "none", "--size", "4194304b", "other/home"),
    // XFS knows its twin by the uuid.
    run("lvcreate", "--snapshot", "--name", "twin", "--size", "20971520b", "vg/home"),
    run("mount", "-t", "xfs", "-o", "rw", "/dev/vg/twin", "/srv/mirror"),
    run("mount", "-t", "xfs", "-o", "rw,nouuid", "/dev/vg/twin", "/srv/mirror"),
    run("umount", "/srv/mirror"),
    run("lvremove", "--yes", "vg/twin"),
    look(5),
  ];
}

function declared(): Declared {
  const volumes = VOLUMES.map(({ name, thin }) => [
    name,
    {
      source: { type: "lvm", vg: "vg", lv: name, mount: `/vol/${name}`, ...(thin ? {} : { snapshotSize: "20 MiB" }) },
      ...(name === "root" ? {} : { integrity: false }),
      mirrors: [{ path: `/srv/mirror/${name}`, every: "daily" }],
    },
  ]);
  return { version: 1, id: "lab", timezone: "UTC", volumes: Object.fromEntries(volumes) };
}
