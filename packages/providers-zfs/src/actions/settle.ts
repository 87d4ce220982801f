import {
  type ActionHandler,
  type Command,
  type CommandResult,
  type Diagnostic,
  DONE,
  failed,
  type Outcome,
  onHost,
  type ReadIo,
  type RunIo,
  type RunRef,
} from "@rdump/core/provider";
import { ZFS } from "../codes/index.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { known, lookAtDatasets, lookAtHolds, lookAtOwnMarks } from "../look.ts";
import { isOwnSnapshot } from "../naming/marks.ts";
import { datasetIn, parseSnapshotName, poolOf } from "../naming/names.ts";
import { suspension } from "../pool-state.ts";
import { nameOfSent, tagOf } from "../replica/commands.ts";
import { BASE_TAG } from "../replica/names.ts";
import { streamMark } from "../replica/remembered.ts";
import { membersOf, objectsOf, stepsOf, TASKS, type Task, withMembers } from "../replica/settlement.ts";
import { hasGuid, isSeen, lookAtSides, placeOf, received, type SidesView, sourceSnapshot } from "../replica/sides.ts";
import { failureIn } from "../scopes/diagnostics.ts";
import type { SettleInput } from "./inputs.ts";

/**
 * After a stream: marks, the hold of the base, and what the last step needed and no step needs any more. One command does
 * this for all replicas between two hosts.
 */
export const settleHandler: ActionHandler<SettleInput> = {
  kind: "zfs/settle",
  version: 1,
  schema: inputSchemas.actions["zfs/settle"],
  stuck: async (input, io) => (input.host === undefined ? suspension(poolOf(input.target), io) : null),
  commands: (input, run) => stepsOf([input], run).map(({ command }) => command),

  async probe(input, run, io) {
    const seen = await lookAtSides([input], io);
    if (!isReceived(input, run, seen)) return { state: "absent" };
    const due = await dueOf([input], run, seen, io);
    return { state: TASKS.some((task) => due(task, input).length > 0) ? "partial" : "done" };
  },

  async run({ input, run, io }): Promise<Outcome> {
    const [outcome] = await settleAll([input], io, await lookAtSides([input], io), run);
    return outcome ?? DONE;
  },

  joint: {
    kind: "batch",
    place: placeOf,
    look: lookAtSides,
    commands: (inputs, run) => stepsOf(inputs, run).map(({ command }) => command),
    run: (inputs, io, seen, run) => settleAll(inputs, io, seen as SidesView, run),
  },
};

type Inputs = readonly [SettleInput, ...SettleInput[]];

/**
 * A failure concerns the replicas that still need the failed command, and these get no further one. A replica that stays
 * writable gets all others.
 */
async function settleAll(inputs: Inputs, io: RunIo, before: SidesView, run: RunRef): Promise<readonly Outcome[]> {
  const seen = inputs.every((input) => isSeen(input, before)) ? before : await lookAtSides(inputs, io);
  const failed = new Map<SettleInput, string>();
  const writable = new Map<SettleInput, string>();
  for (const input of inputs) {
    const name = nameOfSent(input.snapshot, run);
    if (!isReceived(input, run, seen)) failed.set(input, `${input.target}@${name} is not the snapshot of the source`);
  }
  const membersFor = (task: Task) =>
    new Set(inputs.flatMap((input) => (failed.has(input) ? [] : membersIn(task, input, run, seen))));
  const steps = stepsOf(inputs, run);
  for (const task of TASKS) {
    let members = membersFor(task);
    for (const { command } of steps.filter((step) => step.task === task)) {
      const due = withMembers(command, (member) => members.has(member));
      if (due === null) continue;
      const result = await io.run(due);
      if (result.exitCode === 0) continue;
      const wrong = task === "read-only" ? writable : failed;
      for (const [input, words] of await whoFailed(task, due, result, { inputs, run, io })) wrong.set(input, words);
      members = membersFor(task);
    }
  }
  return inputs.map((input) => {
    const words = failed.get(input);
    const refused = writable.get(input);
    if (words !== undefined) return fail(input, words);
    if (refused === undefined) return DONE;
    return { status: "done", made: null, moved: {}, warnings: [staysWritable(input, refused)] };
  });
}

/** The next stream needs the hold of the base, and not this property. */
function staysWritable({ target }: SettleInput, words: string): Diagnostic {
  const detail = `${target} stays writable: ${words}. A write to the replica would stop all further streams. The point is complete. Let the receiving user set the property:\nzfs allow USER readonly ${target}`;
  return ZFS.warning("zfs-property-refused", detail);
}

/** A bookmark of the planned name can be another one by now. */
function membersIn(task: Task, input: SettleInput, run: RunRef, seen: SidesView): readonly string[] {
  const members = objectsOf(task, input, run);
  if (task === "mark") return members.filter(isMarkable(input, run, seen));
  if (task !== "bookmark") return members;
  const isPlanned = (full: string) => {
    const planned = input.bookmarks.find(({ name }) => full === `${input.source}#${name}`);
    const found = seen.near
      .get(input.source)
      ?.find(({ kind, name }) => kind === "bookmark" && full === `${input.source}#${name}`);
    return planned !== undefined && found?.guid === planned.guid;
  };
  return members.filter(isPlanned);
}

