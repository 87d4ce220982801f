import fc from "fast-check";
import t from "tap";
import type { Every } from "../../src/model/every.ts";
import { isoOf } from "../../src/model/instant.ts";
import type { Leftover } from "../../src/model/leftover.ts";
import type { Point } from "../../src/model/point.ts";
import { checkGuards } from "../../src/plan/guards.ts";
import { heldAfter, releasesOf } from "../../src/plan/holders.ts";
import { inventoryAfter } from "../../src/plan/inventory.ts";
import { planText, readPlan, readPlanHeader } from "../../src/plan/plan-file.ts";
import { recoveryPlan, sameBehindRecovery } from "../../src/plan/recovery.ts";
import { checkApplicable, checkConfig, checkUnchanged } from "../../src/plan/stale.ts";
import { compose } from "../../src/provider/providers.ts";
import { failing } from "../failing.ts";
import { runs } from "../runs.ts";
import { archivesAddress, configOf, daily, paperProvider, planAt, pointAt, problem, volumeOf } from "./world.ts";

const NOON = "2026-11-22T12:00:00Z";
const ids = (plan: { actions: readonly { id: string }[] }) => plan.actions.map(({ id }) => id);

t.test("a group without a point in its slot is due, and one with a point is not", (t) => {
  const config = configOf({ boot: { daily: 7 } });
  const first = planAt(NOON, config, { facts: "absent" });
  t.strictSame(ids(first), ['prepare repository["offsite"]', `create ${archivesAddress("boot")}`]);
  t.match(first.actions[1], {
    reason: "due: no archive for 2026-11-22 yet",
    after: ['prepare repository["offsite"]'],
    makes: "boot-{run.time}",
    tree: "tree boot",
  });
  t.match(first.summary, { prepare: 1, create: 1, destroy: 0, unchanged: 0 });

  const again = planAt(NOON, config, { points: { boot: [pointAt("boot", "2026-11-22T03:00:00Z")] } });
  t.strictSame(ids(again), []);
  t.match(again.summary, { unchanged: 1 });
  t.equal(again.partial, false);
  t.end();
});

t.test("the slot is the day of the configured zone, not of UTC", (t) => {
  const config = configOf({ boot: { daily: 7 } });
  const before = [pointAt("boot", "2026-11-21T22:59:00Z")];
  t.strictSame(ids(planAt("2026-11-21T22:59:30Z", config, { points: { boot: before } })), []);
  t.equal(planAt("2026-11-21T23:00:00Z", config, { points: { boot: before } }).actions.length, 1);
  t.end();
});

t.test("an invalid point fills no slot, and is destroyed once a complete one exists", (t) => {
  const config = configOf({ boot: { daily: 7 } });
  const broken = pointAt("boot", "2026-11-22T03:00:00Z", { state: "invalid" });
  const plan = planAt(NOON, config, { points: { boot: [broken] } });
  t.strictSame(ids(plan), [`create ${archivesAddress("boot")}`, `destroy ${archivesAddress("boot")}`]);
  t.match(plan.actions[1], {
    destroys: [{ id: broken.id }],
    after: [`create ${archivesAddress("boot")}`],
    guard: null,
  });

  const older = planAt(NOON, config, { points: { boot: [broken, pointAt("boot", "2026-11-22T04:00:00Z")] } });
  t.match(older.actions, [{ verb: "destroy", destroys: [{ id: broken.id }] }]);
  const newer = pointAt("boot", "2026-11-22T05:00:00Z", { state: "invalid" });
  t.strictSame(ids(planAt(NOON, config, { points: { boot: [newer, pointAt("boot", "2026-11-22T04:00:00Z")] } })), []);
  t.end();
});

