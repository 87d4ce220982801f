import type { Desired } from "../desired/desire.ts";
import type { Config } from "../model/config.ts";
import type { Group } from "../model/group.ts";
import { type Instant, stampOf } from "../model/instant.ts";
import type { Point } from "../model/point.ts";
import { type PointRecord, stampsOf } from "../model/record.ts";
import { deadRunRef } from "../model/run.ts";
import type { Observed } from "../observe/observe.ts";

/**
 * The observation, in which points of unknown runs are foreign: the run began after the first entry of the record, and
 * neither the record nor a journal has it. Each run of this machine is in the record before its first action. So a clone of
 * this machine made the point, or the state directory was restored from an older state. `journals`: ids of runs.
 */
export function withUnknownRuns(
  desired: Desired,
  observed: Observed,
  record: PointRecord,
  journals: readonly string[],
): Observed {
  if (record.begun === null) return observed;
  const begun = Date.parse(record.begun);
  const firstStamp = stampOf(begun);
  const known = new KnownRuns(record, journals);
  const isUnknown = ({ run, machine = null, adopted }: Point) => {
    if (adopted === true) return false;
    // Runs of another machine that was taken over are not in the record of this machine.
    if (machine !== null && machine !== desired.config.machine) return false;
    // The id of a run begins with its stamp, so most of 100,000 runs need no parsing.
    if (run.slice(0, firstStamp.length) <= firstStamp || known.has(run)) return false;
    const began = beganAt(run);
    // A run in the future is a sign of a wrong clock, which has its own diagnostic.
    return began !== null && began > begun && began <= desired.now;
  };
  const groups = new Map(observed.groups);
  for (const { group } of desired.groups) {
    const seen = groups.get(group.address);
    if (seen === undefined || holdsOne(group) || isTakenOver(group, desired.config) || !seen.points.some(isUnknown))
      continue;
    const foreign = [...(seen.foreign ?? []), ...seen.points.filter(isUnknown)];
    groups.set(group.address, { ...seen, points: seen.points.filter((point) => !isUnknown(point)), foreign });
  }
  // A clone of this machine has the same mark, so its points are in the same forgotten group.
  const forgotten = observed.forgotten.map((each) =>
    isTakenOver(each, desired.config) ? each : { ...each, points: each.points.filter((point) => !isUnknown(point)) },
  );
  return { ...observed, groups, forgotten };
}

/** Runs by id, and by the time of their points: the name of a snapshot has only the time. */
class KnownRuns {
  readonly #runs: PointRecord["runs"];
  readonly #journals: ReadonlySet<string>;
  /** Made when the first run is not known by its id: a record can have 100,000 runs. */
  #stamps: ReadonlySet<string> | null = null;

  constructor({ runs }: PointRecord, journals: readonly string[]) {
    this.#runs = runs;
    this.#journals = new Set(journals);
  }

  has(run: string): boolean {
    if (this.#runs.has(run) || this.#journals.has(run)) return true;
    this.#stamps ??= stampsOf(this.#runs);
    return this.#stamps.has(run);
  }
}

function beganAt(run: string): Instant | null {
  const began = Date.parse(deadRunRef(/Z$/.test(run) ? `${run}-` : run, null).time);
  return Number.isNaN(began) ? null : began;
}

/** Not for mirrors and clones: the next run replaces their one state. */
function holdsOne({ target }: Group): boolean {
  return target.targetType === "mirrors/directory" || target.targetType === "clones/zfs";
}

/** A takeover that names this machine accepts its unknown runs. */
function isTakenOver({ address }: Pick<Group, "address">, { machine, takenOver }: Config): boolean {
  return takenOver.some((each) => each.machine === machine && (each.address === null || each.address === address));
}
