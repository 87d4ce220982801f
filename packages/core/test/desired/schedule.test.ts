import assert from "node:assert/strict";
import fc from "fast-check";
import t from "tap";
import { Temporal } from "temporal-polyfill";
import { openZone } from "../../src/desired/calendar.ts";
import { previousSlot, slotKey, slotOf } from "../../src/desired/schedule.ts";
import { CALENDAR_UNITS, type CalendarUnit, type Every } from "../../src/model/every.ts";
import { runs } from "../runs.ts";

const calendar = (unit: CalendarUnit): Every => ({ kind: "calendar", unit });
const SIX_HOURS: Every = { kind: "duration", milliseconds: 6 * 3_600_000, text: "6h" };

t.test("each slot of the table is as expected", (t) => {
  const table: readonly (readonly [string, CalendarUnit, string, string, string, string, string])[] = [
    // zone, unit, instant, key, label, start, end
    [
      "UTC",
      "hourly",
      "2026-11-22T14:59:59.999Z",
      "2026-11-22T14",
      "2026-11-22 14:00",
      "2026-11-22T14:00Z",
      "2026-11-22T15:00Z",
    ],
    ["UTC", "daily", "2026-11-22T00:00Z", "2026-11-22", "2026-11-22", "2026-11-22T00:00Z", "2026-11-23T00:00Z"],
    ["UTC", "weekly", "2026-11-22T12:00Z", "2026-W47", "week 2026-W47", "2026-11-16T00:00Z", "2026-11-23T00:00Z"],
    ["UTC", "monthly", "2026-11-22T12:00Z", "2026-11", "2026-11", "2026-11-01T00:00Z", "2026-12-01T00:00Z"],
    ["UTC", "yearly", "2026-11-22T12:00Z", "2026", "2026", "2026-01-01T00:00Z", "2027-01-01T00:00Z"],
    // The turn of the year belongs to the week of its Thursday.
    ["UTC", "weekly", "2027-01-03T23:00Z", "2026-W53", "week 2026-W53", "2026-12-28T00:00Z", "2027-01-04T00:00Z"],
    ["UTC", "weekly", "2024-12-30T00:00Z", "2025-W01", "week 2025-W01", "2024-12-30T00:00Z", "2025-01-06T00:00Z"],
    ["UTC", "daily", "2024-02-29T12:00Z", "2024-02-29", "2024-02-29", "2024-02-29T00:00Z", "2024-03-01T00:00Z"],
    ["UTC", "monthly", "2100-02-28T12:00Z", "2100-02", "2100-02", "2100-02-01T00:00Z", "2100-03-01T00:00Z"],
    // Berlin skips 02:00 in spring, and the day has 23 hours.
    [
      "Europe/Berlin",
      "hourly",
      "2026-03-29T00:30Z",
      "2026-03-29T01",
      "2026-03-29 01:00",
      "2026-03-29T00:00Z",
      "2026-03-29T01:00Z",
    ],
    [
      "Europe/Berlin",
      "hourly",
      "2026-03-29T01:00Z",
      "2026-03-29T03",
      "2026-03-29 03:00",
      "2026-03-29T01:00Z",
      "2026-03-29T02:00Z",
    ],
    [
      "Europe/Berlin",
      "daily",
      "2026-03-29T12:00Z",
      "2026-03-29",
      "2026-03-29",
      "2026-03-28T23:00Z",
      "2026-03-29T22:00Z",
    ],
    // It lives 02:00 twice in autumn: one slot of two hours, in a day of 25.
    [
      "Europe/Berlin",
      "hourly",
      "2026-10-25T00:30Z",
      "2026-10-25T02",
      "2026-10-25 02:00",
      "2026-10-25T00:00Z",
      "2026-10-25T02:00Z",
    ],
    [
      "Europe/Berlin",
      "hourly",
      "2026-10-25T01:30Z",
      "2026-10-25T02",
      "2026-10-25 02:00",
      "2026-10-25T00:00Z",
      "2026-10-25T02:00Z",
    ],
    [
      "Europe/Berlin",
      "daily",
      "2026-10-25T12:00Z",
      "2026-10-25",
      "2026-10-25",
      "2026-10-24T22:00Z",
      "2026-10-25T23:00Z",
    ],
    ["Europe/Berlin", "yearly", "2026-07-01T00:00Z", "2026", "2026", "2025-12-31T23:00Z", "2026-12-31T23:00Z"],
    // Lord Howe's clock moves by half an hour: an hour of 90 minutes in April, one of 30 in October.
    [
      "Australia/Lord_Howe",
      "hourly",
      "2026-04-04T15:10Z",
      "2026-04-05T01",
      "2026-04-05 01:00",
      "2026-04-04T14:00Z",
      "2026-04-04T15:30Z",
    ],
    [
      "Australia/Lord_Howe",
      "hourly",
      "2026-10-03T15:40Z",
      "2026-10-04T02",
      "2026-10-04 02:00",
      "2026-10-03T15:30Z",
      "2026-10-03T16:00Z",
    ],
    // Hours of a zone that is 45 minutes off begin at :15 in UTC.
    [
      "Asia/Kathmandu",
      "hourly",
      "2026-11-22T14:20Z",
      "2026-11-22T20",
      "2026-11-22 20:00",
      "2026-11-22T14:15Z",
      "2026-11-22T15:15Z",
    ],
    // Samoa went over the date line and had no December 30th.
    [
      "Pacific/Apia",
      "daily",
      "2011-12-30T09:59Z",
      "2011-12-29",
      "2011-12-29",
      "2011-12-29T10:00Z",
      "2011-12-30T10:00Z",
    ],
    [
      "Pacific/Apia",
      "daily",
      "2011-12-30T10:00Z",
      "2011-12-31",
      "2011-12-31",
      "2011-12-30T10:00Z",
      "2011-12-31T10:00Z",
    ],
    // Brazil's days could begin at 01:00, and end with 23:00 twice.
    [
      "America/Sao_Paulo",
      "daily",
      "2018-11-04T12:00Z",
      "2018-11-04",
      "2018-11-04",
      "2018-11-04T03:00Z",
      "2018-11-05T02:00Z",
    ],
    [
      "America/Sao_Paulo",
      "daily",
      "2019-02-16T12:00Z",
      "2019-02-16",
      "2019-02-16",
      "2019-02-16T02:00Z",
      "2019-02-17T03:00Z",
    ],
    // St. John's put its clock back at 00:01: the 30th comes for a minute, then the 29th again, then the 30th.
    [
      "America/St_Johns",
      "daily",
      "2005-10-30T02:30:30Z",
      "2005-10-30",
      "2005-10-30",
      "2005-10-30T02:30Z",
      "2005-10-30T02:31Z",
    ],
    [
      "America/St_Johns",
      "daily",
      "2005-10-30T02:31Z",
      "2005-10-29",
      "2005-10-29",
      "2005-10-30T02:31Z",
      "2005-10-30T03:30Z",
    ],
    [
      "America/St_Johns",
      "daily",
      "2005-10-30T12:00Z",
      "2005-10-30",
      "2005-10-30",
      "2005-10-30T03:30Z",
      "2005-10-31T03:30Z",
    ],
    // Before 1893 Berlin's clock was 53 minutes and 28 seconds ahead.
    [
      "Europe/Berlin",
      "yearly",
      "-000001-06-01T00:00Z",
      "-000001",
      "-000001",
      "-000002-12-31T23:06:32Z",
      "-000001-12-31T23:06:32Z",
    ],
    [
      "UTC",
      "monthly",
      "+012026-12-03T00:00Z",
      "+012026-12",
      "+012026-12",
      "+012026-12-01T00:00Z",
      "+012027-01-01T00:00Z",
    ],
  ];
  for (const [zone, unit, instant, key, label, start, end] of table) {
    t.same(
      slotOf(calendar(unit), openZone(zone), Date.parse(instant)),
      { key, label, start: Date.parse(start), end: Date.parse(end) },
      `${zone} ${unit} ${instant}`,
    );
  }
  t.end();
});