t.test("incomplete points fill no slot, and stay as long as the keep rules keep them", (t) => {
  const config = configOf({ boot: { daily: 30 } });
  const good = pointAt("boot", "2026-11-15T03:00:00Z");
  const nights = ["16", "17", "18", "19", "20", "21"].map((day) =>
    pointAt("boot", `2026-11-${day}T03:00:00Z`, { state: "incomplete" }),
  );
  const mended = planAt(NOON, config, { points: { boot: [good, ...nights] } });
  t.strictSame(ids(mended), [`create ${archivesAddress("boot")}`], "six nights of a file that could not be read");

  const late = pointAt("boot", "2026-11-22T04:00:00Z");
  const early = pointAt("boot", "2026-11-22T03:00:00Z", { state: "incomplete" });
  const sameDay = planAt(NOON, config, { points: { boot: [good, ...nights, early, late] } });
  t.match(sameDay.actions, [{ verb: "destroy", destroys: [{ id: early.id }], guard: null }]);

  const two = configOf({ boot: { daily: 2 } });
  const complete = [pointAt("boot", "2026-11-14T03:00:00Z"), good];
  const thinned = planAt("2026-11-22T12:00:00Z", two, { points: { boot: [...complete, ...nights, early] } });
  t.strictSame(ids(thinned).slice(0, 1), [`create ${archivesAddress("boot")}`]);
  const destroyed = thinned.actions.flatMap(({ destroys }) => destroys.map(({ id }) => id));
  t.notOk(destroyed.includes(good.id), "the newest complete point and the one to come are two");
  t.ok(destroyed.includes(complete[0]?.id ?? ""));
  t.end();
});

t.test("an incomplete point never makes a complete one expire", (t) => {
  const hours = fc.uniqueArray(fc.integer({ min: 0, max: 24 * 60 }), { minLength: 1, maxLength: 40 });
  const states = fc.infiniteStream(fc.constantFrom("complete", "incomplete"));
  fc.assert(
    fc.property(
      hours,
      states,
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 0, max: 3 }),
      (ages, of, days, weeks) => {
        const config = configOf({ boot: { daily: days, weekly: weeks } });
        const points = ages.map((age) => {
          const state = of.next().value as "complete" | "incomplete";
          return pointAt("boot", isoOf(Date.parse(NOON) - age * 3_600_000), { state });
        });
        const goneOf = (some: readonly Point[]) =>
          planAt(NOON, config, { points: { boot: some } }).actions.flatMap(({ destroys }) =>
            destroys.map(({ id }) => id),
          );
        const complete = points.filter(({ state }) => state === "complete");
        const alone = new Set(goneOf(complete));
        return goneOf(points).every((id) => alone.has(id) || !complete.some((point) => point.id === id));
      },
    ),
  );
  t.end();
});

t.test("an expiry waits for this run's replacement", (t) => {
  const config = configOf({ boot: { daily: 2 } });
  const points = daily("boot", 2, "2026-11-21");
  const plan = planAt(NOON, config, { points: { boot: points } });
  t.strictSame(ids(plan), [`create ${archivesAddress("boot")}`, `destroy ${archivesAddress("boot")}`]);
  t.strictSame(plan.actions[1]?.destroys, [
    { id: points[0]?.id, name: "boot-20261120T030000Z", time: "2026-11-20T03:00:00Z" },
  ]);
  t.match(plan.actions[1], {
    after: [`create ${archivesAddress("boot")}`],
    guard: null,
    reason: /no rule keeps it \(daily 2\)/,
  });
  t.end();
});

