import type { Plan } from "@rdump/core";
import { type FakeHost, locateDirectory, type World } from "@rdump/fake-host";
import type { Expectations } from "./expectations.ts";
import { foreignPart } from "./foreign.ts";
import { type FoundPoint, keptDaily, pointsIn } from "./points.ts";
import type { Recipe } from "./recipe.ts";
import { membersOf, OWNER, SCRATCH } from "./scene.ts";

/** Leftovers of a run that should have been removed. */
export function leftovers(world: World): readonly string[] {
  const scratch = locateDirectory(world, SCRATCH);
  return [
    ...world.volumes
      .filter(({ tags }) => tags.includes(`rdump.owner=${OWNER}`))
      .map(({ name }) => `the volume ${name}`),
    ...world.volumes.filter(({ suspended }) => suspended).map(({ name }) => `${name} is suspended`),
    ...world.mounts.filter(({ point }) => point.startsWith(`${SCRATCH}/`)).map(({ point }) => `a mount at ${point}`),
    ...Object.keys(scratch?.node.entries ?? {}).map((name) => `the directory ${name}`),
    ...world.datasets
      .filter(({ name }) => name.startsWith("tank/rdump-scan/"))
      .map(({ name }) => `the dataset ${name}`),
    ...world.snapshots.filter(({ name }) => name.endsWith("-scan")).map(({ name }) => `the snapshot ${name}`),
    ...world.datasets
      .filter(({ device }) => Object.keys(entriesAt(world, device)).some((name) => name.includes("README.rdump")))
      .map(({ name }) => `README.rdump in ${name}`),
  ];
}

/**
 * Unfinished objects: no clone for users has a temporary name, and each is mounted for its users and writable. One
 * former origin of a clone can wait for the next renewal, but not more than one of a dataset.
 */
export function unfinished(world: World): readonly string[] {
  const { datasets, snapshots, mounts } = world;
  const clones = datasets.filter(({ name }) => name.startsWith("tank/clones/"));
  const unused = snapshots.flatMap(({ name }) =>
    name.endsWith("-clone") && !datasets.some(({ origin }) => origin === name) ? [name.split("@")[0]] : [],
  );
  return [
    ...clones.filter(({ name }) => name.endsWith(".rdump-new")).map(({ name }) => `unfinished: ${name}`),
    ...clones.filter(({ name }) => !mounts.some(({ from }) => from === name)).map(({ name }) => `hidden: ${name}`),
    ...clones
      .filter(({ properties }) => properties.canmount === "noauto" || properties.readonly === "on")
      .map(({ name, properties }) => `not as its users want it: ${name} ${JSON.stringify(properties)}`),
    ...unused.filter((name, index) => unused.indexOf(name) !== index).map((name) => `snapshots for no clone: ${name}`),
  ];
}

function entriesAt({ devices }: World, device: string) {
  return devices[device]?.root.entries ?? {};
}

/** Complete points with wrong content. */
export function untrue(world: World, recipe: Recipe, expectations: Expectations): readonly string[] {
  return pointsIn(world, recipe).flatMap(({ where, name, complete, content }) => {
    const expected = expectations.of(name);
    if (!complete || expected === null || JSON.stringify(expected) === JSON.stringify(content)) return [];
    return [
      `${name} in ${where} does not have the content of its moment: ${JSON.stringify(content)} and not ${JSON.stringify(expected)}`,
    ];
  });
}

/** Points that were deleted without a plan. `plans`: the plans between the two worlds. */
export function goneUnshown(before: World, after: World, recipe: Recipe, plans: readonly Plan[]): readonly string[] {
  const shown = new Set(
    plans.flatMap(({ actions }) => actions.flatMap(({ destroys }) => destroys.map(({ id }) => id))),
  );
  const left = new Set(pointsIn(after, recipe).map(({ id }) => id));
  return historyOf(before, recipe)
    .filter(({ id }) => !left.has(id) && !shown.has(id))
    .map(({ name }) => `${name} was destroyed, and no plan had shown it`);
}

/** Groups that lost what their rules keep, have two points of one day, or none where they had some. */
export function badGroups(before: World, after: World, recipe: Recipe): readonly string[] {
  const said: string[] = [];
  for (const { name: volume, kept } of membersOf(recipe)) {
    for (const [where, days] of Object.entries(kept)) {
      const ofGroup = (world: World) =>
        historyOf(world, recipe).filter((point) => point.volume === volume && point.where === where && point.complete);
      const [had, has] = [ofGroup(before), ofGroup(after)];
      const names = new Set(has.map(({ name }) => name));
      const all = [...has, ...had.filter(({ name }) => !names.has(name))];
      for (const { name } of days === null ? all : keptDaily(all, days))
        if (!names.has(name)) said.push(`${name} is gone from ${where}, and its rules keep it`);
      const dates = has.map(({ day }) => day);
      for (const date of new Set(dates)) {
        if (dates.filter((each) => each === date).length > 1) said.push(`${volume} has two of ${where} of ${date}`);
      }
    }
  }
  return said;
}

/** The groups that have a complete point of a day, as `v0 archives`. */
export function filledOn(world: World, recipe: Recipe, day: string): readonly string[] {
  const points = pointsIn(world, recipe).filter((point) => point.complete && point.day === day);
  return [...new Set(points.map(({ volume, where }) => `${volume} ${where}`))];
}

export function foreignTouched(before: World, after: World, recipe: Recipe): readonly string[] {
  const [was, is] = [foreignPart(before, recipe), foreignPart(after, recipe)];
  return was === is ? [] : [`what is foreign was touched: ${was}\nis now ${is}`];
}

export function hung({ hung: waits }: FakeHost): readonly string[] {
  return waits.map((what) => `rdump waits for ever: ${what}`);
}

/** The points of groups that keep more than the current state. */
function historyOf(world: World, recipe: Recipe): readonly FoundPoint[] {
  return pointsIn(world, recipe).filter(({ where }) => where !== "mirrors");
}