t.test("the slots of a duration count from the epoch in every time zone", (t) => {
  const slot = slotOf(SIX_HOURS, openZone("Asia/Kathmandu"), Date.parse("2026-11-22T17:59:59.999Z"));
  t.equal(slot.label, "the 6h from 2026-11-22T12:00:00Z");
  t.equal(slot.start, Date.parse("2026-11-22T12:00Z"));
  t.equal(slot.end, Date.parse("2026-11-22T18:00Z"));
  t.not(slot.key, slotOf(SIX_HOURS, openZone("UTC"), slot.end).key);
  t.equal(slotOf(SIX_HOURS, openZone("UTC"), -1).end, 0);
  t.end();
});

t.test("the previous slot is the previous one in elapsed time, not in the calendar", (t) => {
  const before = (zone: string, unit: CalendarUnit, instant: string) =>
    previousSlot(calendar(unit), openZone(zone), Date.parse(instant)).key;
  t.equal(before("Europe/Berlin", "daily", "2026-03-01T12:00Z"), "2026-02-28");
  t.equal(before("Europe/Berlin", "hourly", "2026-03-29T01:30Z"), "2026-03-29T01");
  t.equal(before("Europe/Berlin", "hourly", "2026-10-25T01:30Z"), "2026-10-25T01");
  t.equal(before("Pacific/Apia", "daily", "2011-12-31T00:00Z"), "2011-12-29");
  t.equal(before("UTC", "weekly", "2026-01-01T00:00Z"), "2025-W52");
  t.equal(before("UTC", "yearly", "2026-01-01T00:00Z"), "2025");
  t.equal(
    previousSlot(SIX_HOURS, openZone("UTC"), Date.parse("2026-11-22T17:00Z")).end,
    Date.parse("2026-11-22T12:00Z"),
  );
  t.end();
});

