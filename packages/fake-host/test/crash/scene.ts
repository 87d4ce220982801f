import { mover } from "@rdump/core/provider";
import {
  type Archive,
  bareWorld,
  changed,
  FakeHost,
  locate,
  mountedAt,
  type World,
  withDataset,
  withDirectory,
  withFile,
  withFileSystem,
  withGroup,
  withLink,
  withMountedVolume,
  withPool,
  withVolume,
} from "@rdump/fake-host";
import type { Declared } from "../engine.ts";
import type { Recipe, VolumeRecipe } from "./recipe.ts";

const MEBIBYTE = 1024 * 1024;
export const OWNER = "joke";
export const REPOSITORY = "/srv/borg";
export const SCRATCH = "/run/rdump";
/** The state directory, below the root of a moment. */
export const STATE = "/var/lib/rdump";

const nameOf = (index: number) => `v${index}`;
const rootOf = (index: number) => `/vol/${nameOf(index)}`;
const mirrorOf = (index: number) => `/srv/mirror/${nameOf(index)}`;
const datasetOf = (index: number) => `tank/${nameOf(index)}`;
const mirrorDatasetOf = (index: number) => `vault/self/${nameOf(index)}`;
const cloneOf = (index: number) => `tank/clones/${nameOf(index)}`;

/** A volume as rdump backs it up: a declared one, or the child of a recursive one. */
export interface Member {
  readonly name: string;
  readonly root: string;
  /** Where its dataset and the dataset of its mirror would be. */
  readonly dataset: string;
  readonly mirrorDataset: string;
  /** Null: no mirror in a directory, since that of the parent holds the place. */
  readonly mirror: string | null;
  readonly isFixed: boolean;
  readonly files: number;
  readonly kept: ReturnType<typeof kept>;
}

/** A parent comes before its child. */
export function membersOf({ volumes }: Recipe): readonly Member[] {
  return volumes.flatMap((volume, index) => {
    const own: Member = {
      name: nameOf(index),
      root: rootOf(index),
      dataset: datasetOf(index),
      mirrorDataset: mirrorDatasetOf(index),
      mirror: mirrorOf(index),
      isFixed: isFixed(volume),
      files: volume.files,
      kept: kept(volume),
    };
    return hasChild(volume) ? [own, childOf(own)] : [own];
  });
}

function childOf(parent: Member): Member {
  const below = (path: string) => `${path}/kid`;
  return {
    ...parent,
    name: below(parent.name),
    root: below(parent.root),
    dataset: below(parent.dataset),
    mirrorDataset: below(parent.mirrorDataset),
    mirror: null,
    files: 1,
  };
}

function hasChild({ source, child = false }: VolumeRecipe): boolean {
  return source === "dataset" && child;
}

/** It is read from a snapshot, beside which its users go on. */
function isFixed({ source }: VolumeRecipe): boolean {
  return source === "classic" || source === "thin" || source === "dataset";
}

/** What is declared. */
export function declaredBy({ volumes, upkeep }: Recipe): Declared {
  return {
    version: 1,
    id: OWNER,
    timezone: "UTC",
    stateDir: STATE,
    scratch: { mount: SCRATCH },
    repositories: {
      disk: {
        type: "borg",
        location: REPOSITORY,
        encryption: "none",
        ...(upkeep ? { check: { every: "daily" }, compact: { every: "daily" } } : {}),
      },
    },
    volumes: Object.fromEntries(volumes.map((volume, index) => [nameOf(index), declaredVolume(volume, index)])),
  };
}

function declaredVolume(volume: VolumeRecipe, index: number): Declared {
  const { source, integrity, clone = false } = volume;
  const { archives, mirrored, snapshots } = kept(volume);
  const daily = (days: number) => ({ every: "daily", keep: { daily: days } });
  const mirrors = [
    ...(volume.mirror ? [{ path: mirrorOf(index), every: "daily" }] : []),
    ...(mirrored === null ? [] : [{ dataset: mirrorDatasetOf(index), ...daily(mirrored) }]),
  ];
  return {
    source: sourceOf(volume, index),
    integrity: integrity ? (source === "dataset" && snapshots !== null ? { snapshot: true } : {}) : false,
    ...(archives === null ? {} : { archives: [{ repository: "disk", ...daily(archives) }] }),
    ...(mirrors.length === 0 ? {} : { mirrors }),
    ...(snapshots === null ? {} : { snapshots: daily(snapshots) }),
    ...(source === "dataset" && clone ? { clones: [{ dataset: cloneOf(index), every: "daily" }] } : {}),
  };
}

