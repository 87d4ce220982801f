import { locateDirectory } from "../kernel/locate.ts";
import { deviceOf, findVolume } from "../tools/lvm/volumes.ts";
import { isMounted, mountedUnasked } from "../tools/zfs/datasets.ts";
import { edited } from "../tree/edit.ts";
import { withDirectory } from "../tree/place.ts";
import { changed } from "./fresh.ts";
import type { World } from "./world.ts";

/** Events on a host from outside. */

/**
 * More was written to an origin than its classic snapshot can store: the kernel invalidates the snapshot and unmounts it.
 */
export function overflowed(world: World, vg: string, name: string): World {
  const volume = findVolume(world, vg, name);
  const device = volume === undefined ? null : deviceOf(volume);
  if (volume === undefined || device === null) return world;
  return changed(world, (draft) => {
    for (const each of draft.volumes) {
      if (each.uuid !== volume.uuid) continue;
      each.invalid = true;
      each.percent = 100;
    }
    const found = draft.devices[device];
    if (found !== undefined) found.broken = true;
    draft.mounts = draft.mounts.filter((mount) => mount.device !== device);
  });
}

/**
 * The machine loses its power and boots again from its disks: memory is lost, nothing is suspended, and only mounts of
 * /etc/fstab are back. ZFS mounts its datasets that can be mounted automatically.
 *
 * @param isInFstab by mount point
 */
export function rebooted(world: World, isInFstab: (point: string) => boolean): World {
  const booted = changed(world, (draft) => {
    for (const volume of draft.volumes) volume.suspended = false;
    draft.mounts = draft.mounts.filter(({ point, id, parent }) => id === parent || isInFstab(point));
    for (const device of Object.values(draft.devices)) if (device.type === "tmpfs") device.root.entries = {};
    draft.holders = {};
  });
  return booted.datasets.reduce(
    (after, { name }) => (isMounted(after, name) ? after : mountedUnasked(after, name)),
    booted,
  );
}

/** Two hosts that use one repository: the world of a host, with the repository as the other one left it. */
export function withRepositoryOf(world: World, other: World, location: string): World {
  const there = locateDirectory(other, location);
  if (there === null) return world;
  const ready = withDirectory(world, location);
  const place = locateDirectory(ready, location);
  if (place === null) return world;
  return edited(ready, place, (directory, draft) => {
    directory.entries = there.node.entries as typeof directory.entries;
    draft.repositories = other.repositories as typeof draft.repositories;
    draft.next = Math.max(world.next, other.next);
  });
}
