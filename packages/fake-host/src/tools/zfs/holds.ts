import { changed } from "../../world/fresh.ts";
import type { World } from "../../world/world.ts";
import { Options } from "../options.ts";
import { done, type Ended, refused } from "../tool.ts";
import { findSnapshot } from "./datasets.ts";

/** `zfs hold TAG SNAPSHOT...`: all in one transaction, or none. */
export function hold(world: World, argv: readonly string[]): Ended {
  const [tag = "", ...names] = Options.parse(argv, {}).words;
  for (const name of names) {
    const found = findSnapshot(world, name);
    if (found === undefined) return refused(world, 1, `cannot hold snapshot '${name}': dataset does not exist`);
    if (found.holds.includes(tag))
      return refused(world, 1, `cannot hold snapshot '${name}': tag already exists on this dataset`);
  }
  return done(
    changed(world, (draft) => {
      for (const each of draft.snapshots) if (names.includes(each.name)) each.holds.push(tag);
    }),
  );
}

/** `zfs release TAG SNAPSHOT...`. */
export function release(world: World, argv: readonly string[]): Ended {
  const [tag = "", ...names] = Options.parse(argv, {}).words;
  const without = names.find((name) => findSnapshot(world, name)?.holds.includes(tag) !== true);
  if (without !== undefined)
    return refused(world, 1, `cannot release hold from snapshot '${without}': no such tag on this dataset`);
  return done(
    changed(world, (draft) => {
      for (const each of draft.snapshots)
        if (names.includes(each.name)) each.holds = each.holds.filter((other) => other !== tag);
    }),
  );
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
