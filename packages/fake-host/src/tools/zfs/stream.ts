import type { Directory } from "../../tree/node.ts";
import { changed, freshNumber } from "../../world/fresh.ts";
import type { Partial, Properties, Snapshot, World } from "../../world/world.ts";
import { Options } from "../options.ts";
import { done, type Ended, type Half, refused } from "../tool.ts";
import { datasetOf, findDataset, findSnapshot, made, snapshotsOf } from "./datasets.ts";
import { partialIn } from "./token.ts";

/** The content of a stream: the identities, the name of the snapshot, and its content. */
interface Stream extends Partial {
  readonly toName: string;
  readonly root: Directory;
  /** Before it in the pipe: the snapshots between base and this one. */
  readonly earlier?: readonly Stream[];
  /** Of a raw stream: the key of the source. */
  readonly key?: Properties;
}

const SEND: { readonly [option: string]: "flag" | "value" } = {
  ...{ "-w": "flag", "-L": "flag", "-c": "flag", "-e": "flag", "-P": "flag", "-v": "flag", "-n": "flag" },
  ...{ "-i": "value", "-I": "value", "-t": "value" },
};

/** `zfs send [-i FROM] SNAPSHOT`, or `zfs send [-n -P] -t TOKEN`. */
export function send(world: World, argv: readonly string[]): Ended {
  const options = Options.parse(argv, SEND);
  const token = options.one("-t");
  const stream = token === null ? streamOf(world, options) : resumed(world, token);
  if (typeof stream === "string") return refused(world, 255, stream);
  if (options.has("-n")) return done(world, "size\t2048\n");
  const stderr = `size\t4096\n03:00:00\t4096\t${stream.toName}\n`;
  return { world, exitCode: 0, stdout: JSON.stringify(stream), stderr };
}

function streamOf(world: World, options: Options): Stream | string {
  const [toName = ""] = options.words;
  const to = findSnapshot(world, toName);
  if (to === undefined) return `cannot open '${toName}': dataset does not exist`;
  const all = options.one("-I");
  const from = options.one("-i") ?? all;
  const key = options.has("-w") ? { key: keyOf(world, toName) } : {};
  if (from === null) return { toName, toGuid: to.guid, fromGuid: null, root: to.root, ...key };
  const base = findSnapshot(world, from) ?? world.bookmarks.find(({ name }) => name === from);
  if (base === undefined) return `cannot send '${toName}': incremental source '${from}' does not exist`;
  if (all === null) return { toName, toGuid: to.guid, fromGuid: base.guid, root: to.root, ...key };
  if (findSnapshot(world, all) === undefined) return `cannot send '${toName}': ${all} is no snapshot`;
  return withEarlier(world, base, to, key);
}

type State = { readonly guid: string; readonly txg: number };

/** `-I`: a step for each snapshot between the two, and one to the last. */
function withEarlier(world: World, base: State, to: Snapshot, key: Pick<Stream, "key">): Stream {
  const between = snapshotsOf(world, datasetOf(to.name)).filter(({ txg }) => txg > base.txg && txg <= to.txg);
  const steps = between.map((each, index): Stream => {
    const fromGuid = between[index - 1]?.guid ?? base.guid;
    return { toName: each.name, toGuid: each.guid, fromGuid, root: each.root, ...key };
  });
  const last = steps.at(-1);
  if (last === undefined) throw new Error(`nothing to send: ${to.name}`);
  return { ...last, earlier: steps.slice(0, -1) };
}

/** The fake keeps the read-only properties of encryption among the others. */
function keyOf(world: World, snapshot: string): Properties {
  const { keyformat = "none", pbkdf2salt = "-" } = findDataset(world, datasetOf(snapshot))?.properties ?? {};
  return { keystatus: "unavailable", keyformat, pbkdf2salt };
}

function resumed(world: World, token: string): Stream | string {
  const partial = partialIn(token);
  const to = world.snapshots.find(
    ({ guid, name }) => guid === partial.toGuid && findDataset(world, name) === undefined,
  );
  if (to === undefined) return "cannot resume send: 'x' used in the initial send no longer exists";
  return { ...partial, toName: to.name, root: to.root };
}

const RECEIVE = { "-s": "flag", "-u": "flag", "-A": "flag", "-o": "value", "-x": "value" } as const;

