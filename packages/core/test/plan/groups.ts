import fc from "fast-check";
import { openZone, type Zone } from "../../src/desired/calendar.ts";
import { type KeepRules, PERIOD_RULES } from "../../src/model/keep.ts";
import type { AgedPoint, Retention } from "../../src/plan/retention.ts";

const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Moments at which a clock changed, and the zone where it did. */
const CHANGES: readonly (readonly [string, string])[] = [
  ["UTC", "2024-02-29T00:00:00Z"],
  ["UTC", "2026-01-01T00:00:00Z"],
  ["Europe/Berlin", "2026-03-29T01:00:00Z"],
  ["Europe/Berlin", "2026-10-25T01:00:00Z"],
  ["America/New_York", "2025-03-09T07:00:00Z"],
  ["America/New_York", "2025-11-02T06:00:00Z"],
  ["America/St_Johns", "2005-10-30T02:31:00Z"],
  ["America/Sao_Paulo", "2019-02-17T02:00:00Z"],
  ["Antarctica/Troll", "2025-10-26T01:00:00Z"],
  ["Asia/Kathmandu", "1985-12-31T18:30:00Z"],
  ["Australia/Lord_Howe", "2026-04-04T15:00:00Z"],
  ["Australia/Lord_Howe", "2026-10-03T15:30:00Z"],
  ["Pacific/Apia", "2011-12-30T10:00:00Z"],
];

const ZONES: ReadonlyMap<string, Zone> = new Map(CHANGES.map(([name]) => [name, openZone(name)]));

export interface Group {
  readonly zoneName: string;
  readonly zone: Zone;
  readonly now: number;
  readonly points: readonly AgedPoint[];
  readonly keep: KeepRules;
}

const steps = fc.oneof(
  fc.constantFrom(0, 1, 400, SECOND, 17 * MINUTE, 30 * MINUTE, HOUR, 6 * HOUR, DAY, 7 * DAY, 31 * DAY),
  fc.integer({ min: 0, max: 3 * DAY }),
);

const keeps = fc.record({
  last: fc.constantFrom(0, 0, 1, 3),
  hourly: fc.constantFrom(0, 0, 1, 2, 5, 24),
  daily: fc.constantFrom(0, 1, 2, 7),
  weekly: fc.constantFrom(0, 0, 1, 4),
  monthly: fc.constantFrom(0, 0, 1, 6),
  yearly: fc.constantFrom(0, 0, 1, 10),
  within: fc.constantFrom(null, null, HOUR, 5 * HOUR, DAY, 14 * DAY),
});

/**
 * A group of up to 50 points around a change of the zone's clock, some of one and the same time. `ahead` is how many of
 * its points may be in the future, and `held` whether some of them may be.
 */
export function groups({ ahead = 0, held = false, maxLength = 50 } = {}): fc.Arbitrary<Group> {
  return fc
    .record({
      change: fc.constantFrom(...CHANGES),
      gaps: fc.array(steps, { maxLength }),
      /** Which of the points, counted in time, stands at the change. */
      pivot: fc.nat({ max: maxLength }),
      shift: fc.constantFrom(0, 0, -1, 1, 30 * MINUTE, -30 * MINUTE),
      later: fc.oneof(fc.constantFrom(0, 1, HOUR, DAY), fc.nat({ max: 20 * DAY })),
      future: fc.nat({ max: ahead }),
      keep: keeps,
      holds: fc.array(fc.constantFrom(true, false, false, false, false, false), { minLength: maxLength, maxLength }),
    })
    .map(({ change: [zoneName, moment], gaps, pivot, shift, later, future, keep, holds }) => {
      let at = 0;
      const ages = gaps.map((gap) => {
        at += gap;
        return at;
      });
      const origin = Date.parse(moment) + shift - (ages[Math.min(pivot, ages.length - 1)] ?? 0);
      const points = ages.map((age, index): AgedPoint => {
        const name = `p${String(index).padStart(3, "0")}`;
        return { id: name, name, time: origin + age, held: held && holds[index] === true ? ["a hold"] : [] };
      });
      const newest = points[points.length - 1 - future]?.time ?? origin;
      const zone = ZONES.get(zoneName) ?? openZone(zoneName);
      return { zoneName, zone, now: newest + (future > 0 ? 0 : later), points, keep };
    });
}

/** The ids that are kept and why, in the words of `borg prune`. */
export function inBorgsWords({ points, reasons }: Retention<AgedPoint>): Record<string, readonly [string, number]> {
  return Object.fromEntries(
    points.flatMap((point, index) => {
      const because = reasons[index] ?? null;
      if (because === null) return [];
      if (!("number" in because)) throw new Error(`borg knows no ${because.rule}`);
      return [[point.id, [because.rule.replace("last", "secondly"), because.number]] as const];
    }),
  );
}

/** The counting rules that are in force, by borg's names. */
export function borgRules(keep: KeepRules): (readonly [string, number])[] {
  return PERIOD_RULES.flatMap((rule) =>
    keep[rule] > 0 ? [[rule.replace("last", "secondly"), keep[rule]] as const] : [],
  );
}
