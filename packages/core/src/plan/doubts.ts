import type { Desired } from "../desired/desire.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Config } from "../model/config.ts";
import { stampOf } from "../model/instant.ts";
import { presentName } from "../model/ownership.ts";
import type { Point } from "../model/point.ts";
import type { PointRecord, RecordedDisk } from "../model/record.ts";
import type { SourceFinding } from "../model/shrinkage.ts";
import type { Observed } from "../observe/observe.ts";
import type { Assessment } from "./assess.ts";
import { PLAN } from "./codes.ts";

/**
 * Points of a source that had lost files, or of another disk in its place, are as good as the source was. While the state
 * is open, nothing of the volume is destroyed, and they count as complete. If the user accepts the state, they stay
 * complete. If it ends because the files or the disk are back, they are incomplete: they fill no slot, and expire no
 * complete point.
 */
export function withDoubts(
  desired: Desired,
  observed: Observed,
  record: PointRecord,
  findings: readonly SourceFinding[],
): Observed {
  const losses = lossDoubts(findings, desired.config.id);
  const disks = diskDoubts(record.disks ?? [], desired.config);
  if (losses.size + disks.size === 0) return observed;
  const groups = new Map(observed.groups);
  for (const { group } of desired.groups) {
    const { name } = group.volume;
    const seen = groups.get(group.address);
    const runs = [
      ...endedIn(losses.get(name)),
      ...ofOtherDisks(disks.get(name), observed.sources.get(name)?.disk ?? null),
    ];
    if (seen === undefined || runs.length === 0) continue;
    const doubtful = withStamps(runs, record);
    const points = seen.points.map(
      (point): Point =>
        point.state === "complete" && point.adopted !== true && doubtful.has(point.run)
          ? { ...point, state: "incomplete", doubtful: true }
          : point,
    );
    groups.set(group.address, { ...seen, points });
  }
  return { ...observed, groups };
}

/** A snapshot has the time of its run in its name, and not the id. */
function withStamps(runs: readonly string[], record: PointRecord): ReadonlySet<string> {
  const times = runs.flatMap((run) => record.runs.get(run) ?? []);
  return new Set([...runs, ...times.map((time) => stampOf(Date.parse(time)))]);
}

interface Losses {
  /** The addresses of the counters whose loss is open. */
  readonly open: Set<string>;
  /** By run: whether the loss has ended without being accepted. */
  readonly runs: Map<string, boolean>;
}

/**
 * By volume: the runs that made points while a loss was open. An accepted loss leaves none; neither does the run that
 * finds the files back.
 */
export function lossDoubts(findings: readonly SourceFinding[], owner: string): ReadonlyMap<string, Losses> {
  const found = new Map<string, Losses>();
  for (const finding of findings) {
    if (finding.owner !== owner) continue;
    const { kind, volume, by, run } = finding;
    const losses = found.get(volume) ?? { open: new Set<string>(), runs: new Map<string, boolean>() };
    found.set(volume, losses);
    const { open, runs } = losses;
    if (kind === "shrunk") open.add(by);
    if (kind === "regrown") open.delete(by);
    if (kind === "shrunk" || kind === "made") {
      if (open.size > 0) runs.set(run, false);
      continue;
    }
    if (open.size > 0 && kind === "regrown") continue;
    if (kind === "regrown") runs.delete(run);
    for (const [each, isEnded] of runs) {
      if (kind === "regrown") runs.set(each, true);
      else if (!isEnded) runs.delete(each);
    }
    open.clear();
  }
  return found;
}

function endedIn(losses: Losses | undefined): readonly string[] {
  return losses === undefined ? [] : [...losses.runs].flatMap(([run, isEnded]) => (isEnded ? [run] : []));
}

interface Disks {
  /** Where the source is expected. */
  readonly expected: string | null;
  /** By run: the other disk that was in the place of the source, and that was not accepted since. */
  readonly runs: ReadonlyMap<string, string>;
}

/** By the present name of the volume. */
export function diskDoubts(disks: readonly RecordedDisk[], config: Pick<Config, "moved">): ReadonlyMap<string, Disks> {
  const found = new Map<string, Disks>();
  for (const { volume, disk, run } of disks) {
    const name = presentName(volume, config.moved.volumes);
    const { expected, runs } = found.get(name) ?? { expected: null, runs: new Map<string, string>() };
    if (run === undefined) {
      found.set(name, { expected: disk, runs: new Map([...runs].filter(([, other]) => other !== disk)) });
    } else found.set(name, { expected, runs: new Map(runs).set(run, disk) });
  }
  return found;
}

/** Where the disk that is there now is the other one, the state is open. */
function ofOtherDisks(disks: Disks | undefined, now: string | null): readonly string[] {
  return disks === undefined ? [] : [...disks.runs].flatMap(([run, disk]) => (disk === now ? [] : [run]));
}

/** Says once for each group that such points do not count. */
export function doubtfulNotes(assessments: readonly Assessment[]): readonly Diagnostic[] {
  return assessments.flatMap(({ incomplete, desired: { group } }) => {
    const found = incomplete.filter(({ doubtful }) => doubtful === true);
    if (found.length === 0) return [];
    const many = found.length === 1 ? "1 point was" : `${found.length} points were`;
    const named = found.slice(0, MOST_NAMED).map(({ name }) => name);
    const more = found.length > named.length ? `, and ${found.length - named.length} more` : "";
    const detail = `${many} made while the source had lost files, or while another disk was in its place: ${named.join(", ")}${more}. That ended without being accepted. These points count as incomplete: they fill no slot and make no complete point expire, and the keep rules decide how long they are kept.`;
    return [PLAN.note("plan-doubtful", detail, { address: group.address })];
  });
}

const MOST_NAMED = 3;
