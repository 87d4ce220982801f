import {
  type Command,
  type CommandResult,
  type Diagnostic,
  Failure,
  type Instant,
  lastOutput,
  type ReadIo,
  UNREACHABLE,
  visible,
} from "@rdump/core/provider";
import { type Dataset, parseDatasets } from "./answers/datasets.ts";
import { parseOwnProperties } from "./answers/own-properties.ts";
import { type Pool, parsePools } from "./answers/pools.ts";
import { parseUsed } from "./answers/sizes.ts";
import {
  type Endpoints,
  parseEndpoints,
  parseOwnMarks,
  parseSnapshots,
  parseStarts,
  type Snapshot,
} from "./answers/snapshots.ts";
import { type Hold, type Moment, parseHolds, parseMoments } from "./answers/streams.ts";
import type { Answer } from "./answers/table.ts";
import { ZFS } from "./codes/index.ts";
import {
  datasetMarksQuery,
  datasetsQuery,
  endpointsQuery,
  heldSpaceQuery,
  holdsQuery,
  marksQuery,
  momentsQuery,
  ownPropertiesQuery,
  poolsQuery,
  runsQuery,
  snapshotsQuery,
  startsQuery,
} from "./commands.ts";
import type { Setting } from "./naming/settings.ts";

/** The result. Throws why there is none. */
export function known<T>(seen: Seen<T>): T {
  if ("unseen" in seen) throw new Failure(seen.unseen);
  return seen.found;
}

/** A result, or why there is none. Missing objects are not in the result. */
export type Seen<T> = { readonly found: T } | { readonly unseen: Diagnostic };

export function lookAtPools(pools: readonly string[], io: ReadIo): Promise<Seen<readonly Pool[]>> {
  return ask(pools, (some) => poolsQuery(some), parsePools, io);
}

export function lookAtDatasets(
  names: readonly string[],
  below: boolean,
  io: ReadIo,
): Promise<Seen<readonly Dataset[]>> {
  return ask(names, (some) => datasetsQuery(some, below), parseDatasets, io);
}

/** Null: there is none of that name. */
export async function findDataset(name: string, io: ReadIo): Promise<Seen<Dataset | null>> {
  const seen = await lookAtDatasets([name], false, io);
  return "unseen" in seen ? seen : { found: seen.found[0] ?? null };
}

export function lookAtSnapshots(datasets: readonly string[], io: ReadIo): Promise<Seen<readonly Snapshot[]>> {
  return ask(datasets, (some) => snapshotsQuery(some, "of datasets"), parseSnapshots, io);
}

/** These snapshots, by their full names. */
export function findSnapshots(names: readonly string[], io: ReadIo): Promise<Seen<readonly Snapshot[]>> {
  return ask(names, (some) => snapshotsQuery(some, "named"), parseSnapshots, io);
}

/** By full name, the own marks of the snapshots of these datasets. */
export async function lookAtOwnMarks(
  datasets: readonly string[],
  io: ReadIo,
): Promise<Seen<ReadonlyMap<string, string>>> {
  const parse = (output: Buffer): Answer<readonly (readonly [string, string])[]> => {
    const answer = parseOwnMarks(output);
    return "broken" in answer ? answer : { found: [...answer.found] };
  };
  const seen = await ask([...new Set(datasets)], marksQuery, parse, io);
  return "unseen" in seen ? seen : { found: new Map(seen.found) };
}

/** By full name, when the snapshots of a dataset were made. */
export function lookAtStarts(dataset: string, io: ReadIo): Promise<Seen<ReadonlyMap<string, Instant>>> {
  return askOnce(startsQuery(dataset), parseStarts, io, MOST_OUTPUT);
}

/** By full name, the runs that made these snapshots. */
export async function lookAtRuns(snapshots: readonly string[], io: ReadIo): Promise<Seen<ReadonlyMap<string, string>>> {
  return snapshots.length === 0 ? { found: new Map() } : lookAtMarks(runsQuery(snapshots), io);
}

/** By name, the own marks of these datasets. */
export async function lookAtOwnDatasetMarks(
  datasets: readonly string[],
  io: ReadIo,
): Promise<Seen<ReadonlyMap<string, string>>> {
  return datasets.length === 0 ? { found: new Map() } : lookAtMarks(datasetMarksQuery(datasets), io);
}

function lookAtMarks(command: Command, io: ReadIo): Promise<Seen<ReadonlyMap<string, string>>> {
  return askOnce(command, parseOwnMarks, io);
}

/** By dataset: which properties of these settings it has itself. A dataset that has none is left out. */
export async function lookAtOwnProperties(
  datasets: readonly string[],
  settings: readonly Setting[],
  io: ReadIo,
): Promise<Seen<ReadonlyMap<string, ReadonlySet<string>>>> {
  if (datasets.length === 0) return { found: new Map() };
  return askOnce(ownPropertiesQuery(datasets, settings), parseOwnProperties, io);
}

/** The snapshots and bookmarks of these datasets. */
export function lookAtMoments(datasets: readonly string[], io: ReadIo): Promise<Seen<readonly Moment[]>> {
  return ask(datasets, momentsQuery, parseMoments, io);
}