t.test("nothing is destroyed when the points are not known exactly", async (t) => {
  const config = configOf({ boot: { daily: 2 } });
  const points = { boot: daily("boot", 3, "2026-11-21") };
  const destroys = (plan: ReturnType<typeof planAt>) => plan.actions.filter(({ verb }) => verb === "destroy").length;

  t.equal(destroys(planAt(NOON, config, { points })), 1, "so it is without a hindrance");
  const gap = planAt(NOON, config, { points, gaps: { boot: problem("borg-unreachable") } });
  t.strictSame(ids(gap), [], "a group that could not be listed is not touched at all");
  t.equal(gap.partial, true);
  t.match(gap.diagnostics, [{ code: "borg-unreachable" }]);

  const unmounted = planAt(NOON, config, { points, sourceGaps: { boot: problem("fs-not-mounted") } });
  t.strictSame(ids(unmounted), [], "without its source there is no replacement, so nothing goes");
  t.equal(unmounted.partial, true);
  t.match(unmounted.summary, { unchanged: 0, waiting: 0 }, "a due group without its source is not unchanged");

  const unsuitable = planAt(NOON, config, { points, obstacles: { boot: problem("directory-format-unsuitable") } });
  t.strictSame(ids(unsuitable), [], "no point can be made of its source");
  t.equal(unsuitable.partial, true);
  t.match(unsuitable.diagnostics, [{ code: "directory-format-unsuitable" }]);

  t.equal(destroys(planAt(NOON, configOf({ boot: {} }), { points })), 0, "zero rules destroy nothing");

  const before = planAt("2026-11-10T12:00:00Z", config, { points });
  t.equal(destroys(before), 0, "a clock before the newest point");
  t.match(before.diagnostics, [{ code: "plan-clock", severity: "warning" }]);
  const years = planAt("2031-11-22T12:00:00Z", config, { points });
  t.equal(destroys(years), 0, "a clock years past the newest point");
  t.match(years.diagnostics, [{ code: "plan-clock" }]);
});

t.test("guards: deletions beyond the limit, and of the last complete point, require the exact number", (t) => {
  const config = configOf({ boot: { daily: 1 } });
  const points = { boot: daily("boot", 5, "2026-11-22") };
  const plan = planAt(NOON, config, { points });
  t.match(plan.actions, [{ verb: "destroy", guard: /4 of 5 points, more than limits.destroy \(50%\)/ }]);
  t.match(plan.summary, { destroy: 4, guarded: 4 });
  t.match(plan.diagnostics, [{ code: "plan-guard" }]);
  t.throws(() => checkGuards(plan, 3), /--allow-destroy 3 was given, but 4/);
  t.doesNotThrow(() => checkGuards(plan, 4));
  t.doesNotThrow(() => checkGuards(plan, null));

  const last = configOf({ boot: { within: 86_400_000 } });
  const weekly = {
    ...last,
    volumes: last.volumes.map((volume) => ({
      ...volume,
      targets: volume.targets.map((target) => ({
        ...target,
        every: { kind: "calendar" as const, unit: "yearly" as const },
      })),
    })),
  };
  const lastGoes = planAt(NOON, weekly, { points: { boot: [pointAt("boot", "2026-11-02T03:00:00Z")] } });
  t.match(lastGoes.actions, [{ verb: "destroy", guard: "it would leave no complete point" }]);

  const good = pointAt("boot", "2026-11-02T03:00:00Z");
  const late = ["01", "02", "03"].map((hour) => pointAt("boot", `2026-11-22T${hour}:00:00Z`, { state: "incomplete" }));
  const onlyIncomplete = planAt(NOON, weekly, { points: { boot: [good, ...late] } });
  t.match(onlyIncomplete.actions, [{ destroys: [{ id: good.id }], guard: "it would leave no complete point" }]);

  const oneInOneOut = planAt(NOON, config, { points: { boot: daily("boot", 1, "2026-11-21") } });
  t.match(oneInOneOut.actions, [{ verb: "create" }, { verb: "destroy", guard: null }]);
  t.end();
});

t.test("held points and points of the future stay", (t) => {
  const config = configOf({ boot: { daily: 1 } });
  const held = pointAt("boot", "2026-11-20T03:00:00Z", { held: ["rdump:replica"] });
  const plan = planAt(NOON, config, { points: { boot: [held, pointAt("boot", "2026-11-22T03:00:00Z")] } });
  t.strictSame(ids(plan), []);
  t.end();
});

