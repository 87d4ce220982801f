import { type Command, type CommandResult, type Diagnostic, lastWords, type ReadIo } from "@rdump/core/provider";
import { type Dataset, parseDatasets } from "./answers/datasets.ts";
import { type Pool, parsePools } from "./answers/pools.ts";
import { parseOwnMarks, parseSnapshots, type Snapshot } from "./answers/snapshots.ts";
import { datasetsQuery, marksQuery, poolsQuery, runsQuery, snapshotsQuery } from "./commands.ts";

/** An answer, or why there is none. What does not exist is left out of an answer. */
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

export function lookAtSnapshots(datasets: readonly string[], io: ReadIo): Promise<Seen<readonly Snapshot[]>> {
  return ask(datasets, (some) => snapshotsQuery(some, "of datasets"), parseSnapshots, io);
}

/** These snapshots, by their full names. */
export function findSnapshots(names: readonly string[], io: ReadIo): Promise<Seen<readonly Snapshot[]>> {
  return ask(names, (some) => snapshotsQuery(some, "named"), parseSnapshots, io);
}

/** By full name, the marks that snapshots of a dataset bear themselves. */
export async function lookAtOwnMarks(dataset: string, io: ReadIo): Promise<Seen<ReadonlyMap<string, string>>> {
  return lookAtMarks(marksQuery(dataset), io);
}

/** By full name, the runs that made these snapshots. */
export async function lookAtRuns(snapshots: readonly string[], io: ReadIo): Promise<Seen<ReadonlyMap<string, string>>> {
  return snapshots.length === 0 ? { found: new Map() } : lookAtMarks(runsQuery(snapshots), io);
}

async function lookAtMarks(command: Command, io: ReadIo): Promise<Seen<ReadonlyMap<string, string>>> {
  const result = await io.query(command);
  if (!isAnswer(result)) return { unseen: notTold("zfs", result) };
  const found = parseOwnMarks(result.stdout);
  return found === null ? { unseen: notUnderstood("zfs") } : { found };
}

/** So many names that a list of arguments holds them: names have at most 255 bytes. */
const MOST_NAMES = 4_000;

async function ask<T>(
  names: readonly string[],
  commandFor: (names: readonly string[]) => Command,
  parse: (output: Buffer) => readonly T[] | null,
  io: ReadIo,
): Promise<Seen<readonly T[]>> {
  const all: T[] = [];
  for (let start = 0; start < names.length; start += MOST_NAMES) {
    const command = commandFor(names.slice(start, start + MOST_NAMES));
    const result = await io.query(command, { maxOutput: MOST_OUTPUT });
    const [program] = command.argv;
    if (!isAnswer(result)) return { unseen: notTold(program, result) };
    const found = parse(result.stdout);
    if (found === null) return { unseen: notUnderstood(program) };
    for (const each of found) all.push(each);
  }
  return { found: all };
}

/** A million snapshots. */
const MOST_OUTPUT = 256 * 1024 * 1024;

/** That something does not exist is an answer, if nothing else is complained of. */
function isAnswer({ exitCode, stderr, overflow }: CommandResult): boolean {
  if (overflow || (exitCode !== 0 && exitCode !== 1)) return false;
  const lines = stderr.toString("utf8").split("\n");
  const complaints = lines.filter(
    (line) => line !== "" && !/^cannot open '.*': (dataset does not exist|no such pool)$/.test(line),
  );
  return complaints.length === 0;
}

function notTold(program: string, result: CommandResult): Diagnostic {
  if (result.notStarted === "ENOENT") {
    return {
      code: "zfs-missing",
      severity: "error",
      summary: "A program is missing",
      detail: `There is no ${program} on this machine. Install the package zfsutils-linux, and the kernel modules of OpenZFS (zfs-dkms).`,
    };
  }
  return {
    code: "zfs-unseen",
    severity: "error",
    summary: "ZFS could not be asked",
    detail: `${program} failed: ${lastWords(result)}. Nothing is made or destroyed on a guess. Call it by hand and mend what it complains of.`,
  };
}

function notUnderstood(program: string): Diagnostic {
  return {
    code: "zfs-not-understood",
    severity: "error",
    summary: "The output of a program was not understood",
    detail: `What ${program} printed is not the list that OpenZFS 2.1 and newer print. Is it older?`,
  };
}