/** Instants of all sorts, many of them within hours of a change of the zone's clock. */
const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/St_Johns",
  "America/Sao_Paulo",
  "Antarctica/Troll",
  "Africa/Casablanca",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Asia/Gaza",
];
const zones = new Map(ZONES.map((name) => [name, openZone(name)]));
const moments = fc.constantFrom(...ZONES).chain((name) => {
  const changes: number[] = [];
  let moment: Temporal.ZonedDateTime | null = Temporal.Instant.from("2003-01-01T00:00Z").toZonedDateTimeISO(name);
  while (moment !== null && moment.epochMilliseconds < Date.UTC(2026, 0)) {
    changes.push(moment.epochMilliseconds);
    moment = moment.getTimeZoneTransition("next");
  }
  const near = fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -100_000_000, max: 100_000_000 }))
    .map(([change, shift]) => change + shift);
  const any = fc.integer({ min: Date.UTC(1890, 0), max: Date.UTC(2090, 0) });
  return fc.tuple(fc.constant(name), fc.oneof(near, any));
});
const units = fc.constantFrom(...CALENDAR_UNITS);

t.test("the key of a slot is equal to the wall clock of Temporal", (t) => {
  fc.assert(
    fc.property(moments, units, ([name, instant], unit) => {
      const at = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(name);
      const date = at.toPlainDate().toString();
      const expected = {
        hourly: at.toPlainDateTime().toString().slice(0, 13),
        daily: date,
        weekly: `${at.yearOfWeek}-W${String(at.weekOfYear).padStart(2, "0")}`,
        monthly: date.slice(0, 7),
        yearly: date.slice(0, 4),
      }[unit];
      assert.equal(slotKey(calendar(unit), openedZone(name), instant), expected, `${name} ${unit} ${at}`);
    }),
    { numRuns: runs(2000) },
  );
  t.end();
});

t.test("the key of a slot is constant within the slot, and different just outside", (t) => {
  const every = fc.oneof(
    units.map(calendar),
    fc.integer({ min: 60_000, max: 5e9 }).map((milliseconds): Every => ({ kind: "duration", milliseconds, text: "x" })),
  );
  fc.assert(
    fc.property(moments, every, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }), (...args) => {
      const [[name, instant], every, fractions] = args;
      const zone = openedZone(name);
      const slot = slotOf(every, zone, instant);
      const inside = [0, 1, ...fractions].map(
        (fraction) => slot.start + Math.floor(fraction * (slot.end - 1 - slot.start)),
      );
      return (
        slot.start <= instant &&
        instant < slot.end &&
        slotKey(every, zone, slot.start - 1) !== slot.key &&
        slotKey(every, zone, slot.end) !== slot.key &&
        inside.every((at) => slotKey(every, zone, at) === slot.key) &&
        slotOf(every, zone, slot.end - 1).start === slot.start &&
        slotOf(every, zone, slot.end).start === slot.end &&
        previousSlot(every, zone, slot.end).key === slot.key
      );
    }),
    { numRuns: runs(3000) },
  );
  t.end();
});

function openedZone(name: string) {
  const zone = zones.get(name);
  if (zone === undefined) throw new Error(`no zone ${name}`);
  return zone;
}
