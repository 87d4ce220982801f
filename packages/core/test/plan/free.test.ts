import t from "tap";
import { isoOf } from "../../src/model/instant.ts";
import type { SourceFinding } from "../../src/model/shrinkage.ts";
import { freePlan } from "../../src/plan/free.ts";
import { failing } from "../failing.ts";
import { archivesAddress, configOf, daily, planAt, pointAt, problem, requestAt, type Seen } from "./world.ts";

const NOON = "2026-11-22T12:00:00Z";
const ADDRESS = archivesAddress("boot");
const REPOSITORY = { repository: "offsite", state: "present", id: "r1", appendOnly: false } as const;

function free(seen: Seen, count: number | null, point: string | null = null, keep = 3) {
  const request = requestAt(NOON, configOf({ boot: { daily: keep } }), { repositories: [REPOSITORY], ...seen });
  return freePlan(request, { address: ADDRESS, point, count });
}

const destroyed = (plan: ReturnType<typeof free>) =>
  plan.actions.flatMap(({ destroys }) => destroys.map(({ time }) => time.slice(0, 10)));

t.test("what the rules would expire goes, oldest first, then the repository is compacted", (t) => {
  const points = { boot: daily("boot", 5, "2026-11-21") };
  t.strictSame(destroyed(free({ points }, null)), ["2026-11-17", "2026-11-18", "2026-11-19"], "with the due point");
  const plan = free({ points }, 2);
  t.strictSame(destroyed(plan), ["2026-11-17", "2026-11-18"]);
  t.match(plan.actions, [
    { verb: "destroy", guard: null, after: [] },
    { verb: "compact", address: 'repository["offsite"]', after: [`destroy ${ADDRESS}`] },
  ]);
  t.match(plan.summary, { destroy: 2, compact: 1, create: 0, guarded: 0 });
  const filled = { boot: daily("boot", 5, "2026-11-22") };
  t.strictSame(destroyed(free({ points: filled }, null)), ["2026-11-18", "2026-11-19"], "without a due point");
  const appendOnly = { points, repositories: [{ ...REPOSITORY, appendOnly: true }] };
  t.strictSame(
    free(appendOnly, 1).actions.map(({ verb }) => verb),
    ["destroy"],
  );
  t.end();
});

t.test("never the newest complete point, and never more than the rules would expire", (t) => {
  const points = { boot: daily("boot", 2, "2026-11-21") };
  t.strictSame(destroyed(free({ points }, null, null, 1)), ["2026-11-20"]);
  t.throws(() => free({ points }, 2, null, 1), failing({ code: "free-other-number" }));
  t.throws(() => free({ points }, 0, null, 1), failing({ code: "free-other-number" }));
  t.strictSame(free({ points }, null, null, 7).actions, []);
  t.end();
});

t.test("it is refused where deletions of the group are withheld", (t) => {
  const points = { boot: daily("boot", 5, "2026-11-21") };
  const refused = (seen: Seen) =>
    t.throws(() => free({ points, ...seen }, 1), failing({ code: "free-refused", address: ADDRESS }));
  refused({ gaps: { boot: problem("borg-locked") } });
  const loss: SourceFinding = {
    ...{ kind: "shrunk", owner: "joke", volume: "boot", by: ADDRESS, run: "r", time: isoOf(Date.parse(NOON)) },
    ...{ had: 10, gone: 9, has: 1 },
  };
  refused({ history: { findings: [loss] } });
  refused({ points: { boot: [...points.boot, pointAt("boot", "2027-11-21T03:00:00Z")] } });
  t.throws(
    () => freePlan(requestAt(NOON, configOf({}), {}), { address: ADDRESS, point: null, count: 1 }),
    failing({ code: "free-refused" }),
  );
  t.end();
});

t.test("a point in the future is named with the command that deletes it, and that command works", (t) => {
  const ahead = pointAt("boot", "2027-11-21T03:00:00Z");
  const points = { boot: [...daily("boot", 5, "2026-11-21"), ahead] };
  const [said] = planAt(NOON, configOf({ boot: { daily: 3 } }), { points }).diagnostics;
  t.match(said, { code: "plan-clock", address: ADDRESS });
  t.match(said?.detail, `    rdump free '${ADDRESS}@${ahead.name}' --destroy 1`);
  t.strictSame(destroyed(free({ points }, 1, ahead.name)), ["2027-11-21"]);
  const other = points.boot[0]?.name ?? "";
  t.throws(() => free({ points }, 1, other), failing({ code: "free-refused" }));
  t.throws(() => free({ points }, 1, "no-such-point"), failing({ code: "free-refused" }));
  t.throws(() => free({ points: { boot: [ahead] } }, 1, ahead.name), failing({ code: "free-refused" }));
  t.end();
});
