import assert from "node:assert/strict";
import fc from "fast-check";
import t from "tap";
import { keptByBorg, noBorgOracle } from "../../../../testing/borg-oracle.ts";
import { openZone } from "../../src/desired/calendar.ts";
import { hasNoRules, type KeepRules, NO_RULES, PERIOD_RULES } from "../../src/model/keep.ts";
import { type AgedPoint, type KeepReason, retain } from "../../src/plan/retention.ts";
import { reasonText } from "../../src/plan/retention-text.ts";
import { borgRules, DAY, type Group, groups, HOUR, inBorgsWords, MINUTE } from "./groups.ts";

const UTC = openZone("UTC");
const BERLIN = openZone("Europe/Berlin");
const NOW = Date.parse("2026-11-22T20:00:00Z");

const point = (time: string | number, held: readonly string[] = [], name = `n${time}`): AgedPoint => {
  return { id: name, name, time: typeof time === "number" ? time : Date.parse(time), held };
};
const short = (because: KeepReason | null) =>
  because === null ? "-" : "number" in because ? `${because.rule} ${because.number}` : because.rule;

/** The reasons, oldest point first. */
function reasons(points: readonly AgedPoint[], keep: Partial<KeepRules>, zone = UTC, now = NOW): string[] {
  return retain({ points, keep: { ...NO_RULES, ...keep }, zone, now }).reasons.map(short);
}

t.test("each rule of the table keeps the expected points", (t) => {
  const daily = ["2026-11-18T01:00Z", "2026-11-19T01:00Z", "2026-11-20T01:00Z", "2026-11-21T01:00Z"].map((at) =>
    point(at),
  );
  t.same(reasons([], { daily: 1 }), []);
  t.same(reasons(daily, {}), ["no-rules", "no-rules", "no-rules", "no-rules"]);
  t.same(reasons(daily, { daily: 2 }), ["-", "-", "daily 2", "daily 1"], "the newest of the newest days");
  t.same(reasons(daily, { last: 1 }), ["-", "-", "-", "last 1"]);
  t.same(
    reasons(daily, { daily: 9 }),
    ["daily 4", "daily 3", "daily 2", "daily 1"],
    "days without a point do not count",
  );
  t.same(
    reasons(daily, { last: 1, daily: 2 }),
    ["-", "daily 2", "daily 1", "last 1"],
    "one that a finer rule keeps passes without counting",
  );
  t.same(
    reasons(daily, { daily: 1, monthly: 1, yearly: 3 }),
    ["monthly[oldest] 1", "-", "-", "daily 1"],
    "a rule that ends short keeps the oldest, a later one finds it kept",
  );
  t.same(reasons(daily, { within: 44 * HOUR }), ["-", "-", "-", "within 1"]);
  t.end();
});

t.test("within keeps younger points, but not a point of exactly that age", (t) => {
  const points = [point(NOW - DAY), point(NOW - DAY + 1), point(NOW)];
  t.same(reasons(points, { within: DAY }), ["-", "within 2", "within 1"]);
  t.same(
    reasons([point(NOW - DAY)], { within: DAY }),
    ["-"],
    "alone it may expire the last point: guards look after that",
  );
  t.same(reasons(points, { within: 1, daily: 1 }), ["-", "daily 1", "within 1"], "and counts for no other rule");
  t.end();
});

t.test("the repeated hour of a clock change is one period, and a day of 25 hours is one day", (t) => {
  const night = ["2026-10-24T23:59Z", "2026-10-25T00:10Z", "2026-10-25T01:10Z", "2026-10-25T02:10Z"].map((at) =>
    point(at),
  );
  t.same(reasons(night, { hourly: 3 }, BERLIN), ["hourly 3", "-", "hourly 2", "hourly 1"]);
  t.same(reasons(night, { hourly: 3 }, UTC), ["-", "hourly 3", "hourly 2", "hourly 1"]);
  t.same(reasons([point("2026-10-24T22:00Z"), point("2026-10-25T22:59Z")], { daily: 1 }, BERLIN), ["-", "daily 1"]);
  t.end();
});

