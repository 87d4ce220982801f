import {
  type ActionHandler,
  type Diagnostic,
  type FileWrite,
  isoOf,
  type Outcome,
  type RunRef,
} from "@rdump/core/provider";
import { removeFileCommand, snapshotCommand, snapshotOf } from "../commands.ts";
import { parseSnapshotName, poolOf, snapshotName } from "../naming/names.ts";
import { stuckIn } from "../pool-state.ts";
import { failureIn } from "../scopes/troubles.ts";
import { probeSnapshot } from "./probe.ts";

export type CompanionInput = {
  readonly owner: string;
  readonly dataset: string;
  /** Where the volume is mounted. */
  readonly root: string;
  readonly surefile: string;
};

/** A snapshot right after the volume got the integrity data of this run's point, since that point cannot hold its own. */
export const companionHandler: ActionHandler<CompanionInput> = {
  kind: "zfs/companion",
  stuck: stuckIn(({ dataset }) => dataset),
  commands: (input, run) => [readmeFor(input, run), snapshot(input, run), removeFileCommand(readmePath(input))],
  probe: ({ owner, dataset }, run, io) => probeSnapshot(snapshotOf(dataset, run, "companion"), owner, io),

  async run({ input, run, io }): Promise<Outcome> {
    // Somebody's own file of this name is left as it is.
    const isFree = (await io.lstat(readmePath(input))) === null;
    if (isFree) await io.run(readmeFor(input, run));
    const made = await io.run(snapshot(input, run));
    if (isFree) await io.run(removeFileCommand(readmePath(input)));
    if (made.exitCode === 0) return { status: "done", made: null, moved: {}, warnings: [] };
    const words = await failureIn(poolOf(input.dataset), made, io);
    return { status: "failed", diagnostic: notMade(input.dataset, run, words), warnings: [] };
  },
};

function snapshot({ owner, dataset }: CompanionInput, run: RunRef) {
  return snapshotCommand(owner, [snapshotOf(dataset, run, "companion")], run);
}

function readmePath({ root }: CompanionInput): string {
  return `${root === "/" ? "" : root}/README.rdump`;
}

function readmeFor(input: CompanionInput, run: RunRef): FileWrite {
  const point = snapshotName(run.stamp, "point");
  const time = parseSnapshotName(point)?.time;
  const content = `This snapshot was made by rdump for its integrity data, ${input.surefile}:
it tells of ${input.dataset}@${point}${time === undefined ? "" : `, which was made at ${isoOf(time)}`}.

The other files here may be newer than that: the scan took its time. To get back what was
there, take it from that snapshot, and prove it by the integrity data here:

    rsure -f ${input.surefile} -d RESTORED check
`;
  return { do: "write", path: readmePath(input), content, mode: 0o644 };
}

function notMade(dataset: string, run: RunRef, words: string): Diagnostic {
  return {
    code: "zfs-no-companion",
    severity: "error",
    summary: "The snapshot that holds the integrity data could not be made",
    detail: `${snapshotOf(dataset, run, "companion")}: ${words}. The point itself is there, and is proven by the next one's integrity data.`,
  };
}
