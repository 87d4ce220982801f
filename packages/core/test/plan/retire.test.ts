import t from "tap";
import type { Config } from "../../src/model/config.ts";
import type { Point } from "../../src/model/point.ts";
import { keyOf, NO_RECORD } from "../../src/model/record.ts";
import { retirePlan } from "../../src/plan/retire.ts";
import { failing } from "../failing.ts";
import { archivesAddress, configOf, daily, pointAt, requestAt } from "./world.ts";

const OLD = archivesAddress("old");
const request = (points: readonly Point[], rest: Partial<Config> = {}) =>
  requestAt("2026-11-22T12:00:00Z", configOf({ boot: { daily: 1 } }, rest), {
    points: { boot: daily("boot", 3, "2026-11-22") },
    forgotten: [
      {
        address: OLD,
        points,
        destroy: (gone) => [
          {
            ...{ kind: "paper/delete", verb: "destroy", once: null, reason: null, makes: null, readsTree: false },
            ...{ input: gone.map(({ id }) => id), destroys: gone },
          },
        ],
      },
    ],
  });

t.test("retire deletes all points of the forgotten group, and nothing else", (t) => {
  const points = [...daily("old", 3, "2026-11-01")].reverse();
  const plan = retirePlan(request(points), { address: OLD, count: 3 });
  t.match(plan.actions, [{ verb: "destroy", address: OLD, after: [], guard: null }]);
  t.strictSame(
    plan.actions.flatMap(({ destroys }) => destroys.map(({ time }) => time.slice(0, 10))),
    ["2026-10-30", "2026-10-31", "2026-11-01"],
  );
  t.match(plan.summary, { destroy: 3, create: 0, guarded: 0 });
  t.strictSame([plan.scopes, plan.trees, plan.diagnostics, plan.partial], [[], [], [], false]);
  t.equal(retirePlan(request(points), { address: OLD, count: null }).summary.destroy, 3, "to be listed");
  t.end();
});

t.test("retire accepts only a forgotten group, and only with the exact number", (t) => {
  const points = daily("old", 3, "2026-11-01");
  const refused = (asked: readonly Point[], address: string, count: number, code: string) =>
    t.throws(() => retirePlan(request(asked), { address, count }), failing({ code, address }));
  refused(points, OLD, 2, "retire-other-number");
  refused(points, OLD, 4, "retire-other-number");
  refused(points, archivesAddress("boot"), 3, "retire-refused");
  refused(points, archivesAddress("never"), 3, "retire-refused");
  refused([], OLD, 0, "retire-refused");
  refused([...points, pointAt("old", "2026-11-02T03:00:00Z", { held: ["it has a hold"] })], OLD, 4, "retire-refused");
  t.end();
});

t.test("retire deletes no pinned point", (t) => {
  const points = daily("old", 3, "2026-11-01");
  const pinned = { [OLD]: [{ id: points[1]?.id ?? "", until: null }] };
  t.throws(
    () => retirePlan(request(points, { pinned }), { address: OLD, count: 3 }),
    failing({ code: "retire-refused", address: OLD }),
  );
  const past = { [OLD]: [{ id: points[1]?.id ?? "", until: 0 }] };
  t.equal(retirePlan(request(points, { pinned: past }), { address: OLD, count: 3 }).summary.destroy, 3);
  t.end();
});

t.test("a group that is only in the record is reported as recorded and not listed", (t) => {
  const point = { address: OLD, subject: "gone", id: "1", name: "old-1", owner: "joke", volume: "old", machine: null };
  const recorded = { ...point, run: "r1", time: "2026-11-01T03:00:00Z" };
  const record = { ...NO_RECORD, points: new Map([[keyOf(recorded), recorded]]) };
  t.throws(
    () => retirePlan({ ...request([]), record }, { address: OLD, count: 1 }),
    failing({ code: "retire-refused", detail: /This group is only in the record.*rdump accept/s }),
  );
  t.end();
});