/** A snapshot before the last one can have been destroyed at the source before it was sent. */
function isMarkable(input: SettleInput, run: RunRef, seen: SidesView): (full: string) => boolean {
  const last = `${input.target}@${nameOfSent(input.snapshot, run)}`;
  const there = new Set(received(input.target, seen).map(({ name }) => `${input.target}@${name}`));
  return (full) => full === last || there.has(full);
}

function isReceived(input: SettleInput, run: RunRef, seen: SidesView): boolean {
  const { source, target, snapshot } = input;
  const name = nameOfSent(snapshot, run);
  const guid = snapshot === "this run" ? sourceSnapshot(source, name, seen)?.guid : snapshot.guid;
  const there = received(target, seen).filter((each) => each.name === name);
  return guid !== undefined && hasGuid(there, guid);
}

interface Circumstances {
  readonly inputs: Inputs;
  readonly run: RunRef;
  readonly io: ReadIo;
}

/** The replicas for which a failed command has not done its task, with the error. */
async function whoFailed(
  task: Task,
  command: Command,
  result: CommandResult,
  { inputs, run, io }: Circumstances,
): Promise<readonly (readonly [SettleInput, string])[]> {
  const tried = new Set(membersOf(command));
  // Replicas of one source share its snapshots, and release different holds of them.
  const stemOf = ({ argv, batch }: Command) => JSON.stringify(batch?.stem ?? argv);
  const isOwn = (input: SettleInput) =>
    stepsOf([input], run).some((step) => step.task === task && stemOf(step.command) === stemOf(command));
  const [first, ...rest] = inputs.filter(
    (input) => isOwn(input) && objectsOf(task, input, run).some((member) => tried.has(member)),
  );
  if (first === undefined) return [];
  const words = await failureIn(poolOf(datasetIn([...tried][0] ?? "")), result, onHost(command.host ?? null, io));
  const due = await dueOf([first, ...rest], run, await lookAtSides([first, ...rest], io), io);
  return [first, ...rest].flatMap((input) =>
    due(task, input).some((member) => tried.has(member)) ? [[input, words] as const] : [],
  );
}

/** By task and replica: the objects that the task is not done for. */
async function dueOf(inputs: Inputs, run: RunRef, seen: SidesView, io: ReadIo) {
  const [{ sourceHost = null, host = null }] = inputs;
  const targets = inputs.map(({ target }) => target);
  const onTarget = inputs.flatMap((input) => heldNames(input, run, seen));
  const onSource = inputs.flatMap((input) => sentNames(input, run, seen));
  const far = await holdsOn(host, onTarget, io);
  const near = await holdsOn(sourceHost, onSource, io);
  const marks = known(await lookAtOwnMarks(targets, onHost(host, io)));
  const receivers = known(await lookAtDatasets(targets, false, onHost(host, io)));
  const readOnly = new Set(receivers.flatMap((each) => (each.readOnly ? [each.name] : [])));
  const remembers = new Map(receivers.map(({ name, remembered }) => [name, remembered]));
  return (task: Task, input: SettleInput): readonly string[] => {
    const members = membersIn(task, input, run, seen);
    switch (task) {
      case "mark": {
        const named = parseSnapshotName(nameOfSent(input.snapshot, run));
        return members.filter((each) => !isOwnSnapshot(named, marks.get(each) ?? null, [input.owner]));
      }
      case "read-only":
        return members.filter((each) => !readOnly.has(each));
      case "remember": {
        const now = remembers.get(input.target) ?? null;
        return members.filter((each) => now === null || streamMark(each, now) !== input.stream);
      }
      case "hold":
        return members.filter((each) => !far.has(`${each} ${BASE_TAG}`));
      case "release":
        return members.filter((each) => far.has(`${each} ${BASE_TAG}`));
      case "sent":
        return members.filter((each) => near.has(`${each} ${tagOf(input)}`));
      case "bookmark":
        return members;
    }
  };
}

/** The existing ones of the snapshots that have or get a hold. */
function heldNames(input: SettleInput, run: RunRef, seen: SidesView): readonly string[] {
  const there = new Set(received(input.target, seen).map(({ name }) => `${input.target}@${name}`));
  return [...objectsOf("hold", input, run), ...objectsOf("release", input, run)].filter((each) => there.has(each));
}

function sentNames(input: SettleInput, run: RunRef, seen: SidesView): readonly string[] {
  return objectsOf("sent", input, run).filter(
    (each) => sourceSnapshot(input.source, each.slice(input.source.length + 1), seen) !== null,
  );
}

/** `NAME TAG`. */
async function holdsOn(host: string | null, snapshots: readonly string[], io: ReadIo): Promise<ReadonlySet<string>> {
  const found = known(await lookAtHolds([...new Set(snapshots)], onHost(host, io)));
  return new Set(found.map(({ snapshot, tag }) => `${snapshot} ${tag}`));
}

function fail({ target }: SettleInput, words: string): Outcome {
  const detail = `${target}: ${words}. The next apply tries again.`;
  return failed(ZFS.error("zfs-not-settled", detail));
}
