import type { Zone } from "../desired/calendar.ts";
import { periodAt } from "../desired/calendar-periods.ts";
import type { Instant } from "../model/instant.ts";
import { hasNoRules, type KeepRules, PERIOD_RULES, type PeriodRule } from "../model/keep.ts";
import { byAge, type Point } from "../model/point.ts";
import { firstFlip } from "./retention-flips.ts";

/** The facts about a point that retention uses. */
export type AgedPoint = Pick<Point, "id" | "name" | "time" | "held">;

/** Why a point is kept. `number` counts what the rule has kept so far, from 1, as in the listing of `borg prune`. */
export type KeepReason =
  | { readonly rule: PeriodRule | `${PeriodRule}[oldest]` | "within"; readonly number: number }
  | { readonly rule: "held" | "future" | "no-rules" };

export interface Retention<P extends AgedPoint> {
  /** Oldest first, in the order of `byAge`. */
  readonly points: readonly P[];
  /** Of each point, in the same order; null: expired. Two lists, because a group may hold 100,000 points. */
  readonly reasons: readonly (KeepReason | null)[];
  /**
   * The first instant after `now` at which the same points are not all kept or expired as they are now; null: they are
   * for ever. With very many points in the future it may be an earlier one, never a later.
   */
  readonly flips: Instant | null;
}

export interface RetentionQuestion<P extends AgedPoint> {
  /** The complete points of one group, in any order. */
  readonly points: readonly P[];
  readonly keep: KeepRules;
  readonly zone: Zone;
  readonly now: Instant;
}

/**
 * Which points of a group the keep rules keep: for the same points, zone and rules exactly the set that `borg prune`
 * keeps (1.2, `helpers/misc.py`: `prune_within`, `prune_split`), so that the rules have one meaning.
 *
 * - `within` comes first and keeps each point that is younger than its time; one exactly that old is not younger.
 * - Then the counting rules, from the finest to the coarsest (`last` is borg's `--keep-secondly`, also spelled
 *   `--keep-last`: one point a second at most). Of each period only the newest point is a candidate. One that is kept
 *   already is passed over without counting. A rule that comes to the oldest point without having reached its number
 *   keeps that point too.
 * - A point is the newest of its period when the next newer point shows another period on the wall clock of the zone.
 *   That differs from "no newer point shows the same" only where a clock was put back over the end of a period: with
 *   points before, in and after, the day counts twice on which St. John's changed at one minute past midnight.
 * - Points of one instant are ranked by name, the last being the newest, as borg ranks them.
 *
 * borg computes `--keep-within` in whole hours, with 31 days a month and 365 days a year; here it is the duration of
 * the config in milliseconds. `within` alone may expire each and every point, in borg and here: that a group keeps one
 * is for the guards. borg 1.4 documents the same rules, and quarterly ones that rdump does not offer.
 *
 * Beyond borg: zero rules keep everything (borg refuses to run). A point in the future is kept and takes no part, so
 * that a clock that was wrong once pushes nothing out. A held point takes part like any other, so that the rules come
 * to the same result once it is released, and is kept where they would expire it.
 */
export function retain<P extends AgedPoint>(question: RetentionQuestion<P>): Retention<P> {
  const { points, keep, zone, now } = question;
  const newestFirst = [...points].sort((a, b) => byAge(b, a));
  if (hasNoRules(keep)) {
    const reasons = newestFirst.map((): KeepReason => ({ rule: "no-rules" }));
    return { points: newestFirst.reverse(), reasons, flips: null };
  }
  const ranked = rank(newestFirst, keep, zone);
  const reasons = select(ranked, keep, now);
  const flips = firstFlip(ranked.times, keep.within, now, reasons, (at) => select(ranked, keep, at));
  return { points: newestFirst.reverse(), reasons: reasons.reverse(), flips };
}

/** A group that is prepared for several values of `now`. All indices count from the newest point. */
interface Ranked {
  readonly times: readonly Instant[];
  readonly held: readonly boolean[];
  /** For each rule in force: the points whose next newer neighbour is in another period. */
  readonly heads: ReadonlyMap<PeriodRule, readonly number[]>;
}

function rank(newestFirst: readonly AgedPoint[], keep: KeepRules, zone: Zone): Ranked {
  const times = newestFirst.map((point) => point.time);
  const held = newestFirst.map((point) => point.held.length > 0);
  const locals = times.map((time) => zone.localAt(time));
  const heads = new Map<PeriodRule, readonly number[]>();
  for (const rule of PERIOD_RULES) {
    if (keep[rule] > 0) heads.set(rule, headsOf(rule, locals));
  }
  return { times, held, heads };
}

function headsOf(rule: PeriodRule, locals: readonly number[]): number[] {
  const heads: number[] = [];
  let newer = Number.NaN;
  locals.forEach((local, index) => {
    const period = rule === "last" ? Math.floor(local / 1000) : periodAt(rule, local);
    if (period !== newer) heads.push(index);
    newer = period;
  });
  return heads;
}

type Reasons = (KeepReason | null)[];

function select(ranked: Ranked, keep: KeepRules, now: Instant): Reasons {
  const { times, held, heads } = ranked;
  const reasons: Reasons = new Array(times.length).fill(null);
  const newest = markFuture(times, now, reasons);
  if (keep.within !== null) keepWithin(times, newest, now - keep.within, reasons);
  for (const [rule, candidates] of heads) keepPeriods(rule, keep[rule], candidates, newest, reasons);
  held.forEach((isHeld, index) => {
    if (isHeld) reasons[index] ??= { rule: "held" };
  });
  return reasons;
}

/** Marks the points of the future, and returns the index of the newest other point. */
function markFuture(times: readonly Instant[], now: Instant, reasons: Reasons): number {
  for (const [index, time] of times.entries()) {
    if (time <= now) return index;
    reasons[index] = { rule: "future" };
  }
  return times.length;
}

function keepWithin(times: readonly Instant[], newest: number, limit: Instant, reasons: Reasons): void {
  for (const [index, time] of times.entries()) {
    if (time <= limit) return;
    if (index >= newest) reasons[index] = { rule: "within", number: index - newest + 1 };
  }
}

function keepPeriods(
  rule: PeriodRule,
  wanted: number,
  heads: readonly number[],
  newest: number,
  reasons: Reasons,
): void {
  if (newest === reasons.length) return;
  let kept = 0;
  const reached = (index: number) => {
    if (reasons[index] === null) reasons[index] = { rule, number: ++kept };
    return kept === wanted;
  };
  if (reached(newest)) return;
  for (const head of heads) {
    if (head > newest && reached(head)) return;
  }
  reasons[reasons.length - 1] ??= { rule: `${rule}[oldest]`, number: kept + 1 };
}