t.test("the same inputs give the same bytes for any order of discovery", (t) => {
  const config = configOf({ a: { daily: 2 }, b: { weekly: 1 }, c: { last: 3 } });
  const points = { a: daily("a", 5, "2026-11-21"), b: daily("b", 4, "2026-11-20"), c: daily("c", 6, "2026-11-22") };
  const forgotten = [
    { address: archivesAddress("old"), points: daily("old", 2, "2026-01-01") },
    { address: archivesAddress("older"), points: daily("older", 1, "2025-01-01") },
  ];
  const straight = planText(planAt(NOON, config, { points, forgotten }));
  fc.assert(
    fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (dice) => {
      const order = <T>(list: readonly T[]) =>
        list
          .map((value) => ({ value, rank: dice.next().value as number }))
          .sort((x, y) => x.rank - y.rank)
          .map(({ value }) => value);
      return planText(planAt(NOON, config, { points, forgotten, order })) === straight;
    }),
    { numRuns: runs(50) },
  );
  t.match(planAt(NOON, config, { points, forgotten }).forgotten, [
    { address: archivesAddress("old"), points: 2, newest: "2026-01-01T03:00:00Z" },
    { address: archivesAddress("older"), points: 1 },
  ]);
  t.end();
});

t.test("a plan is valid until the next slot, or until a keep decision changes", (t) => {
  t.equal(planAt(NOON, configOf({ boot: { daily: 2 } }), {}).notAfter, "2026-11-22T23:00:00Z");
  const config = configOf({ boot: { within: 2 * 86_400_000 } });
  const points = { boot: [pointAt("boot", "2026-11-20T14:00:00Z"), pointAt("boot", "2026-11-22T03:00:00Z")] };
  t.equal(planAt(NOON, config, { points }).notAfter, "2026-11-22T14:00:00Z");
  t.end();
});

t.test("integrity data is written before the tree is copied, or on its own schedule", (t) => {
  const by = compose([
    {
      ...paperProvider,
      integrity: {
        files: () => [],
        machineRecord: () => "seal.machine",
        comparison: () => ({ argv: ["rsure"], files: [] }),
        check: () => t.fail("nothing is restored") as never,
        sample: () => t.fail("nothing is restored") as never,
        records: {
          revisions: () => t.fail("nothing is listed") as never,
          entries: () => t.fail("nothing is listed") as never,
          differences: () => t.fail("nothing is compared") as never,
        },
        update: () => [
          {
            kind: "paper/seal",
            verb: "update",
            once: null,
            reason: null,
            input: null,
            makes: null,
            destroys: [],
            readsTree: true,
          },
        ],
      },
    },
  ]);
  const integrity = {
    surefile: "2sure.dat.gz",
    hash: "sha1" as const,
    xattrs: false,
    largest: null,
    snapshot: false,
    declared: true,
  };
  const withEvery = (every: Every | null) => ({
    ...configOf({}),
    volumes: [volumeOf("boot", { daily: 7 }, { integrity: { ...integrity, every } })],
  });
  const filled = { boot: [pointAt("boot", "2026-11-22T03:00:00Z")] };
  const seal = 'update boot.integrity["2sure.dat.gz"]';
  const create = `create ${archivesAddress("boot")}`;
  t.strictSame(ids(planAt(NOON, withEvery(null), {}, null, by)), [seal, create]);
  t.strictSame(
    ids(planAt(NOON, withEvery(null), { points: filled }, null, by)),
    [],
    "nothing copies, nothing is sealed",
  );

  const weekly: Every = { kind: "calendar", unit: "weekly" };
  const seen = (newest: string | null, gap = null) => ({
    integrity: { boot: { volume: "boot", newest: newest === null ? null : Date.parse(newest), gap } },
  });
  t.strictSame(ids(planAt(NOON, withEvery(weekly), seen("2026-11-17T00:00:00Z"), null, by)), [create]);
  t.strictSame(ids(planAt(NOON, withEvery(weekly), seen("2026-11-15T00:00:00Z"), null, by)), [seal, create]);
  t.strictSame(ids(planAt(NOON, withEvery(weekly), { ...seen(null), points: filled }, null, by)), [seal]);
  t.equal(
    planAt(NOON, withEvery({ kind: "calendar", unit: "hourly" }), seen(NOON), null, by).notAfter,
    "2026-11-22T13:00:00Z",
  );
  t.end();
});

