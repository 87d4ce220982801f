import type { LogicalVolume, World } from "../../world/world.ts";

/** The major number of device-mapper. */
const MAPPER = 253;

export function deviceOf({ minor }: LogicalVolume): string | null {
  return minor === null ? null : `${MAPPER}:${minor}`;
}

export function findVolume(world: World, vg: string, name: string): LogicalVolume | undefined {
  return world.volumes.find((volume) => volume.vg === vg && volume.name === name);
}

/** The classic and thin snapshots of a volume. */
export function snapshotsOf(world: World, { vg, name }: LogicalVolume): readonly LogicalVolume[] {
  return world.volumes.filter((volume) => volume.vg === vg && volume.origin === name);
}

/** Extents of a group that no volume has; a thin volume's are its pool's. */
export function freeExtents(world: World, vg: string): number {
  const group = world.groups[vg];
  if (group === undefined) return 0;
  const used = world.volumes
    .filter((volume) => volume.vg === vg && volume.kind !== "thin")
    .reduce((sum, { bytes }) => sum + bytes / group.extent, 0);
  return group.extents - used;
}

/** The smallest minor number that no device has. */
export function freeMinor(world: World): number {
  for (let minor = 0; ; minor++)
    if (world.devices[`${MAPPER}:${minor}`] === undefined && !inUse(world, minor)) return minor;
}

function inUse({ volumes }: World, minor: number): boolean {
  return volumes.some((volume) => volume.minor === minor);
}

/** `vg-lv`, with hyphens doubled within a name. */
export function mapperName({ vg, name }: LogicalVolume): string {
  return `${vg.replaceAll("-", "--")}-${name.replaceAll("-", "--")}`;
}

export function isMounted(world: World, volume: LogicalVolume): boolean {
  const device = deviceOf(volume);
  return world.mounts.some((mount) => mount.device === device);
}
