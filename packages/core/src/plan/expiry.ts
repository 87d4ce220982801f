import type { Desired } from "../desired/desire.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { NamedPoint } from "../model/action.ts";
import { durationText } from "../model/duration.ts";
import { type Instant, isoOf } from "../model/instant.ts";
import { type KeepRules, PERIOD_RULES } from "../model/keep.ts";
import { limitsOf } from "../model/limits-of.ts";
import { activePins } from "../model/pin.ts";
import type { PointRef } from "../model/point.ts";
import { type Assessment, unpinned } from "./assess.ts";
import { inOrderOfDeletion, type Link, partOf, withoutBases } from "./chains.ts";
import { PLAN } from "./codes.ts";
import { type AgedPoint, type Retention, retain } from "./retention.ts";

/** The deletions of one group, and why they require confirmation. */
export interface Expiry {
  /** In the order of deletion. */
  readonly expired: readonly NamedPoint[];
  readonly reason: string;
  /** Invalid points that a complete point has replaced. */
  readonly superseded: readonly NamedPoint[];
  /** Why the expired points require confirmation; null if they do not. */
  readonly guard: string | null;
  /** Why the superseded points require confirmation; null if they do not. */
  readonly supersededGuard: string | null;
  /** The first instant at which this decision changes. */
  readonly flips: Instant | null;
}

/** The facts outside of the group that an expiry depends on. */
export interface Circumstances {
  /** This run makes a point in the group. */
  readonly gains: boolean;
  /** The points that it makes there before. */
  readonly offered: readonly PointRef[];
  /** Why deletions of the repository or the volume require confirmation. */
  readonly guardReason: string | null;
  /** The id of the point that this run makes a difference to; null: to none. */
  readonly base: string | null;
  /** The ids of points that are proven. */
  readonly proven: ReadonlySet<string>;
}

/**
 * What one group loses, with the points that this run makes (`gains`, `offered`) counted in, so that an ordinary night is one in,
 * one out. Nothing is destroyed with a gap, with points of another machine in the group, with a clock that contradicts
 * the points, or while the point that is due cannot be made.
 *
 * The rules are applied to the complete points alone, and to complete and incomplete ones together; a point stays when
 * either keeps it. So an incomplete point never expires a complete one, and is never destroyed only because a complete
 * one came later.
 *
 * While no point that stays is proven, the newest proven one stays, too. What stays for any reason keeps the points that it
 * is a difference to.
 */
export function expiryOf(
  assessment: Assessment,
  { gains, offered, guardReason, base, proven }: Circumstances,
  { config, zone, now }: Desired,
): Expiry {
  const { foreign, pinned, clock, gap, due, desired } = assessment;
  const complete = unpinned(assessment.complete, pinned);
  const incomplete = unpinned(assessment.incomplete, pinned);
  const { keep } = desired.group.target;
  const limit = limitsOf(config, desired.group.volume).destroy;
  const link = base === null ? {} : { base };
  const made = gains ? [{ id: "", name: "\uffff", time: now, held: [], ...link }] : [];
  const coming = [...offered.map((each) => ({ ...each, held: [] })), ...made];
  const keptOf = (points: readonly AgedPoint[]) => retain({ points: [...points, ...coming], keep, zone, now });
  const alone = keptOf(complete);
  const together = incomplete.length === 0 ? alone : keptOf([...complete, ...incomplete]);
  const stays = complete.length < assessment.complete.length;
  const pins = activePins(config.pinned, desired.group.address, now);
  const blocked = gap !== null || foreign.length > 0 || clock !== null || (due && !gains);
  const offers = new Set(offered.map(idOf));
  const expired = blocked ? [] : expiredOf(together, alone, incomplete).filter(({ id }) => !offers.has(id));
  const all = [...assessment.complete, ...assessment.incomplete];
  const leaving = withoutBases(withoutLastProven(expired, assessment.complete, proven), all, base);
  return {
    expired: inOrderOfDeletion(leaving, all).map(named),
    reason: `expired: no rule keeps it (${rulesInWords(keep)})`,
    superseded: blocked ? [] : supersededOf(assessment, gains).map(named),
    guard:
      leaving.length === 0
        ? null
        : (guardReason ?? guardOf(leaving, { complete: [...complete, ...coming], incomplete }, limit, stays)),
    supersededGuard: guardReason,
    flips: [alone.flips, together.flips, ...pins.map(({ until }) => until)].reduce(firstOf),
  };
}

