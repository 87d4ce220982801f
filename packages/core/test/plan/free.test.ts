import t from "tap";
import { withoutPin, withPin } from "../../src/config/edit/pins.ts";
import { load } from "../../src/config/index.ts";
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

t.test("free deletes points that the rules would expire, oldest first, and then compacts the repository", (t) => {
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

t.test("free never deletes the newest complete point, or more points than the rules would expire", (t) => {
  const points = { boot: daily("boot", 2, "2026-11-21") };
  t.strictSame(destroyed(free({ points }, null, null, 1)), ["2026-11-20"]);
  t.throws(() => free({ points }, 2, null, 1), failing({ code: "free-other-number" }));
  t.throws(() => free({ points }, 0, null, 1), failing({ code: "free-other-number" }));
  t.strictSame(free({ points }, null, null, 7).actions, []);
  t.end();
});

t.test("free is refused if deletions of the group are withheld", (t) => {
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
  refused({ foreign: { boot: daily("boot", 1, "2026-11-20") } });
  t.end();
});

t.test("adopted points of a group that is not declared are a warning", (t) => {
  const adopted = { [ADDRESS]: { ids: [], names: [] }, 'boot.archives["dusk"]': { ids: ["1"], names: [] } };
  const { diagnostics } = planAt(NOON, configOf({ boot: {} }, { adopted }), {});
  t.match(diagnostics, [{ code: "plan-adopted-idle", severity: "warning", address: 'boot.archives["dusk"]' }]);
  t.equal(diagnostics.length, 1);
  t.end();
});

t.test("a pinned point is kept until its end date, and does not count in the keep rules", (t) => {
  const points = { boot: daily("boot", 6, "2026-11-22") };
  const [oldest = pointAt("boot", NOON), next = oldest] = points.boot;
  const pinnedUntil = (until: string | null, id = oldest.id) => {
    const pin = { id, until: until === null ? null : Date.parse(until) };
    return planAt(NOON, configOf({ boot: { daily: 3 } }, { pinned: { [ADDRESS]: [pin] } }), { points });
  };
  const gone = (plan: ReturnType<typeof planAt>) =>
    plan.actions.flatMap(({ destroys }) => destroys.map(({ time }) => time.slice(8, 10)));
  t.strictSame(gone(pinnedUntil(null)), ["18", "19"], "three others stay");
  t.strictSame(gone(pinnedUntil("2026-11-22T12:00:00Z")), ["17", "18", "19"]);
  t.equal(pinnedUntil("2026-11-22T13:00:00Z").notAfter, "2026-11-22T13:00:00Z");
  t.strictSame(gone(pinnedUntil(null, next.id)), ["17", "19"]);
  t.match(pinnedUntil(null, "other").diagnostics, [{ code: "plan-pin-idle", address: ADDRESS }]);
  const elsewhere = planAt(NOON, configOf({ boot: {} }, { pinned: { x: [] } }), { points });
  t.match(elsewhere.diagnostics, [{ code: "plan-pin-idle", address: "x" }]);
  const ahead = pointAt("boot", "2027-11-21T03:00:00Z");
  const config = configOf({ boot: { daily: 3 } }, { pinned: { [ADDRESS]: [{ id: ahead.id, until: null }] } });
  const settled = planAt(NOON, config, { points: { boot: [...points.boot, ahead] } });
  t.strictSame(settled.diagnostics, [], "a pinned point in the future stops nothing");
  t.strictSame(gone(settled), ["17", "18", "19"]);
  t.end();
});

t.test("pins are added to a text and removed again, and the rest of the text is unchanged", (t) => {
  const machine = { hostname: "joke", machineId: null, timezone: "UTC", isRoot: true, env: {} };
  const read = (text: string) => {
    const { tree, config, diagnostics } = load(text, "f", machine);
    if (tree === null) throw new Error(diagnostics[0]?.detail);
    return { tree, config };
  };
  const pin = { id: "0a", until: "2027-01-31" };
  for (const text of [
    "{ version: 1, volumes: {} }",
    "{\n  // first\n  version: 1,\n  volumes: {}, // last\n}\n",
    "{ version: 1, volumes: {}, pinned: {} }",
    `{ version: 1, volumes: {}, pinned: { ${JSON.stringify(ADDRESS)}: [] } }`,
    `{ version: 1, volumes: {}, pinned: { ${JSON.stringify(ADDRESS)}: [{ id: "0b" }, /* kept */ { id: "0c" }], } }`,
  ]) {
    const before = read(text).config?.pinned?.[ADDRESS] ?? [];
    const after = withPin(text, read(text).tree, ADDRESS, pin) ?? "";
    t.strictSame(read(after).config?.pinned?.[ADDRESS], [
      { id: "0a", until: Date.parse("2027-01-31T00:00:00Z") },
      ...before,
    ]);
    const back = withoutPin(after, read(after).tree, ADDRESS, "0a") ?? "";
    t.strictSame(read(back).config?.pinned?.[ADDRESS], before, after);
    t.equal(withoutPin(back, read(back).tree, ADDRESS, "0a"), null);
  }
  t.equal(
    load('{ version: 1, volumes: {}, pinned: { x: [{ id: "a", until: "2027-02-30" }] } }', "f", machine).config,
    null,
  );
  t.end();
});

t.test("a point in the future is reported with the command that deletes it, and that command works", (t) => {
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
