import { changed, freshNumber } from "../../world/fresh.ts";
import type { Properties, World } from "../../world/world.ts";
import { Options } from "../options.ts";
import { done, type Ended, type Half, refused } from "../tool.ts";
import { datasetOf, findDataset, findSnapshot, made, mountedUnasked, parentOf } from "./datasets.ts";

const KNOWN = { "-p": "flag", "-o": "value" } as const;

function propertiesIn(options: Options): Properties {
  return Object.fromEntries(
    options.all("-o").map((each) => [each.slice(0, each.indexOf("=")), each.slice(each.indexOf("=") + 1)]),
  );
}

/** `zfs snapshot -o PROPERTY=VALUE... SNAPSHOT...`: all of one pool in one transaction, or none. */
export function snapshot(world: World, argv: readonly string[], now: number): Ended {
  const options = Options.parse(argv, KNOWN);
  const properties = propertiesIn(options);
  for (const name of options.words) {
    if (findDataset(world, datasetOf(name)) === undefined)
      return refused(world, 2, `cannot open '${datasetOf(name)}': dataset does not exist\nusage:\n\tsnapshot`);
    if (findSnapshot(world, name) !== undefined)
      return refused(world, 1, `cannot create snapshot '${name}': dataset already exists\nno snapshots were created`);
  }
  return done(
    changed(world, (draft) => {
      const txg = freshNumber(draft);
      for (const name of options.words) {
        const device = findDataset(world, datasetOf(name))?.device ?? "";
        const root = world.devices[device]?.root;
        if (root === undefined) throw new Error(`${name} has no content`);
        const guid = String(freshNumber(draft));
        draft.snapshots.push({
          name,
          guid,
          txg,
          created: now,
          properties: { ...properties },
          holds: [],
          root: root as never,
        });
      }
    }),
  );
}

/** `zfs create [-p] -o ... DATASET`. */
export function create(world: World, argv: readonly string[]): Ended {
  const [name, stages] = stagesOf(world, argv, null);
  if (stages === null) return refused(world, 1, `cannot create '${name}': dataset already exists`);
  return done(stages.at(-1)?.world ?? world);
}

/** `zfs clone [-p] -o ... SNAPSHOT DATASET`. */
export function clone(world: World, argv: readonly string[]): Ended {
  const [origin = "", name = ""] = Options.parse(argv, KNOWN).words;
  if (findSnapshot(world, origin) === undefined)
    return refused(world, 1, `cannot open '${origin}': dataset does not exist`);
  const [, stages] = stagesOf(world, argv, origin);
  if (stages === null) return refused(world, 1, `cannot create '${name}': dataset already exists`);
  return done(stages.at(-1)?.world ?? world);
}

/** Killed, `zfs create` and `zfs clone` have made some of what they were to make, and not mounted the last of it. */
export function createHalves(world: World, argv: readonly string[]): readonly Half[] {
  return (stagesOf(world, argv, null)[1] ?? []).slice(0, -1);
}

export function cloneHalves(world: World, argv: readonly string[]): readonly Half[] {
  const [origin = ""] = Options.parse(argv, KNOWN).words;
  if (findSnapshot(world, origin) === undefined) return [];
  return (stagesOf(world, argv, origin)[1] ?? []).slice(0, -1);
}

/** The intermediate states, the last of them complete; null if the name exists. */
function stagesOf(
  world: World,
  argv: readonly string[],
  origin: string | null,
): readonly [string, readonly Half[] | null] {
  const options = Options.parse(argv, KNOWN);
  const name = options.words.at(-1) ?? "";
  // With -p, an existing dataset of any type is success.
  if (findDataset(world, name) !== undefined) return [name, options.has("-p") ? [{ what: "", world }] : null];
  const stages: Half[] = [];
  let at = world;
  for (const parent of options.has("-p") ? missingAbove(world, name) : []) {
    at = mountedUnasked(made(at, { name: parent, properties: {}, origin: null, root: null }), parent);
    stages.push({ what: `${parent} is there, and not what goes into it`, world: at });
  }
  const parent = parentOf(name);
  if (parent !== null && findDataset(at, parent) === undefined) throw new Error(`there is no ${parent} for ${name}`);
  const root = origin === null ? null : (findSnapshot(world, origin)?.root ?? null);
  const there = made(at, { name, properties: propertiesIn(options), origin, root });
  const whole = mountedUnasked(there, name);
  if (whole !== there) stages.push({ what: `${name} is there, and not mounted`, world: there });
  return [name, [...stages, { what: "all", world: whole }]];
}

function missingAbove(world: World, name: string): readonly string[] {
  const parts = name.split("/");
  const above = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
  return above.filter((each) => findDataset(world, each) === undefined);
}
