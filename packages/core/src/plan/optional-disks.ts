import { type Desired, type DesiredGroup, nextDue } from "../desired/desire.ts";
import { slotOf } from "../desired/schedule.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { type Instant, isoOf } from "../model/instant.ts";
import { isOwner } from "../model/ownership.ts";
import type { PointRecord, RecordedPoint } from "../model/record.ts";
import type { OptionalDisk } from "../model/targets/mirrors.ts";
import type { Observed } from "../observe/observe.ts";
import type { Absence, GroupObservation } from "../provider/observation.ts";
import { PLAN } from "./codes.ts";

/**
 * The observation, in which the disk of an optional target that is not connected is no error until its grace has ended.
 * Only the record knows the newest point of such a target.
 */
export function withOptionalDisks(desired: Desired, observed: Observed, record: PointRecord): Observed {
  const groups = new Map<string, GroupObservation>(observed.groups);
  for (const each of desired.groups) {
    const { target, address } = each.group;
    const seen = groups.get(address);
    if (target.targetType !== "mirrors/directory" || target.optional === undefined) continue;
    if (seen?.disconnected !== true || seen.gap === null) continue;
    const absence = absenceOf(each, target.optional, desired, newestOf(address, desired, record));
    groups.set(address, { ...seen, gap: gapOf(target.mount ?? target.path, address, absence), absence });
  }
  return { ...observed, groups };
}

/** The newest complete point of a group that a run recorded. */
function newestOf(address: string, { config }: Desired, { points }: PointRecord): RecordedPoint | null {
  const own = [...points.values()].filter(
    (point) => point.address === address && isOwner(point.owner, config) && point.missing === undefined,
  );
  return own.reduce<RecordedPoint | null>(
    (newest, each) => (newest === null || newest.time < each.time ? each : newest),
    null,
  );
}

/** Whether an optional target is due, and beyond its grace, at a time. `newest`: its newest complete point. */
export function absenceOf(
  desired: DesiredGroup,
  { grace }: OptionalDisk,
  { zone, now }: Pick<Desired, "zone" | "now">,
  newest: Absence["newest"],
): Absence {
  if (newest === null) return { newest: null, dueSince: null, until: null, due: true, overdue: true };
  const { id, name, time } = newest;
  const dueSince = nextDue(desired, zone, Date.parse(time));
  const until = grace === null ? slotOf(desired.group.target.every, zone, dueSince).end : dueSince + grace;
  return { newest: { id, name, time }, dueSince, until, due: now >= dueSince, overdue: now >= until };
}

function gapOf(disk: string, address: string, absence: Absence): Diagnostic {
  const detail = `The disk at ${disk} is not connected. ${absenceText(absence)}`;
  return absence.overdue
    ? PLAN.error("plan-disk-overdue", detail, { address })
    : PLAN.note("plan-disk-absent", detail, { address });
}

function absenceText({ newest, dueSince, until, due, overdue }: Absence): string {
  if (newest === null || dueSince === null || until === null)
    return "No complete copy of this mirror is recorded. Connect the disk once, and apply.";
  if (!due) return `Nothing to do: the mirror is due from ${isoOf(dueSince)}.`;
  const since = `due since ${isoOf(dueSince)}`;
  if (!overdue) return `Nothing to do: the mirror is ${since}, and its grace ends at ${isoOf(until)}.`;
  return `The mirror is ${since}, and its grace ended at ${isoOf(until)}. Connect the disk, and apply.`;
}

/** The next instant at which the absence of a disk changes its meaning. */
export function absenceFlips({ dueSince, until }: Absence, now: Instant): readonly Instant[] {
  return [dueSince, until].flatMap((each) => (each !== null && each > now ? [each] : []));
}