/**
 * The points that the keep rules expire after the due point is made, oldest first, and no point before a difference to it:
 * deleting them now frees space for the due point. Never the newest complete point.
 */
export function expirable(assessment: Assessment, { zone, now }: Desired): readonly PointRef[] {
  const { newest, pinned, due, desired } = assessment;
  const complete = unpinned(assessment.complete, pinned);
  const incomplete = unpinned(assessment.incomplete, pinned);
  const { keep } = desired.group.target;
  const coming = due ? [{ id: "", name: "\uffff", time: now, held: [] }] : [];
  const keptOf = (points: readonly AgedPoint[]) => retain({ points: [...points, ...coming], keep, zone, now });
  const leaving = expiredOf(keptOf([...complete, ...incomplete]), keptOf(complete), incomplete);
  const all = [...assessment.complete, ...assessment.incomplete];
  return inOrderOfDeletion(withoutBases(leaving, all, newest?.id ?? null), all);
}

/** `expired`: oldest first. At most one point is kept beyond the rules. */
function withoutLastProven(
  expired: readonly PointRef[],
  complete: readonly PointRef[],
  proven: ReadonlySet<string>,
): readonly PointRef[] {
  const goes = new Set(expired.map(idOf));
  if (complete.some(({ id }) => proven.has(id) && !goes.has(id))) return expired;
  const last = expired.findLast(({ id }) => proven.has(id));
  return last === undefined ? expired : expired.filter(({ id }) => id !== last.id);
}

/** Sorted by age. The rules are applied twice: to the complete points alone, and to complete and incomplete points. */
function expiredOf(
  { points, reasons }: Retention<AgedPoint>,
  alone: Retention<AgedPoint>,
  incomplete: readonly PointRef[],
): readonly PointRef[] {
  const expired = points.filter((_, index) => reasons[index] === null);
  if (incomplete.length === 0) return expired;
  const goes = new Set([...incomplete, ...alone.points.filter((_, index) => alone.reasons[index] === null)].map(idOf));
  return expired.filter(({ id }) => goes.has(id));
}

function idOf({ id }: PointRef): string {
  return id;
}

function firstOf(one: Instant | null, other: Instant | null): Instant | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

function supersededOf({ invalid, newest, pinned }: Assessment, gains: boolean): readonly PointRef[] {
  const others = unpinned(invalid, pinned);
  if (gains) return others;
  return others.filter((point) => newest !== null && newest.time >= point.time);
}

/** `stays`: a complete point is pinned. */
function guardOf(
  leaving: readonly Link[],
  { complete, incomplete }: { readonly complete: readonly Link[]; readonly incomplete: readonly Link[] },
  limit: number,
  stays: boolean,
): string | null {
  const goes = new Set(leaving.map(({ id }) => id));
  if (!stays && complete.every(({ id }) => goes.has(id))) return "it would leave no complete point";
  const all = [...complete, ...incomplete];
  if (partOf(leaving, all) <= limit) return null;
  return `it would destroy ${leaving.length} of ${all.length} points, more than limits.destroy (${Math.round(limit * 100)}%) allows`;
}

/** `daily 7, weekly 4`: the keep rules as in a config. */
function rulesInWords(keep: KeepRules): string {
  const counted = PERIOD_RULES.filter((rule) => keep[rule] > 0).map((rule) => `${rule} ${keep[rule]}`);
  if (keep.within !== null) counted.push(`within ${durationText(keep.within)}`);
  return counted.join(", ");
}

function named({ id, name, time, adopted }: PointRef): NamedPoint {
  return { id, name, time: isoOf(time), ...(adopted === true ? { adopted } : {}) };
}

/** For a group whose deletions require confirmation. */
export function guardDiagnostic(address: string, guard: string, count: number): Diagnostic {
  const points = count === 1 ? "1 point" : `${count} points`;
  const detail = `The plan would destroy ${points} of this group, but ${guard}. These points are kept until their exact number is confirmed with apply --allow-destroy.`;
  return PLAN.warning("plan-guard", detail, { address });
}