t.test("points of the future and held points are kept, unlike in borg", (t) => {
  const future = point(NOW + 1);
  t.same(
    reasons([point(NOW - DAY), point(NOW), future], { last: 1 }),
    ["-", "last 1", "future"],
    "no part in the count",
  );
  t.same(reasons([future], { last: 1 }), ["future"]);
  const held = point(NOW - 3 * DAY, ["a clone"]);
  t.same(reasons([held, point(NOW - 2 * DAY), point(NOW - DAY), point(NOW)], { daily: 2 }), [
    "held",
    "-",
    "daily 2",
    "daily 1",
  ]);
  t.same(
    reasons([point(NOW - DAY), point(NOW, ["a clone"])], { daily: 1 }),
    ["-", "daily 1"],
    "a held one takes part in the counting",
  );
  t.end();
});

t.test("of points of the same instant, the point with the last name is the newest", (t) => {
  const twins = ["b", "c", "a"].map((name) => point(NOW, [], name));
  t.same(reasons(twins, { last: 5 }), ["last[oldest] 2", "-", "last 1"]);
  t.end();
});

t.test("each keep decision of the table changes at the expected time", (t) => {
  const flips = (points: readonly AgedPoint[], keep: Partial<KeepRules>) =>
    retain({ points, keep: { ...NO_RULES, ...keep }, zone: UTC, now: NOW }).flips;
  const days = [0, 1, 2, 3].map((age) => point(NOW - age * DAY));
  t.equal(flips(days, { daily: 2 }), null, "counting rules do not look at the clock");
  t.equal(flips(days, { within: 5 * DAY }), NOW + 2 * DAY);
  t.equal(flips(days, { within: 5 * DAY, daily: 7 }), null, "each that leaves the window is kept as a daily one");
  t.equal(flips(days, { within: 2 * DAY, daily: 1 }), NOW + DAY, "it takes the place of an older daily one");
  t.equal(flips([point(NOW + HOUR), ...days], { last: 1 }), NOW + HOUR, "the future comes");
  t.equal(flips([point(NOW + HOUR)], { last: 1 }), null, "and changes nothing here");
  t.equal(flips(days, {}), null);
  const minutes = (count: number, step: number) =>
    Array.from({ length: count }, (_, index) => point(NOW + index * step * MINUTE));
  t.equal(flips(minutes(5000, -1), { within: 7 * DAY, last: 1000 }), NOW + 7 * DAY - 3999 * MINUTE);
  t.equal(flips(minutes(5000, -1), { within: 7 * DAY, last: 4000, daily: 9, yearly: 1 }), NOW + 7 * DAY - 998 * MINUTE);
  t.equal(flips(minutes(5000, -1), { within: 7 * DAY, last: 5000 }), null);
  t.equal(flips(minutes(100, 1), { last: 1000 }), NOW + 33 * MINUTE, "early, having looked into 32 arrivals");
  t.end();
});

t.test("a reason is one readable text", (t) => {
  const keep: KeepRules = { ...NO_RULES, daily: 7, within: 14 * DAY };
  t.equal(reasonText({ rule: "daily", number: 3 }, keep), "kept: daily 3 of 7");
  t.equal(reasonText({ rule: "daily[oldest]", number: 5 }, keep), "kept: daily 5 of 7, as the oldest point");
  t.equal(reasonText({ rule: "within", number: 1 }, keep), "kept: younger than 14d");
  t.equal(reasonText({ rule: "held" }, keep), "kept: another object depends on it, and no rule keeps it");
  t.equal(reasonText({ rule: "future" }, keep), "kept: its time is in the future");
  t.equal(reasonText({ rule: "no-rules" }, NO_RULES), "kept: no rules, so nothing expires");
  t.equal(reasonText(null, keep), "expired: no rule keeps it");
  t.end();
});

const everything = groups({ ahead: 3, held: true });

function keptOf(group: Group, now = group.now, points = group.points): Set<string> {
  const retention = retain({ ...group, points, now });
  return new Set(retention.points.filter((_, index) => retention.reasons[index] !== null).map(({ id }) => id));
}

