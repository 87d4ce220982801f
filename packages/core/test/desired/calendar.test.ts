import assert from "node:assert/strict";
import fc from "fast-check";
import t from "tap";
import { Temporal } from "temporal-polyfill";
import { openZone } from "../../src/desired/calendar.ts";
import { dateOfDays, daysOfDate, daysOfWeek, isoWeekOf, weekOfDays } from "../../src/desired/calendar-dates.ts";
import { runs } from "../runs.ts";

const DAY = 86_400_000;

t.test("a date and its day number convert into each other, for all possible years", (t) => {
  fc.assert(
    fc.property(fc.integer({ min: -100_000_000, max: 100_000_000 }), (days) => {
      const expected = new Date(days * DAY);
      const { year, month, day } = dateOfDays(days);
      const found = [year, month, day];
      assert.deepEqual(found, [expected.getUTCFullYear(), expected.getUTCMonth() + 1, expected.getUTCDate()]);
      return daysOfDate(year, month, day) === days;
    }),
  );
  t.end();
});

t.test("leap days follow the Gregorian rule", (t) => {
  for (const [year, days] of [
    [2024, 366],
    [2025, 365],
    [2000, 366],
    [1900, 365],
    [0, 366],
    [-4, 366],
  ] as const) {
    t.equal(daysOfDate(year + 1, 1, 1) - daysOfDate(year, 1, 1), days, String(year));
    const { month, day } = dateOfDays(daysOfDate(year, 3, 1) - 1);
    t.same([month, day], [2, days - 337]);
  }
  t.end();
});

t.test("weeks follow ISO 8601", (t) => {
  fc.assert(
    fc.property(fc.integer({ min: -800_000, max: 800_000 }), (days) => {
      const date = Temporal.PlainDate.from("1970-01-01").add({ days });
      const week = weekOfDays(days);
      const { year, week: number } = isoWeekOf(week);
      return year === date.yearOfWeek && number === date.weekOfYear && daysOfWeek(week) === days - date.dayOfWeek + 1;
    }),
  );
  t.end();
});

const ZONES = [
  "UTC",
  "Europe/Berlin",
  "Europe/Dublin",
  "Europe/Amsterdam",
  "America/New_York",
  "America/St_Johns",
  "America/Sao_Paulo",
  "America/Noronha",
  "America/Sitka",
  "Africa/Casablanca",
  "Africa/Monrovia",
  "Antarctica/Troll",
  "Asia/Kathmandu",
  "Asia/Tehran",
  "Asia/Gaza",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Kiritimati",
];

t.test(
  "the wall clock is the same as that of Temporal, in zones with half hours, skipped days and odd seconds",
  (t) => {
    const zones = new Map(ZONES.map((name) => [name, openZone(name)]));
    const instant = fc.oneof(
      fc.integer({ min: Date.UTC(1970, 0), max: Date.UTC(2040, 0) }),
      fc.integer({ min: Date.UTC(1800, 0), max: Date.UTC(2100, 0) }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instant, (name, instant) => {
        const offset = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(name).offsetNanoseconds;
        const span = zones.get(name)?.spanAt(instant);
        return span !== undefined && span.start <= instant && instant < span.end && span.offset === offset / 1e6;
      }),
      { numRuns: runs(4000) },
    );
    t.end();
  },
);

t.test("each change of offset is found, to the millisecond", (t) => {
  for (const name of ZONES) {
    const zone = openZone(name);
    let moment: Temporal.ZonedDateTime | null = Temporal.Instant.from("1985-01-01T00:00Z").toZonedDateTimeISO(name);
    let known = moment.epochMilliseconds;
    for (let count = 0; count < 60; count++) {
      moment = moment.getTimeZoneTransition("next");
      if (moment === null || moment.epochMilliseconds > Date.UTC(2026, 0)) break;
      const change = moment.epochMilliseconds;
      t.not(zone.spanAt(change - 1).offset, zone.spanAt(change).offset, `${name} ${moment}`);
      t.equal(zone.spanAt(change).start, change);
      t.equal(zone.spanAt(change - 1).offset, zone.spanAt(known).offset, `nothing between, ${name} ${moment}`);
      known = change;
    }
  }
  t.end();
});

t.test("odd offsets and far years", (t) => {
  const cases: readonly [string, string, number][] = [
    ["Africa/Monrovia", "1971-06-01T00:00:00Z", -44.5 * 60],
    ["Europe/Berlin", "-000500-01-01T00:00:00Z", 53 * 60 + 28],
    ["Europe/Berlin", "+200000-07-01T00:00:00Z", 7200],
    ["Asia/Kathmandu", "2026-01-01T00:00:00Z", 5.75 * 3600],
    ["UTC", "+275760-09-13T00:00:00Z", 0],
    ["America/New_York", "-271821-04-20T00:00:00Z", -(4 * 3600 + 56 * 60 + 2)],
  ];
  for (const [name, time, seconds] of cases) {
    const instant = Date.parse(time);
    t.equal(openZone(name).localAt(instant) - instant, seconds * 1000, `${name} ${time}`);
  }
  t.throws(() => openZone("Europe/Nowhere"), RangeError);
  t.throws(() => openZone("UTC").spanAt(Number.NaN), RangeError);
  t.end();
});
