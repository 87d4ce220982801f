import {
  type ActionHandler,
  type Command,
  type Diagnostic,
  Failure,
  type Outcome,
  type ReadIo,
  type RunRef,
} from "@rdump/core/provider";
import {
  cloneCommand,
  destroyDatasetCommand,
  destroySnapshotsCommand,
  mayMountCommand,
  mountDatasetCommand,
  renameCommand,
  snapshotCommand,
  snapshotOf,
} from "../commands.ts";
import { lookAtDatasets } from "../look.ts";
import { datasetMark } from "../naming/marks.ts";
import { parseSnapshotName, poolOf, unfinishedClone } from "../naming/names.ts";
import { stuckIn } from "../pool-state.ts";
import { failureIn } from "../scopes/troubles.ts";

export type CloneInput = {
  readonly owner: string;
  /** The clone's. */
  readonly dataset: string;
  /** The volume's. */
  readonly source: string;
  /** Behind the `@`: a point that is there; `this run`: the one that this run made; `own`: a snapshot made for the clone. */
  readonly from: { readonly point: string } | "this run" | "own";
  /** The clone that gives way, and what it stands on. */
  readonly replaces: { readonly guid: string; readonly origin: string } | null;
  readonly unfinished: boolean;
};

/** Makes a declared clone; an older one gives way once the new one is there. */
export const cloneHandler: ActionHandler<CloneInput> = {
  kind: "zfs/clone",
  stuck: stuckIn(({ dataset }) => dataset),
  commands: stepsOf,

  async probe(input, run, io) {
    const found = await find(input.dataset, io);
    if (found === null) return { state: "absent" };
    if (found.mark !== datasetMark(input.owner, input.dataset)) {
      return { state: "foreign", diagnostic: failed(input.dataset, "it is somebody else's") };
    }
    if (found.origin === originOf(input, run)) return { state: "done", made: madeOf(found) };
    return { state: (await find(unfinishedClone(input.dataset), io)) === null ? "absent" : "partial" };
  },

  async run({ input, run, io }): Promise<Outcome> {
    const { dataset, replaces } = input;
    const before = await find(dataset, io);
    if ((before?.guid ?? null) !== (replaces?.guid ?? null)) return fail(dataset, "it is another one than planned");
    for (const step of stepsOf(input, run)) {
      const result = await io.run(step);
      if (result.exitCode !== 0) return fail(dataset, await failureIn(poolOf(dataset), result, io));
    }
    const found = await find(dataset, io);
    if (found === null || found.origin !== originOf(input, run)) return fail(dataset, "it is not there");
    return { status: "done", made: madeOf(found), moved: {}, warnings: [] };
  },
};

function stepsOf(input: CloneInput, run: RunRef): readonly Command[] {
  const { owner, dataset, source, from, replaces, unfinished } = input;
  const origin = originOf(input, run);
  const begin = [
    ...(unfinished ? [destroyDatasetCommand(unfinishedClone(dataset))] : []),
    ...(from === "own" ? [snapshotCommand(owner, [snapshotOf(source, run, "clone")], run)] : []),
  ];
  if (replaces === null) return [...begin, cloneCommand(owner, origin, dataset, dataset)];
  const next = unfinishedClone(dataset);
  return [
    ...begin,
    cloneCommand(owner, origin, next, dataset),
    destroyDatasetCommand(dataset),
    renameCommand(next, dataset),
    mayMountCommand(dataset),
    mountDatasetCommand(dataset),
    ...ownOrigin(replaces.origin),
  ];
}

/** A snapshot that was made for the clone alone goes with it. */
function ownOrigin(origin: string): readonly Command[] {
  const [dataset = "", name = ""] = origin.split("@");
  return parseSnapshotName(name)?.purpose === "clone" ? [destroySnapshotsCommand(dataset, [name])] : [];
}

function originOf({ source, from }: CloneInput, run: RunRef): string {
  if (from === "this run") return snapshotOf(source, run, "point");
  return from === "own" ? snapshotOf(source, run, "clone") : `${source}@${from.point}`;
}

async function find(dataset: string, io: ReadIo) {
  const seen = await lookAtDatasets([dataset], false, io);
  if ("unseen" in seen) throw new Failure(seen.unseen);
  return seen.found[0] ?? null;
}

function madeOf({ guid, origin }: { readonly guid: string; readonly origin: string | null }) {
  return { id: guid, name: origin?.slice(origin.indexOf("@") + 1) ?? "" };
}

function fail(dataset: string, words: string): Outcome {
  return { status: "failed", diagnostic: failed(dataset, words), warnings: [] };
}

function failed(dataset: string, words: string): Diagnostic {
  return {
    code: "zfs-clone-not-made",
    severity: "error",
    summary: "The clone could not be made or renewed",
    detail: `${dataset}: ${words}. Nothing was forced. Look at it, and run rdump again.`,
  };
}