t.test("the order of the points does not matter", (t) => {
  const shuffled = everything.chain((group) =>
    fc.tuple(fc.constant(group), fc.shuffledSubarray([...group.points], { minLength: group.points.length })),
  );
  fc.assert(
    fc.property(shuffled, ([group, points]) => assert.deepEqual(retain({ ...group, points }), retain(group))),
    { numRuns: 300 },
  );
  t.end();
});

t.test("kept points are kept again after the others are destroyed", (t) => {
  fc.assert(
    fc.property(everything, (group) => {
      const kept = keptOf(group);
      const again = keptOf(
        group,
        group.now,
        group.points.filter(({ id }) => kept.has(id)),
      );
      assert.deepEqual(again, kept);
    }),
    { numRuns: 500 },
  );
  t.end();
});

t.test(
  "each counting rule keeps the newest point that is not in the future, and future and held points are kept",
  (t) => {
    fc.assert(
      fc.property(everything, (group) => {
        const kept = keptOf(group);
        const newest = group.points.filter(({ time }) => time <= group.now).at(-1);
        if (newest !== undefined && PERIOD_RULES.some((rule) => group.keep[rule] > 0)) assert.ok(kept.has(newest.id));
        for (const { id, held, time } of group.points) {
          if (held.length > 0 || time > group.now || hasNoRules(group.keep)) assert.ok(kept.has(id), id);
        }
      }),
      { numRuns: 500 },
    );
    t.end();
  },
);

// With `within` it can: the new point is the newest of its month and counts for no rule, so `monthly` looks further
// back.
t.test("with period rules only, a new point takes at most one place in each rule and revives no other point", (t) => {
  fc.assert(
    fc.property(groups({ held: true }), (any) => {
      const group = { ...any, keep: { ...any.keep, within: null } };
      if (hasNoRules(group.keep)) return;
      const before = keptOf(group);
      const added = point(group.now, [], "z");
      const after = keptOf(group, group.now, [...group.points, added]);
      const counting = PERIOD_RULES.filter((rule) => group.keep[rule] > 0).length;
      const lost = [...before].filter((id) => !after.has(id));
      assert.ok(lost.length <= counting, `lost ${lost}`);
      for (const id of after) assert.ok(before.has(id) || id === added.id, `back came ${id}`);
    }),
    { numRuns: 500 },
  );
  t.end();
});

t.test("no decision changes before the predicted time, and a decision changes at that time", (t) => {
  let seen = 0;
  fc.assert(
    fc.property(everything, fc.nat({ max: 40 * DAY }), (group, wait) => {
      const { flips } = retain(group);
      const now = keptOf(group);
      const moments = group.points.flatMap(({ time }) => [time, time + (group.keep.within ?? 0)]);
      for (const moment of [
        ...moments,
        ...moments.map((at) => at - 1),
        group.now + wait,
        (flips ?? group.now + 1) - 1,
      ]) {
        if (moment < group.now || (flips !== null && moment >= flips)) continue;
        assert.deepEqual(keptOf(group, moment), now, `at ${moment}`);
      }
      if (flips === null) return;
      seen++;
      assert.ok(flips > group.now);
      assert.notDeepEqual(keptOf(group, flips), now);
    }),
    { numRuns: 500 },
  );
  t.ok(seen > 50, "groups that flip were among them");
  t.end();
});

t.test("borg's own pruning function keeps the same points, for the same reasons", { skip: noBorgOracle }, (t) => {
  const cases = fc.sample(groups(), { numRuns: 1000, seed: 20261122 }).filter(({ keep }) => !hasNoRules(keep));
  const input = cases.map(({ zoneName, now, keep, points }) => ({
    zone: zoneName,
    now,
    within: keep.within === null ? null : keep.within / HOUR,
    rules: borgRules(keep),
    points: points.map(({ id, time }) => [id, time] as const),
  }));
  const verdicts = keptByBorg(input);
  t.equal(verdicts.length, cases.length);
  let differing = 0;
  for (const [index, group] of cases.entries()) {
    const own = inBorgsWords(retain(group));
    try {
      assert.deepEqual(own, verdicts[index]);
    } catch (error) {
      if (differing++ < 3) t.error(error, JSON.stringify(input[index]));
    }
  }
  t.equal(differing, 0, `${cases.length} groups`);
  t.end();
});