/** `zfs receive -s -u [-x PROPERTY] [-o PROPERTY=VALUE]... DATASET`, or `zfs receive -A DATASET`. */
export function receive(world: World, argv: readonly string[], stdin: string): Ended {
  const options = Options.parse(argv, RECEIVE);
  const [name = ""] = options.words;
  if (options.has("-A")) return discard(world, name);
  if (stdin === "") return refused(world, 1, "cannot receive: failed to read from stream");
  const stream = JSON.parse(stdin) as Stream;
  let after = world;
  for (const each of [...(stream.earlier ?? []), stream]) {
    const why = whyRefused(after, name, each);
    if (why !== null) return refused(after, 1, why);
    after = received(begun(after, name, each, propertiesIn(options)), name, each);
  }
  return done(after);
}

/** Killed, or cut off, a receive has stored a part of the snapshot. */
export function receiveHalves(world: World, argv: readonly string[], stdin: string): readonly Half[] {
  const options = Options.parse(argv, RECEIVE);
  const [name = ""] = options.words;
  if (options.has("-A") || stdin === "") return [];
  const stream = JSON.parse(stdin) as Stream;
  const halves: Half[] = [];
  let after = world;
  for (const each of [...(stream.earlier ?? []), stream]) {
    if (whyRefused(after, name, each) !== null) break;
    const half = begun(after, name, each, propertiesIn(options));
    halves.push({ what: "a part of the snapshot is received", world: half });
    after = received(half, name, each);
  }
  return halves;
}

function propertiesIn(options: Options): Properties {
  return Object.fromEntries(options.all("-o").map((each) => each.split("=", 2)));
}

function whyRefused(world: World, name: string, { toGuid, fromGuid }: Stream): string | null {
  const found = findDataset(world, name);
  const parent = name.slice(0, name.lastIndexOf("/"));
  if (found === undefined) {
    if (fromGuid !== null) return `cannot receive incremental stream: destination '${name}' does not exist`;
    return findDataset(world, parent) === undefined ? `cannot open '${parent}': dataset does not exist` : null;
  }
  if (found.partial !== undefined && found.partial.toGuid === toGuid && found.partial.fromGuid === fromGuid)
    return null;
  if (found.partial !== undefined)
    return `cannot receive: destination ${name} contains partially-complete state from "zfs receive -s".`;
  if (fromGuid === null) return `cannot receive new filesystem stream: destination '${name}' exists`;
  const newest = snapshotsOf(world, name).at(-1);
  if (newest?.guid !== fromGuid)
    return `cannot receive incremental stream: most recent snapshot of ${name} does not match incremental source`;
  if (world.devices[found.device]?.root !== newest.root)
    return `cannot receive incremental stream: destination ${name} has been modified\nsince most recent snapshot`;
  return null;
}

/** A new dataset is there from the first byte on. */
function begun(world: World, name: string, { toGuid, fromGuid }: Stream, properties: Properties): World {
  const there =
    findDataset(world, name) === undefined ? made(world, { name, properties, origin: null, root: null }) : world;
  return changed(there, (draft) => {
    for (const each of draft.datasets) if (each.name === name) each.partial = { toGuid, fromGuid };
  });
}

function received(world: World, name: string, { toName, toGuid, root, key }: Stream): World {
  return changed(world, (draft) => {
    const dataset = draft.datasets.find((each) => each.name === name);
    if (dataset === undefined) throw new Error(`there is no ${name}`);
    delete dataset.partial;
    if (key !== undefined) Object.assign(dataset.properties, { ...key, encryptionroot: name });
    const device = draft.devices[dataset.device];
    if (device !== undefined) device.root = root as never;
    const behind = toName.slice(toName.indexOf("@"));
    const txg = freshNumber(draft);
    draft.snapshots.push({
      name: `${name}${behind}`,
      guid: toGuid,
      txg,
      properties: {},
      holds: [],
      root: root as never,
    });
  });
}

/** A dataset without snapshots is destroyed by that. */
function discard(world: World, name: string): Ended {
  if (findDataset(world, name)?.partial === undefined)
    return refused(world, 1, `'${name}' does not have any resumable receive state to abort`);
  const isNew = snapshotsOf(world, name).length === 0;
  return done(
    changed(world, (draft) => {
      for (const each of draft.datasets) if (each.name === name) delete each.partial;
      if (isNew) draft.datasets = draft.datasets.filter((each) => each.name !== name);
    }),
  );
}
