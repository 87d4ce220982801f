import type { Command, ServeGrant } from "@rdump/core/provider";
import {
  datasetsQuery,
  destroySnapshotsCommand,
  holdsQuery,
  marksQuery,
  momentsQuery,
  poolsQuery,
  receiversQuery,
  setCommand,
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
} from "../replica/commands.ts";
import { BASE_TAG } from "../replica/names.ts";
import { isBelow, isPointName, snapshotsOf } from "./names.ts";

/**
 * A command that a plan of the sender can contain. It is built here by the functions that build it there, and compared word
 * by word: a word more, less or otherwise, and it is no such command.
 */
export interface Permit {
  readonly command: Command;
  /** The dataset that must be a replica of the sender already; null: the command needs none. */
  readonly owns: string | null;
  /** The dataset that must not exist. */
  readonly creates: string | null;
  /** Data arrives. */
  readonly receives: boolean;
  /** Snapshots that are destroyed. */
  readonly destroys: readonly string[];
}

const NEEDS_NOTHING = { owns: null, creates: null, receives: false, destroys: [] } as const;

/** Pure. Null: no command of a plan on the side of a replica, or about another dataset than those of the grant. */
export function permitFor(words: readonly string[], grant: ServeGrant): Permit | null {
  for (const candidate of [...queriesFor(words, grant), ...changesFor(words, grant)]) {
    if (candidate !== null && isSame(candidate.command.argv, words)) return candidate;
  }
  return null;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((word, index) => word === other[index]);
}

type Names = (names: readonly string[]) => Command;

/** The names that follow the fixed words of a command. */
function namesBehind(build: Names, words: readonly string[]): readonly string[] {
  return words.slice(build([]).argv.length);
}

function* queriesFor(words: readonly string[], { below }: ServeGrant): Generator<Permit | null> {
  const above = [...ancestorsOf(below), below];
  const kinds: readonly [Names, (name: string) => boolean][] = [
    [poolsQuery, (name) => name === poolOf(below)],
    [(names) => datasetsQuery(names, false), (name) => isBelow(name, below) || above.includes(name)],
    [(names) => snapshotsQuery(names, "of datasets"), (name) => isBelow(name, below)],
    [momentsQuery, (name) => isBelow(name, below)],
    [receiversQuery, (name) => isBelow(name, below)],
    [holdsQuery, (name) => isBelow(snapshotsOf([name])?.dataset ?? "", below)],
  ];
  for (const [build, isAllowed] of kinds) {
    const names = namesBehind(build, words);
    if (names.length > 0 && names.every(isAllowed)) yield { ...NEEDS_NOTHING, command: build(names) };
  }
  const dataset = words.at(-1) ?? "";
  if (isBelow(dataset, below)) yield { ...NEEDS_NOTHING, command: marksQuery(dataset) };
}

function* changesFor(words: readonly string[], grant: ServeGrant): Generator<Permit | null> {
  const last = words.at(-1) ?? "";
  if (isBelow(last, grant.below)) yield* datasetChanges(last, words, grant);
  const held = snapshotsOf(words.slice(3));
  if (held !== null && isBelow(held.dataset, grant.below) && held.names.every(isPointName))
    yield { ...NEEDS_NOTHING, owns: held.dataset, command: releaseCommand(BASE_TAG, held.dataset, held.names) };
  const point = snapshotsOf([last]);
  const [name = ""] = point?.names ?? [];
  if (point === null || !isBelow(point.dataset, grant.below)) return;
  yield* pointChanges(point.dataset, name, words, grant);
}

function* datasetChanges(dataset: string, words: readonly string[], { owner }: ServeGrant): Generator<Permit> {
  const marks = newReplica(owner, dataset, machineIn(words));
  yield { ...NEEDS_NOTHING, command: createReplicaParentCommand(owner, dataset) };
  yield { ...NEEDS_NOTHING, receives: true, creates: dataset, command: receiveCommand(dataset, marks) };
  yield { ...NEEDS_NOTHING, receives: true, owns: dataset, command: receiveCommand(dataset, []) };
  yield { ...NEEDS_NOTHING, owns: dataset, command: discardCommand(dataset) };
  yield { ...NEEDS_NOTHING, owns: dataset, command: setCommand(dataset, ["readonly=on"]) };
}

function* pointChanges(
  dataset: string,
  name: string,
  words: readonly string[],
  { owner, destroy }: ServeGrant,
): Generator<Permit> {
  const names = name.split(",");
  if (!names.every(isPointName)) return;
  const owned = { ...NEEDS_NOTHING, owns: dataset };
  if (destroy) yield { ...owned, destroys: names, command: destroySnapshotsCommand(dataset, names) };
  const stamp = parseSnapshotName(name)?.stamp;
  if (stamp === undefined) return;
  yield { ...owned, command: holdBaseCommand(dataset, name) };
  yield { ...owned, command: markReceivedCommand(owner, dataset, name, { stamp, machine: machineIn(words) }) };
}

/** The digest of the machine of the sender, in a mark that it sets. */
function machineIn(words: readonly string[]): string | null {
  const mark = words.find((word) => word.startsWith(`${MACHINE_PROPERTY}=`));
  return mark?.slice(MACHINE_PROPERTY.length + 1).match(/^[0-9a-f]{16}(?=\/)/)?.[0] ?? null;
}