/**
 * For how many days the groups of a volume keep their points; null: there is no such group. A volume has one at least.
 */
function kept({ source, archives, mirror, mirrored = null, snapshots = null }: VolumeRecipe) {
  const own = source === "dataset" ? snapshots : null;
  const hasOne = mirror || archives !== null || mirrored !== null || own !== null;
  return { archives: hasOne ? archives : 1, mirrored, snapshots: own };
}

function sourceOf(volume: VolumeRecipe, index: number): Declared {
  switch (volume.source) {
    case "directory":
      return { type: "plain", path: rootOf(index) };
    case "mount":
      return { type: "plain", mount: rootOf(index) };
    case "classic":
      return { type: "lvm", vg: "vg", lv: nameOf(index), mount: rootOf(index), snapshotSize: "20 MiB" };
    case "thin":
      return { type: "lvm", vg: "vg", lv: nameOf(index), mount: rootOf(index) };
    case "dataset":
      return { type: "zfs", dataset: datasetOf(index), recursive: hasChild(volume) };
  }
}

/** The host before any run. */
export function worldFor(recipe: Recipe): World {
  const group = withGroup(withDirectory(bareWorld(), "/srv/mirror"), "vg", 300);
  const pool = withVolume(group, { vg: "vg", name: "pool", bytes: 400 * MEBIBYTE, kind: "pool" });
  const pools = withDataset(withPool(withPool(pool, "tank"), "vault"), "vault/self");
  const places = withDataset(pools, "tank/clones", { mountpoint: "/clones" });
  const disk = withFileSystem(withDirectory(places, REPOSITORY), DISK, "ext4");
  const bare = recipe.volumes.reduce(
    (world, volume, index) => withDirectory(withSource(world, volume, index), mirrorOf(index)),
    recipe.lost === true ? withDisk(disk) : places,
  );
  return membersOf(recipe).reduce((world, { root, files }) => withFiles(world, root, files, 0), bare);
}

function withSource(world: World, volume: VolumeRecipe, index: number): World {
  const name = nameOf(index);
  const { type } = volume;
  switch (volume.source) {
    case "directory":
      return withDirectory(world, rootOf(index));
    case "mount":
      return mountedAt(withFileSystem(world, `8:${index}`, type), `8:${index}`, rootOf(index), `/dev/sd${index}`);
    case "classic":
      return withMountedVolume(world, { vg: "vg", name, bytes: 100 * MEBIBYTE, kind: "linear" }, type, rootOf(index));
    case "thin":
      return withMountedVolume(
        world,
        { vg: "vg", name, bytes: 100 * MEBIBYTE, kind: "thin", pool: "pool" },
        type,
        rootOf(index),
      );
    case "dataset": {
      const parent = withDataset(world, datasetOf(index), { mountpoint: rootOf(index) });
      return hasChild(volume) ? withDataset(parent, `${datasetOf(index)}/kid`) : parent;
    }
  }
}

/** What the users of a volume have in it at a time; some of it changes from one time to the next. */
function withFiles(world: World, root: string, files: number, time: number): World {
  let next = withDirectory(world, `${root}/sub/deep`);
  for (let number = 0; number < files; number++) {
    const directory = number % 2 === 0 ? root : `${root}/sub`;
    next = withFile(
      next,
      `${directory}/file-${number}`,
      `content ${number} at ${number === 0 ? time : 0}`,
      number === 0 ? time * 1000 : 0,
    );
  }
  return time === 0 ? withLink(next, `${root}/link`, "sub/file-1") : next;
}

