import { changed } from "../../world/fresh.ts";
import type { World } from "../../world/world.ts";
import { Options } from "../options.ts";
import { done, type Ended, refused } from "../tool.ts";
import { findSnapshot } from "./datasets.ts";

/** `zfs hold TAG SNAPSHOT...`: each by itself. */
export function hold(world: World, argv: readonly string[]): Ended {
  const [tag = "", ...names] = Options.parse(argv, {}).words;
  const why = (name: string) => {
    const found = findSnapshot(world, name);
    if (found === undefined) return `cannot open '${name}': dataset does not exist`;
    return found.holds.includes(tag) ? `cannot hold snapshot '${name}': tag already exists on this dataset` : null;
  };
  return forEach(world, names, why, (holds) => [...holds, tag]);
}

/** `zfs release TAG SNAPSHOT...`: each by itself. */
export function release(world: World, argv: readonly string[]): Ended {
  const [tag = "", ...names] = Options.parse(argv, {}).words;
  const why = (name: string) =>
    findSnapshot(world, name)?.holds.includes(tag) === true
      ? null
      : `cannot release hold from snapshot '${name}': no such tag on this dataset`;
  return forEach(world, names, why, (holds) => holds.filter((other) => other !== tag));
}

function forEach(
  world: World,
  names: readonly string[],
  whyNot: (name: string) => string | null,
  holdsAfter: (holds: readonly string[]) => string[],
): Ended {
  const errors = names.flatMap((name) => whyNot(name) ?? []);
  const can = new Set(names.filter((name) => whyNot(name) === null));
  const after = changed(world, (draft) => {
    for (const each of draft.snapshots) if (can.has(each.name)) each.holds = holdsAfter(each.holds);
  });
  return errors.length === 0 ? done(after) : refused(after, 1, errors.join("\n"));
}

/** `zfs holds -H SNAPSHOT...`. */
export function holds(world: World, argv: readonly string[]): Ended {
  const { words } = Options.parse(argv, { "-H": "flag" });
  const lines = words.flatMap((name) =>
    (findSnapshot(world, name)?.holds ?? []).map((tag) => `${name}\t${tag}\tSun Nov 22 03:00 2026\n`),
  );
  return done(world, lines.join(""));
}

/** `zfs bookmark SNAPSHOT BOOKMARK`. */
export function bookmark(world: World, argv: readonly string[]): Ended {
  const [from = "", name = ""] = Options.parse(argv, {}).words;
  const found = findSnapshot(world, from);
  if (found === undefined) return refused(world, 1, `cannot create bookmark '${name}': dataset does not exist`);
  if (world.bookmarks.some((each) => each.name === name))
    return refused(world, 1, `cannot create bookmark '${name}': bookmark exists`);
  return done(
    changed(world, (draft) => {
      draft.bookmarks.push({ name, guid: found.guid, txg: found.txg });
    }),
  );
}
