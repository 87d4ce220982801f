import { changed } from "../../world/fresh.ts";
import type { World } from "../../world/world.ts";
import { Options } from "../options.ts";
import { done, type Ended, type Half, refused } from "../tool.ts";
import { clonesOf, findDataset, findSnapshot, isMounted, snapshotsOf } from "./datasets.ts";

/** `zfs destroy DATASET`, or `zfs destroy DATASET@A,B,C`: these in one transaction, or none. */
export function destroy(world: World, argv: readonly string[]): Ended {
  const [name = ""] = Options.parse(argv, {}).words;
  if (name.includes("#")) return destroyBookmark(world, name);
  return name.includes("@") ? destroySnapshots(world, name) : destroyDataset(world, name);
}

/** A file system is unmounted first. */
export function destroyHalves(world: World, argv: readonly string[]): readonly Half[] {
  const [name = ""] = Options.parse(argv, {}).words;
  if (/[@#]/.test(name) || destroyDataset(world, name).exitCode !== 0 || !isMounted(world, name)) return [];
  return [{ what: "it is unmounted, and still there", world: unmounted(world, name) }];
}

function destroyBookmark(world: World, name: string): Ended {
  if (!world.bookmarks.some((each) => each.name === name))
    return refused(world, 1, `bookmark '${name}' does not exist.`);
  return done(
    changed(world, (draft) => {
      draft.bookmarks = draft.bookmarks.filter((each) => each.name !== name);
    }),
  );
}

function destroySnapshots(world: World, together: string): Ended {
  const [dataset = "", names = ""] = together.split("@");
  const wanted = names.split(",").map((name) => `${dataset}@${name}`);
  const there = wanted.filter((name) => findSnapshot(world, name) !== undefined);
  if (there.length === 0) return refused(world, 1, "could not find any snapshots to destroy; check snapshot names.");
  for (const name of there) {
    const clones = clonesOf(world, name).map((clone) => clone.name);
    if (clones.length > 0) {
      const uses = `use '-R' to destroy the following datasets:\n${clones.join("\n")}`;
      return refused(world, 1, `cannot destroy '${name}': snapshot has dependent clones\n${uses}`);
    }
    if ((findSnapshot(world, name)?.holds.length ?? 0) > 0) {
      return refused(
        world,
        1,
        `cannot destroy snapshot ${name}: it's being held. Run 'zfs holds -r ${name}' to see holders.`,
      );
    }
    if (isMounted(world, name)) return refused(world, 1, `cannot destroy snapshot ${name}: dataset is busy`);
  }
  return done(
    changed(world, (draft) => {
      draft.snapshots = draft.snapshots.filter(({ name }) => !there.includes(name));
    }),
  );
}

function destroyDataset(world: World, name: string): Ended {
  const found = findDataset(world, name);
  if (found === undefined) return refused(world, 1, `cannot open '${name}': dataset does not exist`);
  const inside = [
    ...snapshotsOf(world, name).map((snapshot) => snapshot.name),
    ...world.datasets.filter((each) => each.name.startsWith(`${name}/`)).map((each) => each.name),
  ];
  if (inside.length > 0) {
    const uses = `use '-r' to destroy the following datasets:\n${inside.join("\n")}`;
    return refused(world, 1, `cannot destroy '${name}': filesystem has children\n${uses}`);
  }
  return done(
    changed(unmounted(world, name), (draft) => {
      draft.datasets = draft.datasets.filter((each) => each.name !== name);
      delete draft.devices[found.device];
    }),
  );
}

function unmounted(world: World, name: string): World {
  return changed(world, (draft) => {
    draft.mounts = draft.mounts.filter(({ from }) => from !== name);
  });
}