/** The changes by users between two runs. */
export function livedOn(world: World, recipe: Recipe, time: number): World {
  return membersOf(recipe).reduce((next, { root, files }) => withFiles(next, root, files, time), world);
}

/** The repository of a case that loses it is on a disk of its own. */
const DISK = "8:99";

export function withDisk(world: World): World {
  return mountedAt(world, DISK, REPOSITORY, "/dev/sdb1");
}

export function withoutDisk(world: World): World {
  return changed(world, (draft) => {
    draft.mounts = draft.mounts.filter(({ device }) => device !== DISK);
  });
}

/** The archives of the repository that is there; of one whose disk is not mounted there are none to see. */
export function archivesSeen(world: World): readonly Archive[] {
  const config = locate(world, `${REPOSITORY}/config`)?.node;
  const text = config?.kind === "file" ? config.content : "";
  return Object.values(world.repositories).flatMap(({ id, archives }) => (text.includes(id) ? archives : []));
}

/** Whether a repository is there: on the disk, or on the file system below, where one was made in its place. */
export function repositoryIn(world: World): "on the disk" | "below" | null {
  const config = locate(world, `${REPOSITORY}/config`);
  if (config === null) return null;
  return config.mount.device === DISK ? "on the disk" : "below";
}

/** Foreign objects, which must exist and be unchanged after every action of rdump. */
export async function withStrangers(before: World, recipe: Recipe): Promise<World> {
  let world = before;
  const borg = async (...argv: readonly string[]) => {
    const host = new FakeHost({ world, now: () => 0 });
    await host.io().run(mover(["borg", ...argv], { cwd: "/vol" }));
    world = host.world;
  };
  const create = (name: string, comment: string) =>
    repositoryIn(before) !== null
      ? borg("create", "--timestamp=2026-11-01T00:00:00", `--comment=${comment}`, `${REPOSITORY}::${name}`, ".")
      : Promise.resolve();
  for (const stranger of recipe.strangers) {
    switch (stranger) {
      case "archive by hand":
        await create("by-hand", "");
        break;
      case "archive of another owner":
        await create("v0-20261101T000000Z", "rdump owner=other volume=v0 run=r");
        break;
      case "archive of a volume that is gone":
        await create("gone-20261101T000000Z", `rdump owner=${OWNER} volume=gone run=r`);
        break;
      case "snapshot by hand":
        if (recipe.volumes[0]?.source === "classic") {
          const host = new FakeHost({ world, now: () => 0 });
          await host
            .io()
            .run(mover(["lvcreate", "--snapshot", "--name", "by-hand", "--size", `${8 * MEBIBYTE}b`, "vg/v0"]));
          world = host.world;
        }
        break;
      case "snapshots of others in the pools":
        world = withOthersSnapshots(world);
        break;
      case "mirror of another owner": {
        const path = "/srv/mirror/foreign";
        world = withFile(withDirectory(world, path), `${path}/.rdump.json`, '{"formatVersion":1,"owner":"other"}');
        world = withFile(world, `${path}/precious`, "theirs");
        break;
      }
      case "file beside":
        world = withFile(withDirectory(world, "/srv/others"), "/srv/others/precious", "theirs");
        break;
    }
  }
  return world;
}

/** By hand and held, by another tool, and another owner's: of each dataset that is a source or a mirror. */
function withOthersSnapshots(world: World): World {
  const datasets = world.datasets.filter(({ name }) => /^(tank|vault\/self)\/v\d+(\/kid)?$/.test(name));
  return changed(world, (draft) => {
    for (const { name, device } of datasets) {
      for (const [suffix, holds, mark] of [
        ["by-hand", ["keep"], null],
        ["autosnap_2026-11-01_daily", [], null],
        ["rdump-20261101T000000Z", [], "other/rdump-20261101T000000Z"],
      ] as const) {
        draft.next += 1;
        draft.snapshots.push({
          name: `${name}@${suffix}`,
          guid: String(draft.next),
          txg: draft.next,
          properties: mark === null ? {} : { "rdump:point": mark },
          holds: [...holds],
          root: world.devices[device]?.root as never,
        });
      }
    }
  });
}
