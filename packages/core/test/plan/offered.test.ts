import t from "tap";
import type { KeepRules } from "../../src/model/keep.ts";
import { assess } from "../../src/plan/assess.ts";
import { offersOf } from "../../src/plan/offered.ts";
import { archivesAddress, configOf, daily, pointAt, providers, requestAt } from "./world.ts";

const ADDRESS = archivesAddress("home");
const NOW = "2026-11-22T12:00:00Z";

interface Case {
  readonly keep: Partial<KeepRules>;
  readonly points: ReturnType<typeof daily>;
  readonly offered: ReturnType<typeof daily>;
  readonly begun?: string;
}

/** The times of the points that the group gets, as `day hour`. */
function offers({ keep, points, offered, begun }: Case): readonly string[] {
  const { desired, observed } = requestAt(NOW, configOf({ home: keep }, { timezone: "UTC" }), {
    points: { home: points },
  });
  const seen = observed.groups.get(ADDRESS);
  if (seen === undefined) throw new Error("no group");
  const group = { ...seen, offered, ...(begun === undefined ? {} : { begun: Date.parse(begun) }) };
  const world = { ...observed, groups: new Map([[ADDRESS, group]]) };
  const found = offersOf(assess(desired, world, providers), world, desired).get(ADDRESS) ?? [];
  return found.map(({ time }) => new Date(time).toISOString().slice(8, 13).replace("T", " "));
}

const hours = (...times: readonly string[]) => times.map((time) => pointAt("home", `2026-11-${time}:00:00Z`));

t.test("the points of missed periods are offered, oldest first, as far as the rules keep them", async (t) => {
  const points = daily("home", 2, "2026-11-15");
  const offered = daily("home", 6, "2026-11-21");
  t.strictSame(offers({ keep: { daily: 3 }, points, offered }), ["20 03", "21 03"]);
  t.strictSame(
    offers({ keep: { daily: 3 }, points, offered: [...offered].reverse() }),
    ["20 03", "21 03"],
    "any order",
  );
  t.strictSame(offers({ keep: { daily: 100 }, points, offered }).length, 6);
  t.strictSame(offers({ keep: {}, points, offered }).length, 6, "without rules, nothing expires");
  t.strictSame(offers({ keep: { weekly: 4 }, points, offered }), [], "the week of the run has its point");
  t.strictSame(offers({ keep: { daily: 3 }, points, offered, begun: "2026-11-22T03:00:00Z" }), [], "it only ends");
});

t.test("a period with a point gets no other one, and the period of the run has the point of the run", async (t) => {
  const points = hours("20T03");
  const offered = hours("20T23", "21T05", "21T17", "22T05");
  t.strictSame(offers({ keep: { daily: 5 }, points, offered }), ["21 17"]);
  t.strictSame(offers({ keep: { last: 5 }, points, offered }), ["21 17"], "`every` is the period of `last`");
  t.strictSame(offers({ keep: { hourly: 3, daily: 1 }, points, offered }), ["20 23", "21 17", "22 05"]);
});

t.test("a group that is not due, and a point of the future", async (t) => {
  const offered = hours("21T05", "23T05");
  t.strictSame(offers({ keep: { daily: 5 }, points: hours("22T03"), offered }), []);
  t.strictSame(offers({ keep: { daily: 5 }, points: hours("19T03"), offered }), ["21 05"]);
});
