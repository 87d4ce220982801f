import type { Facts, LogicalVolume, Mounted } from "../../src/init/facts.ts";

export const mount = (point: string, type: string, given: Partial<Mounted> = {}): Mounted => ({
  point,
  device: `8:${point.length}`,
  root: "/",
  type,
  from: "/dev/sda1",
  readOnly: false,
  isDirectory: true,
  used: 1e9,
  ...given,
});

export const zfs = (dataset: string, point: string, used = 1e9): Mounted =>
  mount(point, "zfs", { device: `0:${dataset}`, from: dataset, used });

export const volume = (name: string, device: string, given: Partial<LogicalVolume> = {}): LogicalVolume => ({
  vg: "vg",
  name,
  bytes: 10 * 2 ** 30,
  layout: ["linear"],
  isSnapshot: false,
  device,
  ...given,
});

export const machine = (given: Partial<Facts>): Facts => ({
  hostname: "ada",
  timezone: "UTC",
  nameless: null,
  mounts: [],
  lvm: { found: { volumes: [], groups: [] } },
  zfs: { found: { pools: [], datasets: [], own: [] } },
  removable: { found: new Set() },
  swaps: [],
  repositories: [],
  schemes: [],
  databases: [],
  programs: new Set(["borg", "restic", "tar", "zstd", "rsync", "getfattr"]),
  ...given,
});

export const group = (free: number) => ({ name: "vg", free, extent: 4 * 2 ** 20 });

export const pool = (name: string, free = 1e12) => ({ name, free, health: "ONLINE", readOnly: false });

export const dataset = (name: string, given: object = {}) =>
  ({ name, type: "filesystem", used: 1e9, isPartial: false, ...given }) as const;
