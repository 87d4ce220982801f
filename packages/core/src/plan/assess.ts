import { type Desired, type DesiredGroup, isNamed } from "../desired/desire.ts";
import { type Slot, slotKey } from "../desired/schedule.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Group } from "../model/group.ts";
import { hasNoRules } from "../model/keep.ts";
import { activePins } from "../model/pin.ts";
import { byAge, type Completeness, type Point, type PointRef } from "../model/point.ts";
import type { Observed } from "../observe/observe.ts";
import type { Absence } from "../provider/observation.ts";
import type { Providers } from "../provider/providers.ts";
import type { Wants } from "../provider/roles.ts";
import { clockProblem } from "./clock.ts";

/** The state of one group, compared with its declaration. */
export interface Assessment {
  readonly desired: DesiredGroup;
  /** The material of a new point (tree, moment); null if no provider keeps such a target. */
  readonly wants: Wants | null;
  /** Own complete points, oldest first. */
  readonly complete: readonly Point[];
  /** Own points with missing files, oldest first. */
  readonly incomplete: readonly Point[];
  /** Own points that were not finished or not checked, or whose tree was not the volume, oldest first. */
  readonly invalid: readonly Point[];
  /** Points of the same owner from another machine, oldest first. They fill no slot. */
  readonly foreign: readonly Point[];
  readonly newest: Point | null;
  /** Its slot has no complete point, or one more was requested. Never for a replica of a sender. */
  readonly due: boolean;
  /** The point of its slot was begun, and an adjustment completes it. */
  readonly begun: boolean;
  /** One more point was requested, and its slot has one. */
  readonly requested: boolean;
  /** The previous slot has no complete point either. */
  readonly overdue: boolean;
  /** The identities that are pinned now: these points stay, and take no part in the keep rules. */
  readonly pinned: ReadonlySet<string>;
  /** The group could not be listed, so nothing about it is known. */
  readonly gap: Diagnostic | null;
  /** The disk of an optional target is not connected. Then there is a gap too. */
  readonly absence: Absence | null;
  /** Why the volume cannot be read. No point that needs its files can be made. */
  readonly sourceGap: Diagnostic | null;
  /** The clock contradicts the times of the points, so nothing in the group is destroyed. */
  readonly clock: Diagnostic | null;
  /** No keep rule is declared: every point is kept. */
  readonly unthinned: boolean;
  /** The identity of the repository, disk or dataset that has the points; null: not known. */
  readonly place: string | null;
}

export function assess(
  desired: Desired,
  observed: Observed,
  providers: Pick<Providers, "keeper">,
): readonly Assessment[] {
  return desired.groups.map((each) => {
    const wants = providers.keeper(each.group.target.targetType)?.wants ?? null;
    return assessGroup(each, wants, desired, observed);
  });
}

function sourceGapOf({ volume }: Group, wants: Wants | null, { sources }: Observed): Diagnostic | null {
  const source = sources.get(volume.name);
  return source?.gap ?? (wants === "tree" ? (source?.unreadable ?? null) : null);
}

function placeOf({ address, repository }: Group, { repositories, groups }: Observed): string | null {
  if (repository !== null) return repositories.get(repository.name)?.id ?? null;
  return groups.get(address)?.place ?? null;
}

/** The points that the keep rules are applied to. */
export function unpinned<P extends PointRef>(points: readonly P[], pinned: ReadonlySet<string>): readonly P[] {
  return pinned.size === 0 ? points : points.filter(({ id }) => !pinned.has(id));
}

/** How far before its start a slot can have begun, where a clock was put back over it; no clock was by more than a day. */
const REACH = 48 * 3_600_000;

function assessGroup(
  desired: DesiredGroup,
  wants: Wants | null,
  { config, zone, now, extra }: Desired,
  observed: Observed,
): Assessment {
  const { group, slot, previous } = desired;
  const observation = observed.groups.get(group.address);
  if (observation === undefined) throw new Error(`no observation of ${group.address}`);
  const points = [...observation.points].sort(byAge);
  const inState = (wanted: Completeness) => points.filter(({ state }) => state === wanted);
  const [incomplete, invalid] = [inState("incomplete"), inState("invalid")];
  const complete = incomplete.length + invalid.length === 0 ? points : inState("complete");
  const pinned = new Set(activePins(config.pinned, group.address, now).map(({ id }) => id));
  const { every } = group.target;
  const filled = ({ key, start }: Slot) => {
    const isOlder = ({ time }: Point) => time < start - REACH;
    const nearest = complete.findLast((point) => isOlder(point) || slotKey(every, zone, point.time) === key);
    return nearest !== undefined && !isOlder(nearest);
  };
  const isReceived = group.volume.sender !== undefined;
  const isEmpty = observation.gap === null && !filled(slot);
  const { begun } = observation;
  const isBegun = begun !== undefined && slotKey(every, zone, begun) === slot.key;
  const requested = observation.gap === null && !isEmpty && !isReceived && isNamed(group, extra);
  return {
    desired,
    wants,
    complete,
    incomplete,
    invalid,
    foreign: [...(observation.foreign ?? [])].sort(byAge),
    newest: complete.at(-1) ?? null,
    due: (isEmpty && !isReceived) || requested,
    begun: isEmpty && isBegun && !isNamed(group, extra),
    requested,
    overdue: isEmpty && !filled(previous),
    gap: observation.gap,
    absence: observation.absence ?? null,
    sourceGap: sourceGapOf(group, wants, observed) ?? observation.obstacle ?? null,
    clock: clockProblem(group.address, unpinned(complete, pinned), now),
    pinned,
    unthinned: hasNoRules(group.target.keep),
    place: placeOf(group, observed),
  };
}
