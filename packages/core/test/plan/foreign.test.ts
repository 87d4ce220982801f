import fc from "fast-check";
import t from "tap";
import type { Completeness, Point } from "../../src/model/point.ts";
import { withForeign } from "../../src/observe/foreign.ts";
import { runs } from "../runs.ts";
import { archivesAddress, configOf, daily, planAt, pointAt } from "./world.ts";

const HERE = "00000000000000aa";
const THERE = "00000000000000bb";
const OWNERSHIP = { id: "joke", machine: HERE, formerIds: [], moved: [], takenOver: [] };
const by = (machine: string | null, points: readonly Point[]) =>
  points.map((point) => ({ ...point, machine, id: `${point.id}-${machine}` }));

/** A plan in which the points of other machines were put apart, as `observe` does. */
function planWith(now: string, keep: number, points: readonly Point[]) {
  const { points: own, foreign } = withForeign({ address: archivesAddress("boot"), points }, OWNERSHIP);
  return planAt(now, configOf({ boot: { daily: keep } }), { points: { boot: own }, foreign: { boot: foreign } });
}

t.test("points of another machine fill no slot and do not count, and nothing of the group is destroyed", (t) => {
  const theirs = by(THERE, daily("boot", 3, "2026-11-22"));
  const first = planWith("2026-11-22T12:00:00Z", 2, theirs);
  t.match(first.actions, [{ verb: "create" }], "the slot is due although the other machine filled its own");
  t.match(first.diagnostics, [
    {
      code: "plan-foreign",
      severity: "warning",
      address: archivesAddress("boot"),
      detail:
        /3 points of this group .*another machine \(00000000000000bb\)[\s\S]*20261122T030000Z[\s\S]*\nrdump takeover 'boot\.archives\["offsite"\]'/,
    },
  ]);
  t.equal(first.diagnostics.length, 1);
  t.equal(first.partial, false);
  const later = planWith("2026-11-22T12:00:00Z", 2, [...by(HERE, daily("boot", 9, "2026-11-22")), ...theirs]);
  t.strictSame(later.actions, [], "seven of its own have expired, and wait");
  t.match(
    later.assumes.find(({ address }) => address === archivesAddress("boot")),
    { points: 9 },
  );
  t.not(
    later.assumes[0]?.digest,
    planWith("2026-11-22T12:00:00Z", 2, by(HERE, daily("boot", 9, "2026-11-22"))).assumes[0]?.digest,
    "a saved plan goes stale when they come or go",
  );
  t.end();
});

t.test("a takeover of a group that does not exist is named", (t) => {
  const entry = (address: string | null) => ({ takenOver: [{ address, machine: THERE }] });
  const codes = (address: string | null) =>
    planAt("2026-11-22T12:00:00Z", configOf({ boot: { daily: 2 } }, entry(address)), {
      points: { boot: daily("boot", 1, "2026-11-22") },
    }).diagnostics.map((each) => [each.code, each.address]);
  t.strictSame(codes(null), []);
  t.strictSame(codes(archivesAddress("boot")), []);
  t.strictSame(codes(archivesAddress("bootz")), [["plan-takeover-idle", archivesAddress("bootz")]]);
  t.end();
});

t.test("for any points, foreign points remove destroys from the plan and change nothing else", (t) => {
  const group = fc.array(
    fc.record({
      day: fc.integer({ min: 1, max: 22 }),
      machine: fc.constantFrom(null, HERE, THERE),
      state: fc.constantFrom<Completeness>("complete", "incomplete", "invalid"),
    }),
    { maxLength: 25 },
  );
  fc.assert(
    fc.property(group, fc.integer({ min: 0, max: 5 }), (made, keep): void => {
      const points = made.map(({ day, machine, state }, index) =>
        pointAt("boot", `2026-11-${String(day).padStart(2, "0")}T03:00:${String(index).padStart(2, "0")}Z`, {
          id: `p${index}`,
          machine,
          state,
        }),
      );
      const own = points.filter(({ machine }) => machine !== THERE);
      const mixed = planWith("2026-11-22T12:00:00Z", keep, points);
      const alone = planWith("2026-11-22T12:00:00Z", keep, own);
      const creates = (plan: typeof mixed) => plan.actions.filter(({ verb }) => verb !== "destroy");
      t.strictSame(creates(mixed), creates(alone));
      const destroyed = mixed.actions.flatMap(({ destroys }) => destroys);
      t.strictSame(destroyed, own.length < points.length ? [] : alone.actions.flatMap(({ destroys }) => destroys));
    }),
    { numRuns: runs(300) },
  );
  t.end();
});
