import { contentOf, locateDirectory, treeAt, type World } from "@rdump/fake-host";
import { isRsures } from "./expectations.ts";
import type { Recipe } from "./recipe.ts";
import { membersOf, OWNER, SCRATCH } from "./scene.ts";

/** All foreign objects of a host, as text: rdump must not change them. */
export function foreignPart(world: World, recipe: Recipe): string {
  const archives = Object.values(world.repositories).flatMap((repository) =>
    repository.archives
      .filter(({ comment, commandLine }) => !isOwn(comment, commandLine))
      .map(({ id, name }) => `${id} ${name}`),
  );
  const logical = world.volumes
    .filter(({ tags }) => !tags.includes(`rdump.owner=${OWNER}`))
    .map(({ vg, name, uuid, tags, minor }) => [vg, name, uuid, tags, minor]);
  const datasets = world.datasets
    .filter(({ name, properties }) => name !== "tank/rdump-scan" && properties["rdump:dataset"] === undefined)
    .map(({ name, guid }) => [name, guid]);
  const snapshots = world.snapshots
    .filter(({ properties }) => properties["rdump:point"]?.startsWith(`${OWNER}/`) !== true)
    .map(({ name, guid, holds }) => [name, guid, holds]);
  const mounts = world.mounts
    .filter(({ point, from }) => !point.startsWith(`${SCRATCH}/`) && !isOwnDataset(world, from))
    .map(({ point, device }) => [point, device]);
  const trees = ["/srv/mirror/foreign", "/srv/others", ...membersOf(recipe).map(({ root }) => root)].map((path) => {
    const place = locateDirectory(world, path);
    return place === null
      ? null
      : contentOf(treeAt(world, place), (each) => isRsures(each) || /(^|\/)live$/.test(each));
  });
  return JSON.stringify({ archives, logical, datasets, snapshots, mounts, trees }, null, 1);
}

/** Has the mark of this owner and belongs to a declared volume. A checkpoint has the mark in its command line. */
function isOwn(comment: string, commandLine: readonly string[]): boolean {
  const mark = comment === "" ? (commandLine.find((word) => word.startsWith("--comment=")) ?? "") : comment;
  return mark.includes(`rdump owner=${OWNER} `) && !mark.includes(" volume=gone ");
}

function isOwnDataset({ datasets }: World, from: string): boolean {
  return datasets.some(({ name, properties }) => name === from && properties["rdump:dataset"] !== undefined);
}