t.test("an unsupported declaration is an error, and is never skipped silently", (t) => {
  const config = configOf(
    {},
    { metrics: "/m", notify: { on: [], mail: "root", command: null, webhook: null, ntfy: null, healthchecks: null } },
  );
  const integrity = {
    surefile: "2sure.dat.gz",
    hash: "sha1" as const,
    xattrs: false,
    largest: null,
    snapshot: false,
    every: null,
  };
  const volumes = [
    volumeOf("a", { daily: 1 }, { integrity: { ...integrity, declared: false } }),
    volumeOf("b", { daily: 1 }, { integrity: { ...integrity, declared: true } }),
    volumeOf(
      "c",
      { daily: 1 },
      {
        hooks: { before: ["true"], after: null },
        verify: [{ every: { kind: "calendar", unit: "daily" }, from: "offsite", scratch: null }],
      },
    ),
  ];
  const plan = planAt(NOON, { ...config, volumes }, {});
  t.equal(plan.partial, true);
  const errors = plan.diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ detail }) => detail.split(" is declared")[0]);
  t.strictSame(errors.sort(), ["integrity", "verify"].sort());
  t.match(
    plan.diagnostics.filter(({ severity }) => severity === "note"),
    [{ code: "plan-no-integrity" }],
  );
  t.end();
});

t.test("a saved plan that no longer matches is refused as stale", (t) => {
  const config = configOf({ boot: { daily: 2 }, home: { daily: 2 } });
  const points = { boot: daily("boot", 2, "2026-11-21"), home: daily("home", 2, "2026-11-21") };
  const saved = planText(planAt(NOON, config, { points }));
  const header = readPlanHeader(saved);
  const at = (time: string) => Date.parse(time);

  t.doesNotThrow(() => checkUnchanged(saved, header, planAt(NOON, config, { points }), at("2026-11-22T13:00:00Z")));
  const without = { ...points, home: points.home.slice(1) };
  t.throws(
    () => checkUnchanged(saved, header, planAt(NOON, config, { points: without }), at(NOON)),
    failing({ code: "plan-stale", summary: "The plan is stale", address: archivesAddress("home") }),
  );
  const more = { ...points, boot: [...points.boot, pointAt("boot", "2026-11-22T12:30:00Z")] };
  t.throws(
    () => checkUnchanged(saved, header, planAt(NOON, config, { points: more }), at(NOON)),
    failing({ address: archivesAddress("boot") }),
  );
  const edited = saved.replace("boot-20261120T030000Z", "boot-20261121T030000Z");
  t.not(edited, saved);
  t.throws(() => checkUnchanged(edited, header, planAt(NOON, config, { points }), at(NOON)), /was edited or damaged/);
  t.throws(
    () => checkUnchanged(saved, header, planAt(NOON, config, { points }), at("2026-11-22T23:00:00Z")),
    /valid until 2026-11-22T23:00:00Z/,
  );
  t.throws(
    () => checkConfig(header, { digest: "e".repeat(64), file: "/b" }),
    /\/b has changed, or is not the config of the plan/,
  );
  t.throws(() => checkApplicable(header, { host: "vaco", now: at(NOON) }), /on host/);
  t.throws(
    () => checkApplicable(header, { host: "joke.example", now: at("2026-11-22T11:00:00Z") }),
    /the clock of this machine shows/,
  );
  t.throws(() => checkApplicable({ ...header, simulated: true }, { host: "joke.example", now: at(NOON) }), /--now/);
  t.end();
});

