import {
  type ActionHandler,
  type Command,
  commandOn,
  type Diagnostic,
  narrowed,
  type Outcome,
  onHost,
  type ReadIo,
  type RunIo,
  workOnHost,
} from "@rdump/core/provider";
import type { Snapshot } from "../answers/snapshots.ts";
import { ZFS } from "../codes/index.ts";
import { destroySnapshotsCommand } from "../commands.ts";
import { isAdoptable } from "../discovery/adopted.ts";
import { whatHolds } from "../discovery/points.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { known, lookAtOwnMarks, lookAtSnapshots } from "../look.ts";
import { isOwnSnapshot } from "../naming/marks.ts";
import { parseSnapshotName, poolOf } from "../naming/names.ts";
import { suspension } from "../pool-state.ts";
import { failureIn } from "../scopes/diagnostics.ts";
import type { DestroyInput, ExpiredPoint } from "./inputs.ts";

/** Destroys exactly these points. A snapshot that is held, cloned or not the planned one is kept and reported. */
export const destroyHandler: ActionHandler<DestroyInput> = {
  kind: "zfs/destroy",
  version: 1,
  schema: inputSchemas.actions["zfs/destroy"],
  stuck: async (input, io) => (input.host === undefined ? suspension(poolOf(input.dataset), io) : null),
  commands: (input) => [commandFor(input)],

  async probe(input, _run, io) {
    const { snapshots } = lookedIn(input, await look([input], io));
    return { state: input.points.some(({ guid }) => snapshots.has(guid)) ? "absent" : "done" };
  },

  run: async ({ input, io }) => destroyPoints(input, await look([input], io), io),

  joint: {
    kind: "batch",
    place: ({ host = null }) => JSON.stringify(["snapshots", host]),
    look,
    commands: (inputs) => inputs.map(commandFor),

    async run(inputs, io, seen) {
      const outcomes: Outcome[] = [];
      for (const input of inputs) outcomes.push(await destroyPoints(input, seen as Seen, io));
      return outcomes;
    },
  },
};

async function destroyPoints(input: DestroyInput, seen: Seen, anyIo: RunIo): Promise<Outcome> {
  const io = workOnHost(input.host ?? null, anyIo);
  const first = await attempt(input, lookedIn(input, seen), io);
  // The one that was named is left out, and the others are tried once more.
  const settled = first.failed === null ? first : await attempt(input, lookedIn(input, await look([input], anyIo)), io);
  const warnings = settled.stays.map(({ name, why }) => stayed(`${input.dataset}@${name}`, why));
  if (settled.failed !== null) return { status: "failed", diagnostic: settled.failed, warnings };
  return { status: "done", made: null, stayed: settled.stays.map(({ guid }) => guid), moved: {}, warnings };
}

function commandFor({ dataset, host, points }: DestroyInput): Command {
  return commandOn(host ?? null, destroySnapshotsCommand(dataset, points.flatMap(membersOf)));
}

function membersOf({ name, companion }: ExpiredPoint): readonly string[] {
  return companion === null ? [name] : [name, companion];
}

interface Looked {
  /** By guid. */
  readonly snapshots: ReadonlyMap<string, Snapshot>;
  readonly byName: ReadonlyMap<string, Snapshot>;
  /** By full name. */
  readonly marks: ReadonlyMap<string, string>;
}

/** The snapshots of some datasets, and their own marks by full name. */
interface Seen {
  readonly snapshots: readonly Snapshot[];
  readonly marks: ReadonlyMap<string, string>;
}

/** Two commands for any number of datasets of one host. */
async function look(inputs: readonly [DestroyInput, ...DestroyInput[]], anyIo: ReadIo): Promise<Seen> {
  const io = onHost(inputs[0].host ?? null, anyIo);
  const datasets = [...new Set(inputs.map(({ dataset }) => dataset))];
  return {
    snapshots: known(await lookAtSnapshots(datasets, io)),
    marks: known(await lookAtOwnMarks(datasets, io)),
  };
}

function lookedIn({ dataset }: DestroyInput, { snapshots, marks }: Seen): Looked {
  const own = snapshots.filter((each) => each.dataset === dataset);
  return {
    snapshots: new Map(own.map((snapshot) => [snapshot.guid, snapshot])),
    byName: new Map(own.map((snapshot) => [snapshot.name, snapshot])),
    marks,
  };
}

interface Attempt {
  readonly stays: readonly { readonly name: string; readonly guid: string; readonly why: string }[];
  readonly failed: Diagnostic | null;
}

async function attempt(input: DestroyInput, looked: Looked, io: RunIo): Promise<Attempt> {
  const judged = input.points.map((point) => ({ point, why: whyStays(point, input, looked) }));
  const stays = judged.flatMap(({ point, why }) => (why === null ? [] : [{ name: point.name, guid: point.guid, why }]));
  const there = judged.flatMap(({ point, why }) => (why === null && looked.snapshots.has(point.guid) ? [point] : []));
  const members = new Set(there.flatMap(membersOf).filter((name) => looked.byName.has(name)));
  if (members.size === 0) return { stays, failed: null };
  const result = await io.run(narrowed(commandFor(input), (member) => members.has(member)));
  if (result.exitCode === 0) return { stays, failed: null };
  return { stays, failed: notDestroyed(input.dataset, await failureIn(poolOf(input.dataset), result, io)) };
}

/** Null for a snapshot that can be destroyed, or does not exist. */
function whyStays(
  { name, guid, companion, adopted }: ExpiredPoint,
  { owner, owners = [owner], dataset }: DestroyInput,
  looked: Looked,
): string | null {
  const named = looked.byName.get(name);
  if (named !== undefined && named.guid !== guid) return "it is another snapshot than when the plan was made";
  const found = looked.snapshots.get(guid);
  if (found === undefined) return null;
  const mark = looked.marks.get(`${dataset}@${name}`) ?? null;
  if (adopted === true) {
    if (!isAdoptable({ named: parseSnapshotName(name), mark })) return "another rdump made it, so it is not adopted";
  } else if (!isOwnSnapshot(parseSnapshotName(name), mark, owners)) {
    return "it does not have the mark of this config itself";
  }
  const beside = companion === null ? undefined : looked.byName.get(companion);
  const [why] = [...whatHolds(found), ...(beside === undefined ? [] : whatHolds(beside))];
  return why ?? null;
}

function stayed(snapshot: string, why: string): Diagnostic {
  const detail = `${snapshot}: ${why}. rdump did not force the destroy. A later run destroys the snapshot when nothing depends on it.`;
  return ZFS.warning("zfs-stays", detail);
}

function notDestroyed(dataset: string, words: string): Diagnostic {
  const detail = `Snapshots of ${dataset}: ${words}. The snapshots are kept until a later run.`;
  return ZFS.error("zfs-not-expired", detail);
}