/** The snapshots of these datasets, and their snapshots and bookmarks as the ends of streams. */
export async function lookAtEndpoints(datasets: readonly string[], io: ReadIo): Promise<Seen<Endpoints>> {
  const seen = await ask(datasets, endpointsQuery, parseEndpoints, io);
  if ("unseen" in seen) return seen;
  const all = <T>(pick: (each: Endpoints) => readonly T[]) => seen.found.flatMap(pick);
  return { found: { snapshots: all(({ snapshots }) => snapshots), moments: all(({ moments }) => moments) } };
}

/** The holds of these snapshots, by their full names. */
export function lookAtHolds(snapshots: readonly string[], io: ReadIo): Promise<Seen<readonly Hold[]>> {
  return ask(snapshots, holdsQuery, parseHolds, io);
}

/** By full name: what the destruction of each of these snapshots alone would free. */
export function lookAtUsed(
  snapshots: readonly string[],
  io: ReadIo,
): Promise<Seen<readonly (readonly [string, number])[]>> {
  return ask(snapshots, heldSpaceQuery, parseUsed, io);
}

async function askOnce<T>(
  command: Command,
  parse: (output: Buffer) => Answer<T>,
  io: ReadIo,
  maxOutput?: number,
): Promise<Seen<T>> {
  const result = await io.query(command, maxOutput === undefined ? {} : { maxOutput });
  if (!isAnswer(result)) return { unseen: queryFailed("zfs", result) };
  const answer = parse(result.stdout);
  return "broken" in answer ? { unseen: notRead("zfs", answer.broken) } : answer;
}

/** The longest list of names in one command, in bytes: the shell of another host gets a command as one argument of 128 KiB. */
const MOST_BYTES = 90_000;

/** Lists of names that fit into a command each. */
export function groupsOf(names: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let bytes = 0;
  for (const name of names) {
    bytes += name.length + 3;
    const group = groups.at(-1);
    if (group !== undefined && bytes <= MOST_BYTES) group.push(name);
    else {
      groups.push([name]);
      bytes = name.length + 3;
    }
  }
  return groups;
}

async function ask<T>(
  names: readonly string[],
  commandFor: (names: readonly string[]) => Command,
  parse: (output: Buffer) => Answer<readonly T[]>,
  io: ReadIo,
): Promise<Seen<readonly T[]>> {
  const all: T[] = [];
  for (const group of groupsOf(names)) {
    const command = commandFor(group);
    const result = await io.query(command, { maxOutput: MOST_OUTPUT });
    const [program] = command.argv;
    if (!isAnswer(result)) return { unseen: queryFailed(program, result) };
    const answer = parse(result.stdout);
    if ("broken" in answer) return { unseen: notRead(program, answer.broken) };
    for (const each of answer.found) all.push(each);
  }
  return { found: all };
}

/** A million snapshots. */
const MOST_OUTPUT = 384 * 1024 * 1024;

/** A missing object is a valid result, if there is no other error. */
function isAnswer({ exitCode, stderr, overflow }: CommandResult): boolean {
  if (overflow || (exitCode !== 0 && exitCode !== 1)) return false;
  const lines = stderr.toString("utf8").split("\n");
  const complaints = lines.filter(
    (line) => line !== "" && !/^cannot open '.*': (dataset does not exist|no such pool)$/.test(line),
  );
  return complaints.length === 0;
}

function queryFailed(program: string, result: CommandResult): Diagnostic {
  if (result.notStarted === UNREACHABLE) {
    const detail = `Cannot query ${program}: ${lastOutput(result)}. Nothing is made or destroyed there. Connect once by hand, and correct the reported error.`;
    return ZFS.error("zfs-host-unreachable", detail);
  }
  if (result.notStarted === "ENOENT") {
    const detail = `There is no ${program} on this machine. Install the package zfsutils-linux, and the kernel modules of OpenZFS (zfs-dkms).`;
    return ZFS.error("zfs-missing", detail);
  }
  const detail = `${program} failed: ${lastOutput(result)}. Nothing is made or destroyed. Run it by hand, and correct the reported error.`;
  return ZFS.error("zfs-unseen", detail);
}

/** The number of names to show. */
const MOST_NAMED = 3;

function notRead(program: string, broken: readonly string[]): Diagnostic {
  if (broken.length === 0) return notUnderstood(program);
  const shown = broken.slice(0, MOST_NAMED).map((name) => visible(name.slice(0, 300)));
  const names = [...shown, ...(broken.length > MOST_NAMED ? ["others"] : [])].join(" or ");
  const detail = `A property of ${names} contains a line feed or a tab, so a part of its value could be taken for a line about another dataset. The listing was not used. Look at its properties (zfs get all NAME) and at who may set them (zfs allow NAME). To remove one:\nzfs inherit PROPERTY NAME`;
  return ZFS.error("zfs-lines-broken", detail);
}

function notUnderstood(program: string): Diagnostic {
  const detail = `${program} did not print the list that OpenZFS 2.1 and newer print. The installed OpenZFS may be older.`;
  return ZFS.error("zfs-not-understood", detail);
}
