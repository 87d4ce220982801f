import {
  type ActionHandler,
  type Command,
  type Diagnostic,
  Failure,
  narrowed,
  type Outcome,
  type ReadIo,
  type RunIo,
  type RunRef,
} from "@rdump/core/provider";
import type { Dataset } from "../answers/datasets.ts";
import { ZFS } from "../codes/index.ts";
import {
  cloneCommand,
  createParentCommand,
  destroyDatasetCommand,
  destroySnapshotsCommand,
  mayMountCommand,
  mountDatasetCommand,
  renameCommand,
  snapshotCommand,
  snapshotOf,
} from "../commands.ts";
import { whatChangedAtLast } from "../discovery/clone-changes.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { findDataset, findSnapshots } from "../look.ts";
import { datasetMark } from "../naming/marks.ts";
import { parseSnapshotName, poolOf, unfinishedClone } from "../naming/names.ts";
import { stuckIn } from "../pool-state.ts";
import { failureIn } from "../scopes/diagnostics.ts";
import type { CloneInput } from "./inputs.ts";

/** Makes a declared clone. An older one is destroyed when the new one exists. */
export const cloneHandler: ActionHandler<CloneInput> = {
  kind: "zfs/clone",
  version: 1,
  schema: inputSchemas.actions["zfs/clone"],
  stuck: stuckIn(({ dataset }) => dataset),

  commands(input, run) {
    const { clear, make, replace, show, after } = stepsOf(input, run);
    return [...clear, ...make, ...replace, ...show, ...after];
  },

  async probe(input, run, io) {
    const found = await find(input.dataset, io);
    if (found === null) return { state: "absent" };
    const isBefore = found.guid === input.replaces?.guid;
    if (!isBefore && found.mark !== datasetMark(input.owner, input.dataset)) {
      return { state: "foreign", diagnostic: failed(input.dataset, "it does not have the mark of this config") };
    }
    if (found.origin === originOf(input, run) && found.mountsItself) return { state: "done", made: madeOf(found) };
    return { state: (await find(unfinishedClone(input.dataset), io)) === null ? "absent" : "partial" };
  },

  async run({ input, run, io }): Promise<Outcome> {
    const { dataset, replaces } = input;
    const before = await find(dataset, io);
    if ((before?.guid ?? null) !== (replaces?.guid ?? null)) return fail(dataset, "it is not the dataset of the plan");
    const changed = replaces?.asks === true ? await whatChangedAtLast(dataset, io) : null;
    if (changed !== null) return fail(dataset, `${changed} since the plan was made, so the clone is kept`);
    const { clear, make, replace, show, after } = stepsOf(input, run);
    const wrong =
      (await inOrder(dataset, clear, io)) ??
      (await inOrder(dataset, make, io)) ??
      whyNotMade(await find(replaces === null ? dataset : unfinishedClone(dataset), io), input, run) ??
      (await inOrder(dataset, replace, io)) ??
      (await inOrder(dataset, (await hasPlace(dataset, io)) ? show : show.slice(1), io)) ??
      (await inOrder(dataset, after, io));
    if (wrong !== null) return fail(dataset, wrong);
    const found = await find(dataset, io);
    if (found === null || found.origin !== originOf(input, run)) return fail(dataset, "it is missing");
    return { status: "done", made: madeOf(found), moved: {}, warnings: [] };
  },
};

interface Steps {
  /** The unfinished work of dead runs. */
  readonly clear: readonly Command[];
  readonly make: readonly Command[];
  readonly replace: readonly Command[];
  /** Shows the clone to its users. The property for mounting is set last: with it, the clone counts as complete. */
  readonly show: readonly [mount: Command, always: Command];
  readonly after: readonly Command[];
}

