import { mover } from "@rdump/core/provider";
import {
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
const REPOSITORY = "/srv/borg";
export const SCRATCH = "/run/rdump";

export const nameOf = (index: number) => `v${index}`;
export const rootOf = (index: number) => `/vol/${nameOf(index)}`;
export const mirrorOf = (index: number) => `/srv/mirror/${nameOf(index)}`;
export const datasetOf = (index: number) => `tank/${nameOf(index)}`;
export const mirrorDatasetOf = (index: number) => `vault/self/${nameOf(index)}`;
const cloneOf = (index: number) => `tank/clones/${nameOf(index)}`;

/** It is read from a snapshot, beside which its users go on. */
export function isFixed({ source }: VolumeRecipe): boolean {
  return source === "classic" || source === "thin" || source === "dataset";
}

/** What is declared. */
export function declaredBy({ volumes, upkeep }: Recipe): Declared {
  return {
    version: 1,
    id: OWNER,
    timezone: "UTC",
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

/** For how many days the groups of a volume keep their points; null: there is no such group. A volume has one at least. */
export function kept({ source, archives, mirror, mirrored = null, snapshots = null }: VolumeRecipe) {
  const own = source === "dataset" ? snapshots : null;
  const hasOne = mirror || archives !== null || mirrored !== null || own !== null;
  return { archives: hasOne ? archives : 1, mirrored, snapshots: own };
}

function sourceOf({ source }: VolumeRecipe, index: number): Declared {
  switch (source) {
    case "directory":
      return { type: "plain", path: rootOf(index) };
    case "mount":
      return { type: "plain", mount: rootOf(index) };
    case "classic":
      return { type: "lvm", vg: "vg", lv: nameOf(index), mount: rootOf(index), snapshotSize: "20 MiB" };
    case "thin":
      return { type: "lvm", vg: "vg", lv: nameOf(index), mount: rootOf(index) };
    case "dataset":
      return { type: "zfs", dataset: datasetOf(index) };
  }
}

/** The host before any run. */
export function worldFor({ volumes }: Recipe): World {
  const group = withGroup(withDirectory(bareWorld(), "/srv/mirror"), "vg", 300);
  const pool = withVolume(group, { vg: "vg", name: "pool", bytes: 400 * MEBIBYTE, kind: "pool" });
  const pools = withDataset(withPool(withPool(pool, "tank"), "vault"), "vault/self");
  return volumes.reduce(
    (world, volume, index) => {
      const ready = withDirectory(withSource(world, volume, index), mirrorOf(index));
      return withFiles(ready, rootOf(index), volume.files, 0);
    },
    withDataset(pools, "tank/clones", { mountpoint: "/clones" }),
  );
}

function withSource(world: World, { source, type }: VolumeRecipe, index: number): World {
  const name = nameOf(index);
  switch (source) {
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
    case "dataset":
      return withDataset(world, datasetOf(index), { mountpoint: rootOf(index) });
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

/** What users do between two runs. */
export function livedOn(world: World, { volumes }: Recipe, time: number): World {
  return volumes.reduce((next, { files }, index) => withFiles(next, rootOf(index), files, time), world);
}

/** What is somebody else's: it must be there, and the same, whatever rdump does. */
export async function withStrangers(before: World, recipe: Recipe): Promise<World> {
  let world = before;
  const borg = async (...argv: readonly string[]) => {
    const host = new FakeHost({ world, now: () => 0 });
    await host.io().run(mover(["borg", ...argv], { cwd: "/vol" }));
    world = host.world;
  };
  const hasRepository = locate(world, `${REPOSITORY}/config`) !== null;
  const create = (name: string, comment: string) =>
    hasRepository
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
  const datasets = world.datasets.filter(({ name }) => /^(tank|vault\/self)\/v\d+$/.test(name));
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
