import type { Command, ServeGrant } from "@rdump/core/provider";
import {
  datasetsQuery,
  destroySnapshotsCommand,
  endpointsQuery,
  holdsQuery,
  marksQuery,
  momentsQuery,
  poolsQuery,
  snapshotsQuery,
} from "../commands.ts";
import { MACHINE_PROPERTY } from "../naming/marks.ts";
import { ancestorsOf, parseSnapshotName, poolOf } from "../naming/names.ts";
import {
  createReplicaParentCommand,
  discardCommand,
  holdBaseCommand,
  markReceivedCommand,
  newReplica,
  receiveCommand,
  releaseCommand,
  rememberCommand,
  setReadOnlyCommand,
} from "../replica/commands.ts";
import { BASE_TAG } from "../replica/names.ts";
import { rememberedIn, STREAM_PROPERTY } from "../replica/remembered.ts";
import { programQuery } from "../replica/stages.ts";
import { isBelow, snapshotsOf } from "./names.ts";

/**
 * A command that a plan of the sender can contain. It is built here by the functions that build it there, and compared word
 * by word: a word more, less or otherwise, and it is no such command.
 */
export interface Permit {
  readonly command: Command;
  /** The datasets that must be replicas of the sender already. */
  readonly owns: readonly string[];
  /** The dataset that is created. */
  readonly creates: { readonly dataset: string; readonly mayExist: boolean } | null;
  /** Data arrives. */
  readonly receives: boolean;
  /** Snapshots that are destroyed. */
  readonly destroys: readonly string[];
}

const NEEDS_NOTHING = { owns: [], creates: null, receives: false, destroys: [] } as const;

/** Pure. Null: no command of a plan on the side of a replica, or about another dataset than those of the grant. */
export function permitFor(words: readonly string[], grant: ServeGrant): Permit | null {
  for (const candidate of [...queriesFor(words, grant), ...changesFor(words, grant)]) {
    if (candidate !== null && isSame(candidate.command.argv, words)) return candidate;
  }
  return null;
}

export function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((word, index) => word === other[index]);
}

type Names = (names: readonly string[]) => Command;

/** The names that follow the fixed words of a command. */
function namesBehind(build: Names, words: readonly string[]): readonly string[] {
  return words.slice(build([]).argv.length);
}

function* queriesFor(words: readonly string[], { below, compression }: ServeGrant): Generator<Permit | null> {
  if (compression !== undefined) yield { ...NEEDS_NOTHING, command: programQuery(compression) };
  const above = [...ancestorsOf(below), below];
  const kinds: readonly [Names, (name: string) => boolean][] = [
    [poolsQuery, (name) => name === poolOf(below)],
    [(names) => datasetsQuery(names, false), (name) => isBelow(name, below) || above.includes(name)],
    [(names) => snapshotsQuery(names, "of datasets"), (name) => isBelow(name, below)],
    [marksQuery, (name) => isBelow(name, below)],
    [endpointsQuery, (name) => isBelow(name, below)],
    [momentsQuery, (name) => isBelow(name, below)],
    [holdsQuery, (name) => isBelow(snapshotsOf([name])?.dataset ?? "", below)],
  ];
  for (const [build, isAllowed] of kinds) {
    const names = namesBehind(build, words);
    if (names.length > 0 && names.every(isAllowed)) yield { ...NEEDS_NOTHING, command: build(names) };
  }
}

function* changesFor(words: readonly string[], grant: ServeGrant): Generator<Permit | null> {
  const last = words.at(-1) ?? "";
  if (isBelow(last, grant.below)) yield* datasetChanges(last, words, grant);
  yield* jointChanges(words, grant);
  const point = snapshotsOf([last]);
  const [name = ""] = point?.names ?? [];
  if (point === null || !isBelow(point.dataset, grant.below)) return;
  yield* pointChanges(point.dataset, name, grant);
}

function* datasetChanges(dataset: string, words: readonly string[], { owner, raw }: ServeGrant): Generator<Permit> {
  const marks = (raw: boolean) => newReplica(owner, dataset, machineIn(words), raw);
  const parent = { dataset, mayExist: true };
  yield { ...NEEDS_NOTHING, creates: parent, command: createReplicaParentCommand(owner, dataset) };
  const creates = { dataset, mayExist: false };
  for (const kind of raw ? [true] : [true, false])
    yield { ...NEEDS_NOTHING, receives: true, creates, command: receiveCommand(dataset, marks(kind)) };
  yield { ...NEEDS_NOTHING, receives: true, owns: [dataset], command: receiveCommand(dataset, []) };
  yield { ...NEEDS_NOTHING, owns: [dataset], command: discardCommand(dataset) };
  const mark = words[2]?.slice(STREAM_PROPERTY.length + 1) ?? "";
  if (rememberedIn(mark, dataset) !== null)
    yield { ...NEEDS_NOTHING, owns: [dataset], command: rememberCommand(dataset, mark) };
}

function* pointChanges(dataset: string, name: string, { destroy }: ServeGrant): Generator<Permit> {
  const names = name.split(",");
  if (!destroy || names.some((each) => parseSnapshotName(each) === null)) return;
  yield {
    ...NEEDS_NOTHING,
    owns: [dataset],
    destroys: names,
    command: destroySnapshotsCommand(dataset, names),
  };
}

/** One command for several replicas. */
function* jointChanges(words: readonly string[], { owner, below }: ServeGrant): Generator<Permit> {
  const datasets = namesBehind(setReadOnlyCommand, words);
  if (datasets.length > 0 && datasets.every((dataset) => isBelow(dataset, below)))
    yield { ...NEEDS_NOTHING, owns: datasets, command: setReadOnlyCommand(datasets) };
  const full = words.filter((word) => word.includes("@"));
  const points = full.map((each) => snapshotsOf([each]));
  const isOwnName = (each: (typeof points)[number]) =>
    each !== null && isBelow(each.dataset, below) && each.names.every((name) => parseSnapshotName(name) !== null);
  const [first] = points;
  if (first == null || !points.every(isOwnName)) return;
  const owned = { ...NEEDS_NOTHING, owns: [...new Set(points.flatMap((each) => each?.dataset ?? []))] };
  yield { ...owned, command: holdBaseCommand(full) };
  yield { ...owned, command: releaseCommand(BASE_TAG, full) };
  const [name = ""] = first.names;
  // A point and the snapshot with its integrity data have the same mark.
  const stampIn = (each = "") => parseSnapshotName(each)?.stamp;
  const stamp = stampIn(name);
  if (stamp === undefined || points.some((each) => stampIn(each?.names[0]) !== stamp)) return;
  yield { ...owned, command: markReceivedCommand(owner, name, { stamp, machine: machineIn(words) }, full) };
}

/** The digest of the machine of the sender, in a mark that it sets. */
function machineIn(words: readonly string[]): string | null {
  const mark = words.find((word) => word.startsWith(`${MACHINE_PROPERTY}=`));
  return mark?.slice(MACHINE_PROPERTY.length + 1).match(/^[0-9a-f]{16}(?=\/)/)?.[0] ?? null;
}
