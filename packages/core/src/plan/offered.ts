import type { Zone } from "../desired/calendar.ts";
import type { Desired } from "../desired/desire.ts";
import { slotKey } from "../desired/schedule.ts";
import { CALENDAR_UNITS, type Every } from "../model/every.ts";
import { byAge, type PointRef } from "../model/point.ts";
import type { Target } from "../model/target.ts";
import type { Observed } from "../observe/observe.ts";
import { type Assessment, unpinned } from "./assess.ts";
import { expirable } from "./expiry.ts";
import { retain } from "./retention.ts";

/** By group: the points that it gets before the point of this run, oldest first. */
export type Offers = ReadonlyMap<string, readonly PointRef[]>;

/**
 * The offered points that the keep rules of each group would keep, for periods in which the group has no point: after a
 * pause it gets the points that it missed. Not those that expire where they are.
 */
export function offersOf(assessments: readonly Assessment[], observed: Observed, desired: Desired): Offers {
  const offers = new Map<string, readonly PointRef[]>();
  for (const assessment of assessments) {
    const { address } = assessment.desired.group;
    const offered = observed.groups.get(address)?.offered ?? [];
    if (offered.length === 0 || !assessment.due || assessment.begun) continue;
    const origin = originOf(assessment, assessments);
    const leaving = new Set(origin === undefined ? [] : expirable(origin, desired).map(({ id }) => id));
    const staying = offered.filter(({ id }) => !leaving.has(id));
    const wanted = wantedOf(assessment, staying, desired);
    if (wanted.length > 0) offers.set(address, wanted);
  }
  return offers;
}

/** The group that has the offered points. */
function originOf({ desired }: Assessment, assessments: readonly Assessment[]): Assessment | undefined {
  const { group, madeFrom } = desired;
  return assessments.find(({ desired: { group: other } }) =>
    madeFrom === null
      ? other.volume.name === group.volume.name && other.target.kind === "snapshots"
      : other.address === madeFrom,
  );
}

function wantedOf(
  { desired: { group }, complete, pinned }: Assessment,
  offered: readonly PointRef[],
  { zone, now }: Desired,
): readonly PointRef[] {
  const candidates = newestOfPeriods(offered, [...complete.map(({ time }) => time), now], periodOf(group.target), zone);
  const ids = new Set(candidates.map(({ id }) => id));
  const coming = { id: "", name: "\uffff", time: now, held: [] };
  const aged = candidates.map((each) => ({ ...each, held: [] }));
  const { points, reasons } = retain({
    ...{ keep: group.target.keep, zone, now },
    points: [...unpinned(complete, pinned), ...aged, coming],
  });
  const isKept = (index: number) => reasons[index] != null && reasons[index]?.rule !== "future";
  const kept = new Set(points.flatMap(({ id }, index) => (ids.has(id) && isKept(index) ? [id] : [])));
  return candidates.filter(({ id }) => kept.has(id));
}

/** The newest point of each period in which there is none yet. */
function newestOfPeriods(
  offered: readonly PointRef[],
  filled: readonly number[],
  period: Every,
  zone: Zone,
): readonly PointRef[] {
  const keys = new Set(filled.map((time) => slotKey(period, zone, time)));
  const newest = new Map<string, PointRef>();
  for (const each of offered.toSorted(byAge)) {
    const key = slotKey(period, zone, each.time);
    if (!keys.has(key)) newest.set(key, each);
  }
  return [...newest.values()].sort(byAge);
}

/** The finest period that the rules count; else the schedule of the target. */
function periodOf({ keep, every }: Target): Every {
  const unit = CALENDAR_UNITS.find((each) => keep[each] > 0);
  const countsOthers = keep.last > 0 || keep.within !== null;
  return unit === undefined || countsOthers ? every : { kind: "calendar", unit };
}
