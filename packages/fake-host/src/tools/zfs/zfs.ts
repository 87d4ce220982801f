import { type Content, contentOf } from "../../tree/node.ts";
import { changed } from "../../world/fresh.ts";
import type { World } from "../../world/world.ts";
import { Options } from "../options.ts";
import { done, type Ended, type Half, refused, type Tool } from "../tool.ts";
import { clone, cloneHalves, create, createHalves, snapshot } from "./create.ts";
import { datasetOf, findDataset, findSnapshot, isMounted, mountedAsDeclared } from "./datasets.ts";
import { destroy, destroyHalves } from "./destroy.ts";
import { bookmark, hold, holds, release } from "./holds.ts";
import { get, list } from "./list.ts";
import { receive, receiveHalves, send } from "./stream.ts";

type Verb = (world: World, argv: readonly string[], stdin: string) => Ended;

const VERBS: { readonly [verb: string]: Verb } = {
  bookmark,
  clone,
  create,
  destroy,
  diff,
  get,
  hold,
  holds,
  inherit,
  list,
  mount,
  receive,
  release,
  rename,
  rollback,
  send,
  set,
};

type Halves = (world: World, argv: readonly string[], stdin: string) => readonly Half[];

const HALVES: { readonly [verb: string]: Halves } = {
  clone: cloneHalves,
  create: createHalves,
  destroy: destroyHalves,
  receive: receiveHalves,
};

/** The commands of `zfs` that rdump calls. A transaction is one step here too: it is done or not. */
export const zfs: Tool = {
  run(world, { argv, now, stdin }) {
    if (argv[1] === "snapshot") return snapshot(world, argv.slice(2), now);
    const verb = VERBS[argv[1] ?? ""];
    if (verb === undefined) throw new Error(`the fake does not know ${argv.join(" ")}`);
    return verb(world, argv.slice(2), stdin);
  },

  halves: (world, { argv, stdin }) => HALVES[argv[1] ?? ""]?.(world, argv.slice(2), stdin) ?? [],
};

/** `zfs mount DATASET`. */
function mount(world: World, argv: readonly string[]): Ended {
  const [name = ""] = Options.parse(argv, {}).words;
  const found = findDataset(world, name);
  if (found === undefined) return refused(world, 1, `cannot open '${name}': dataset does not exist`);
  if (isMounted(world, name)) return refused(world, 1, `cannot mount '${name}': filesystem already mounted`);
  const after = found.properties.canmount === "off" ? null : mountedAsDeclared(world, name);
  return after === null ? refused(world, 1, `cannot mount '${name}': no mountpoint set`) : done(after);
}

/** `zfs set PROPERTY=VALUE... NAME...`: with `canmount=on` it is mounted when it is mounted, not by this. */
function set(world: World, argv: readonly string[]): Ended {
  const { words } = Options.parse(argv, {});
  const first = words.findIndex((word) => !word.includes("="));
  const [assignments, names] = [words.slice(0, first), words.slice(first)];
  const missing = names.filter((name) => (findDataset(world, name) ?? findSnapshot(world, name)) === undefined);
  const after = changed(world, (draft) => {
    for (const found of [...draft.datasets, ...draft.snapshots].filter((each) => names.includes(each.name))) {
      for (const assignment of assignments) {
        const [property = "", value = ""] = assignment.split("=");
        found.properties[property] = value;
      }
    }
  });
  const errors = missing.map((name) => `cannot open '${name}': dataset does not exist`);
  return errors.length === 0 ? done(after) : refused(after, 1, errors.join("\n"));
}

/** `zfs inherit PROPERTY DATASET`. */
function inherit(world: World, argv: readonly string[]): Ended {
  const [property = "", name = ""] = Options.parse(argv, {}).words;
  return done(
    changed(world, (draft) => {
      for (const each of draft.datasets) if (each.name === name) delete each.properties[property];
    }),
  );
}

/** `zfs rename FROM TO`, of what has no children and is not mounted. */
function rename(world: World, argv: readonly string[]): Ended {
  const [from = "", to = ""] = Options.parse(argv, {}).words;
  if (findDataset(world, from) === undefined) return refused(world, 1, `cannot open '${from}': dataset does not exist`);
  if (findDataset(world, to) !== undefined) return refused(world, 1, `cannot rename '${from}': dataset already exists`);
  if (isMounted(world, from)) throw new Error(`the fake renames nothing that is mounted: ${from}`);
  return done(
    changed(world, (draft) => {
      for (const each of draft.datasets) if (each.name === from) each.name = to;
      for (const each of draft.snapshots)
        if (datasetOf(each.name) === from) each.name = to + each.name.slice(from.length);
      for (const each of draft.datasets)
        if (each.origin !== null && datasetOf(each.origin) === from) each.origin = to + each.origin.slice(from.length);
    }),
  );
}

/** `zfs rollback SNAPSHOT`, without `-r`. */
function rollback(world: World, argv: readonly string[]): Ended {
  const [name = ""] = Options.parse(argv, {}).words;
  const found = findSnapshot(world, name);
  const dataset = findDataset(world, datasetOf(name));
  if (found === undefined || dataset === undefined)
    return refused(world, 1, `cannot open '${name}': dataset does not exist`);
  const newer = [...world.snapshots, ...world.bookmarks].filter(
    (each) => datasetOf(each.name) === dataset.name && each.txg > found.txg,
  );
  if (newer.length > 0) {
    const uses = `use '-r' to force deletion of the following snapshots and bookmarks:\n${newer.map((each) => each.name).join("\n")}`;
    return refused(world, 1, `cannot rollback to '${name}': more recent snapshots or bookmarks exist\n${uses}`);
  }
  return done(
    changed(world, (draft) => {
      const device = draft.devices[dataset.device];
      if (device !== undefined) device.root = found.root as never;
    }),
  );
}

/** `zfs diff -H SNAPSHOT DATASET`: which paths are not as they were. */
function diff(world: World, argv: readonly string[]): Ended {
  const [from = "", to = ""] = Options.parse(argv, { "-H": "flag" }).words;
  const before = findSnapshot(world, from)?.root;
  const now = world.devices[findDataset(world, to)?.device ?? ""]?.root;
  if (before === undefined || now === undefined)
    return refused(world, 1, `cannot open '${to}': dataset does not exist`);
  if (!isMounted(world, datasetOf(from)) || !isMounted(world, to))
    return refused(world, 1, "Cannot diff an unmounted snapshot: operation not applicable to datasets of this type");
  const lines = pathsApart(contentOf(before), contentOf(now)).map((path) => `M\t/${path}\n`);
  return done(world, lines.join(""));
}

function pathsApart(one: Content, other: Content): readonly string[] {
  const [was, is] = [new Map(one), new Map(other)];
  return [...new Set([...was.keys(), ...is.keys()])].filter((path) => was.get(path) !== is.get(path)).sort();
}