function stepsOf(input: CloneInput, run: RunRef): Steps {
  const { owner, dataset, source, from, replaces, unfinished, orphans, parents, settings } = input;
  const origin = originOf(input, run);
  const next = replaces === null ? dataset : unfinishedClone(dataset);
  return {
    clear: [
      ...(unfinished ? [destroyDatasetCommand(unfinishedClone(dataset))] : []),
      ...(orphans.length > 0 ? [destroySnapshotsCommand(source, orphans)] : []),
    ],
    make: [
      ...(from === "own" ? [snapshotCommand(owner, [snapshotOf(source, run, "clone")], run)] : []),
      ...parents.map((parent) => createParentCommand(owner, parent, run)),
      cloneCommand({ owner, name: next, marked: dataset, settings }, origin, run),
    ],
    replace: replaces === null ? [] : [destroyDatasetCommand(dataset), renameCommand(next, dataset)],
    show: [mountDatasetCommand(dataset), mayMountCommand(dataset)],
    after: replaces === null || replaces.origin === origin ? [] : ownOrigin(replaces.origin),
  };
}

/** A snapshot that was made for the clone alone goes with it. */
function ownOrigin(origin: string): readonly Command[] {
  const [dataset = "", name = ""] = origin.split("@");
  return parseSnapshotName(name)?.purpose === "clone" ? [destroySnapshotsCommand(dataset, [name])] : [];
}

/** The error; null on success. Another clone of the same volume may have done a part, or need the result. */
async function inOrder(dataset: string, steps: readonly Command[], io: RunIo): Promise<string | null> {
  for (const step of steps) {
    const due = step.batch === null ? step : await stillDue(step, io);
    if (due === null) continue;
    const result = await io.run(due);
    if (result.exitCode !== 0) return failureIn(poolOf(dataset), result, io);
  }
  return null;
}

/** For a command about snapshots: only those that are still missing, or that exist and have no dependents. */
async function stillDue(step: Command, io: ReadIo): Promise<Command | null> {
  const { members = [], prefix = "" } = step.batch ?? {};
  const seen = await findSnapshots(
    members.map((member) => `${prefix}${member}`),
    io,
  );
  if ("unseen" in seen) throw new Failure(seen.unseen);
  const there = new Map(seen.found.map((each) => [`${each.dataset}@${each.name}`, each]));
  const makes = step.argv[1] === "snapshot";
  const due = narrowed(step, (member) => {
    const found = there.get(`${prefix}${member}`);
    return makes ? found === undefined : found?.clones === 0;
  });
  return due.batch?.members.length === 0 ? null : due;
}

function whyNotMade(found: Dataset | null, input: CloneInput, run: RunRef): string | null {
  const isMade = found?.origin === originOf(input, run) && found.mark === datasetMark(input.owner, input.dataset);
  return isMade ? null : "the new clone is missing, or does not have the mark of this config";
}

/** Only tools of its users mount a dataset whose mountpoint is `none` or `legacy`. */
async function hasPlace(dataset: string, io: ReadIo): Promise<boolean> {
  return (await find(dataset, io))?.mountpoint?.startsWith("/") === true;
}

function originOf({ source, from }: CloneInput, run: RunRef): string {
  if (from === "this run") return snapshotOf(source, run, "point");
  return from === "own" ? snapshotOf(source, run, "clone") : `${source}@${from.point}`;
}

async function find(dataset: string, io: ReadIo): Promise<Dataset | null> {
  const seen = await findDataset(dataset, io);
  if ("unseen" in seen) throw new Failure(seen.unseen);
  return seen.found;
}

function madeOf({ guid, origin }: { readonly guid: string; readonly origin: string | null }) {
  return { id: guid, name: origin?.slice(origin.indexOf("@") + 1) ?? "" };
}

function fail(dataset: string, words: string): Outcome {
  return { status: "failed", diagnostic: failed(dataset, words), warnings: [] };
}

function failed(dataset: string, words: string): Diagnostic {
  const detail = `${dataset}: ${words}. Nothing was forced. Correct the error, then apply again.`;
  return ZFS.error("zfs-clone-not-made", detail);
}