t.test("a file that is not a plan is refused with an error", (t) => {
  const good = planText(planAt(NOON, configOf({ boot: { daily: 2 } }), {}));
  for (const [text, words] of [
    ["", /not JSON/],
    [good.slice(0, 500), /not JSON/],
    ["[".repeat(100_000), /more levels than a plan/],
    [`[${"{},".repeat(3_000_000)}{}]`, /more values than a plan/],
    ["[]", /not a plan/],
    ["{}", /not a plan/],
    ['{"formatVersion":2}', /format 2/],
    [good.replace('"rdump": "0.1.0"', '"rdump": "9.0.0"'), /made by rdump 9\.0\.0/],
    [good.replace(/"asOf": "[^"]*"/, '"asOf": "yesterday"'), /cut off or edited/],
    [good.replace(/"only": null/, '"only": [1]'), /cut off or edited/],
    [good.replace('"host": "', `"host": "${"x".repeat(5_000_000)}`), /cut off or edited/],
    [good.replace('"rdump": "0.1.0"', `"rdump": "${"9".repeat(5_000_000)}"`), /made by rdump 9{40}, and/],
  ] as const) {
    t.throws(() => readPlanHeader(text), failing({ code: "plan-file-refused", detail: words }));
  }
  t.doesNotThrow(() => readPlanHeader(good));
  t.match(readPlan(good).actions, [{ verb: "create" }], "what the planner writes is what the published schema says");
  t.throws(
    () => readPlan(good.replace('"verb": "create"', '"verb": "format"')),
    failing({ code: "plan-file-refused" }),
  );
  t.end();
});

t.test("leftovers of dead runs are removed first, in their order, and all actions of the volume wait", (t) => {
  const leftover = (volume: string, kind: string, run = "20261121T030000Z-dead"): Leftover => ({
    volume,
    kind,
    input: { of: volume },
    run,
    time: null,
    says: `${kind} was left over`,
  });
  const seen = {
    points: { boot: [pointAt("boot", "2026-11-20T03:00:00Z")] },
    leftovers: [
      leftover("root", "lvm/mount"),
      leftover("root", "lvm/snapshot"),
      leftover("gone.away", "lvm/snapshot"),
      leftover("root", "lvm/snapshot", "R2"),
    ],
  };
  const made = planAt(NOON, configOf({ boot: { daily: 1 }, root: { daily: 2 } }), seen);
  t.match(made.actions, [
    { id: "recover root.lvm/mount", reason: "lvm/mount was left over", after: [] },
    {
      id: "recover root.lvm/snapshot",
      after: ["recover root.lvm/mount"],
      input: { scope: "lvm/snapshot", input: { of: "root" }, run: "20261121T030000Z-dead" },
    },
    { id: "recover gone.away.lvm/snapshot", verb: "recover", address: "gone.away.lvm/snapshot", after: [] },
    { id: "recover root.lvm/snapshot #2", after: ["recover root.lvm/snapshot"] },
    { id: 'create boot.archives["offsite"]', after: [] },
    { id: 'create root.archives["offsite"]', after: ["recover root.lvm/snapshot #2"] },
    { verb: "destroy" },
  ]);
  t.equal(made.summary.recover, 4);
  t.match(readPlan(planText(made)).actions.length, made.actions.length, "and the published schema knows it");

  const alone = recoveryPlan(made, []);
  t.strictSame(
    alone.actions.map(({ verb }) => verb),
    Array.from({ length: 4 }, () => "recover"),
  );
  t.match(alone.summary, { recover: 4, create: 0, destroy: 0 });
  const without = planAt(NOON, configOf({ boot: { daily: 1 }, root: { daily: 2 } }), { ...seen, leftovers: [] });
  t.ok(sameBehindRecovery(made, without));
  t.notOk(sameBehindRecovery(made, planAt(NOON, configOf({ boot: { daily: 1 } }), seen)));
  t.end();
});

t.test("a plan whose result contradicts its promises is never shown", (t) => {
  const listed = { complete: ["1"], others: [], bases: new Map<string, string>(), listed: true };
  const destroy = (id: string) => ({
    id: "destroy g",
    kind: "k",
    verb: "destroy" as const,
    address: "g",
    reason: "",
    input: null,
    tree: null,
    scopes: [],
    makes: null,
    destroys: [{ id, name: id, time: "" }],
    records: null,
    after: [],
    guard: null,
  });
  t.throws(() => inventoryAfter({ groups: new Map([["g", listed]]) }, [destroy("1")]), /no complete point/);
  t.throws(() => inventoryAfter({ groups: new Map([["g", listed]]) }, [destroy("2")]), /not in g/);
  const two = { ...listed, complete: ["1", "2"] };
  t.throws(() => inventoryAfter({ groups: new Map([["g", two]]) }, [destroy("1"), destroy("1")]), /twice/);
  const needs = { ...two, bases: new Map([["2", "1"]]) };
  t.throws(() => inventoryAfter({ groups: new Map([["g", needs]]) }, [destroy("1")]), /destroys 1, which 2 needs/);
  t.throws(() => inventoryAfter({ groups: new Map([["g", two]]) }, [destroy("1"), destroy("2")]), /no complete point/);
  const made = { ...destroy("1"), makes: "3" };
  t.strictSame(inventoryAfter({ groups: new Map([["g", two]]) }, [made]).groups.get("g")?.complete, ["2", "3"]);
  t.throws(
    () => inventoryAfter({ groups: new Map([["g", { ...listed, listed: false }]]) }, [destroy("1")]),
    /not be listed/,
  );
  t.end();
});

t.test("a point on which another own point depends is destroyed only after that point is renewed", (t) => {
  const [old, newer] = [pointAt("root", "2026-11-20T03:00:00Z"), pointAt("root", "2026-11-21T03:00:00Z")];
  const held: Point = { ...old, heldBy: ['root.clones["c"]'] };
  const still = heldAfter([held, newer], new Map());
  t.match(still, [{ held: [/depends on it/] }, { held: [] }]);
  const renewed = new Map([['root.clones["c"]', 'create root.clones["c"]']]);
  t.strictSame(heldAfter([held, newer], renewed), [held, newer]);
  t.strictSame(releasesOf([held, newer], [{ id: held.id }], renewed), ['create root.clones["c"]']);
  t.strictSame(releasesOf([held, newer], [{ id: newer.id }], renewed), []);
  const heldTwice: Point = { ...old, heldBy: ['root.clones["c"]', 'root.clones["d"]'] };
  t.strictSame(heldAfter([heldTwice], renewed), [{ ...heldTwice, held: ['root.clones["d"] depends on it'] }]);
  const both = new Map([...renewed, ['root.clones["d"]', 'create root.clones["d"]']]);
  t.strictSame(heldAfter([heldTwice], both), [heldTwice]);
  t.strictSame(releasesOf([heldTwice], [old], both), [...both.values()]);
  const plain = [old, newer];
  t.equal(heldAfter(plain, renewed), plain, "a group without dependents needs no extra work");
  t.end();
});

t.test("a volume can have limits of its own", (t) => {
  const points = { boot: daily("boot", 10, "2026-11-21"), data: daily("data", 10, "2026-11-21") };
  const volumes = [volumeOf("boot", { daily: 7 }), volumeOf("data", { daily: 7 }, { limits: { destroy: 0.1 } })];
  const plan = planAt(NOON, { ...configOf({}), volumes }, { points });
  const guards = plan.actions.filter(({ verb }) => verb === "destroy").map(({ address, guard }) => [address, guard]);
  t.strictSame(guards, [
    [archivesAddress("boot"), null],
    [archivesAddress("data"), "it would destroy 4 of 11 points, more than limits.destroy (10%) allows"],
  ]);
  t.end();
});
