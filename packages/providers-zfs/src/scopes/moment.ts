import {
  type Command,
  commandOn,
  type Diagnostic,
  type ReadIo,
  type RunRef,
  type ScopeHandler,
  workOnHost,
} from "@rdump/core/provider";
import type { Snapshot } from "../answers/snapshots.ts";
import { clonesQuery, destroySnapshotsCommand, snapshotCommand, snapshotOf } from "../commands.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { findSnapshots, type Seen } from "../look.ts";
import { isOwnSnapshot } from "../naming/marks.ts";
import { beforeAside, snapshotName } from "../naming/names.ts";
import { stuckIn } from "../pool-state.ts";
import { failureIn, lost, notDestroyed, notSnapshotted } from "./diagnostics.ts";
import type { MomentDataset, MomentInput } from "./inputs.ts";
import type { Taken } from "./taken.ts";

/** Makes the snapshots of all due datasets of a pool by one command, so they have the same moment. */
export function momentScope(taken: Taken): ScopeHandler<MomentInput> {
  return {
    kind: "zfs/snapshot",
    version: 1,
    schema: inputSchemas.scopes["zfs/snapshot"],
    stuck: stuckIn(
      ({ pool }) => pool,
      ({ host }) => host,
    ),

    handle: ({ pool, host }, run) => ({ pool, run: run.id, ...(host === undefined ? {} : { host }) }),

    commands(input, run) {
      const there = (command: Command) => commandOn(input.host ?? null, command);
      return {
        acquire: [there(snapshotCommand(input.owner, namesIn(input, run), run))],
        release: passing(input).map(({ dataset }) => there(destroyScan(dataset, run))),
      };
    },

    async acquire(input, run, anyIo) {
      const io = workOnHost(input.host ?? null, anyIo);
      const made = await io.run(snapshotCommand(input.owner, namesIn(input, run), run));
      if (made.exitCode !== 0) return notSnapshotted(input.pool, await failureIn(input.pool, made, io));
      const seen = await ownIn(input, run, io);
      if ("unseen" in seen) return seen.unseen;
      taken.note(run, input.host ?? null, seen.found);
      return seen.found.length === input.datasets.length ? null : lost(input.pool);
    },

    async release(input, run, anyIo) {
      const io = workOnHost(input.host ?? null, anyIo);
      const datasets = passing(input);
      if (datasets.length === 0) return null;
      const left = () => ownIn({ ...input, datasets }, run, io);
      const seen = await left();
      if ("unseen" in seen) return seen.unseen;
      let problem: Diagnostic | null = null;
      for (const { dataset } of seen.found) {
        const result = await io.run(destroyScan(dataset, run));
        if (result.exitCode === 0 || (await hasOnlyAsides(snapshotOf(dataset, run, "scan"), io))) continue;
        problem = notDestroyed(snapshotOf(dataset, run, "scan"), await failureIn(input.pool, result, io));
      }
      if (problem === null) return null;
      const after = await left();
      return "found" in after && after.found.length === 0 ? null : problem;
    },

    sharing: {
      merge: (one, other) => ({ ...one, datasets: sorted([...one.datasets, ...other.datasets]) }),
      without: (input, volumes) => ({
        ...input,
        datasets: input.datasets.filter(({ volume }) => !volumes.has(volume)),
      }),
    },
  };
}

function sorted(datasets: readonly MomentDataset[]): readonly MomentDataset[] {
  return [...datasets].sort((a, b) => (a.dataset < b.dataset ? -1 : 1));
}

function passing({ datasets }: MomentInput): readonly MomentDataset[] {
  return datasets.filter(({ keeps }) => !keeps);
}

function nameOf({ dataset, keeps }: MomentDataset, run: RunRef): string {
  return snapshotOf(dataset, run, keeps ? "point" : "scan");
}

function namesIn({ datasets }: MomentInput, run: RunRef): readonly string[] {
  return datasets.map((each) => nameOf(each, run));
}

function destroyScan(dataset: string, run: RunRef) {
  return destroySnapshotsCommand(dataset, [snapshotName(run.stamp, "scan")]);
}

/** A clone that was put aside keeps its origin. The origin is destroyed after that clone. */
async function hasOnlyAsides(snapshot: string, io: ReadIo): Promise<boolean> {
  const { exitCode, stdout } = await io.query(clonesQuery(snapshot));
  const clones = stdout.toString("utf8").trim();
  return exitCode === 0 && clones !== "" && clones.split(",").every((name) => beforeAside(name) !== null);
}

/** Existing snapshots with the mark of this owner. */
async function ownIn(input: MomentInput, run: RunRef, io: ReadIo): Promise<Seen<readonly Snapshot[]>> {
  const seen = await findSnapshots(namesIn(input, run), io);
  if ("unseen" in seen) return seen;
  return { found: seen.found.filter(({ named, mark }) => isOwnSnapshot(named, mark, [input.owner])) };
}
