import t from "tap";
import { type KeepRules, NO_RULES, PERIOD_RULES } from "../../src/model/keep.ts";
import type { Point } from "../../src/model/point.ts";
import type { DirectoryRepository } from "../../src/model/repository.ts";
import { freePlan } from "../../src/plan/free.ts";
import { planText, readPlanHeader } from "../../src/plan/plan-file.ts";
import { plan } from "../../src/plan/planner.ts";
import type { Provider } from "../../src/provider/provider.ts";
import { compose } from "../../src/provider/providers.ts";
import { archivesAddress, configOf, paperProvider, planAt, pointAt, requestAt, type Seen } from "./world.ts";

const repository: DirectoryRepository = {
  type: "directory",
  name: "offsite",
  location: "/srv/archives",
  format: "tar",
  compression: 3,
  levels: { full: { kind: "calendar", unit: "monthly" }, incremental: { kind: "calendar", unit: "daily" } },
  ...{ check: null, compact: null },
};

const keeper = paperProvider.keepers["archives/borg"];
if (keeper === undefined) throw new Error("no keeper");

/** Its archives say in their input what they are a difference to. */
const chained: Provider = {
  ...paperProvider,
  keepers: {
    "archives/borg": {
      ...keeper,
      create: (request) =>
        keeper
          .create(request)
          .map((each) => ({ ...each, input: { base: request.base?.id ?? null, readFrom: request.readFrom } })),
    },
  },
};
const providers = compose([chained]);
const ADDRESS = archivesAddress("boot");
const DAY = 86_400_000;

function at(
  now: string,
  keep: Partial<KeepRules>,
  points: readonly Point[],
  rest: Seen & { readonly pin?: string } = {},
) {
  const { pin, ...seen } = rest;
  const pinned = pin === undefined ? {} : { pinned: { [ADDRESS]: [{ id: pin, until: null }] } };
  const config = configOf({ boot: keep }, { repositories: { offsite: repository }, ...pinned });
  const plan = planAt(now, config, { ...seen, points: { boot: points } }, null, providers);
  const destroys = plan.actions.flatMap(({ destroys, guard }) => (guard === null ? destroys : []));
  const created = plan.actions.find(({ kind }) => kind === "paper/create");
  const base = (created?.input as { readonly base: string | null } | undefined)?.base;
  return { plan, base, gone: destroys.map(({ id }) => id) };
}

/** One a day, each a difference to the one before; the first is full. */
function chain(first: string, days: number): Point[] {
  const start = Date.parse(`${first}T03:00:00Z`);
  const points: Point[] = [];
  for (let day = 0; day < days; day++) {
    const base = points.at(-1)?.id;
    const time = new Date(start + day * DAY).toISOString();
    points.push(pointAt("boot", time, base === undefined ? {} : { base }));
  }
  return points;
}

t.test("the first archive of a period is full, the others are differences to the newest complete one", (t) => {
  const points = chain("2026-11-01", 20);
  const newest = points.at(-1);
  t.equal(at("2026-11-21T12:00:00Z", {}, points).base, newest?.id);
  t.equal(at("2026-12-01T12:00:00Z", {}, points).base, null, "another month");
  t.equal(at("2026-11-21T12:00:00Z", {}, []).base, null);
  const incomplete = pointAt("boot", "2026-11-20T04:00:00Z", { state: "incomplete" });
  t.equal(at("2026-11-21T12:00:00Z", {}, [...points, incomplete]).base, newest?.id, "nothing depends on it");
  t.equal(at("2026-11-21T12:00:00Z", {}, points.slice(1)).base, null, "its full archive is missing");
  const proof = (subjectId: string) => ({
    entries: [
      { kind: "proof", subject: ADDRESS, subjectId, owner: "joke", run: "r", time: "2026-11-20T05:00:00Z" },
    ].map((each) => ({ ...each, status: "failed", problem: null, proof: { verdict: "failed" } })) as never,
  });
  t.equal(at("2026-11-21T12:00:00Z", {}, points, { history: proof(points[3]?.id ?? "") }).base, null, "it is damaged");
  t.equal(at("2026-11-21T12:00:00Z", {}, points, { history: proof("of an older chain") }).base, newest?.id);
  const plan = at("2026-11-21T12:00:00Z", {}, points).plan;
  t.match(plan.actions, [{ reason: /^due: no archive for 2026-11-21 yet; incremental, since boot-20261120T030000Z$/ }]);
  t.end();
});

t.test("a keeper knows from which source and disk a point is read", (t) => {
  const { plan } = at("2026-11-21T12:00:00Z", {}, [], { disks: { boot: "4e65-29a0" } });
  t.match(plan.actions, [{ input: { readFrom: { name: "plain /boot", disk: "4e65-29a0" } } }]);
  t.match(at("2026-11-21T12:00:00Z", {}, []).plan.actions, [{ input: { readFrom: { disk: null } } }]);
  t.end();
});

t.test("an archive of another source is planned as full", (t) => {
  const points = chain("2026-11-01", 20);
  const newest = points.at(-1);
  for (const [name, before, isFull] of [
    ["plain /boot", "4e65-29a0", false],
    ["plain /boot", null, false],
    ["plain /boot", "aaaa-bbbb", true],
    ["plain /mnt/boot", "4e65-29a0", true],
  ] as const) {
    const all = points.map((point) => ({ ...point, readFrom: { name, disk: before } }));
    const { base, plan } = at("2026-11-21T12:00:00Z", {}, all, { disks: { boot: "4e65-29a0" } });
    t.equal(base, isFull ? null : newest?.id, `${name} ${before}`);
    const reason = isFull
      ? /; full, because boot-20261120T030000Z was read from another source$/
      : /; incremental, since/;
    t.match(plan.actions, [{ reason }]);
  }
  t.end();
});

t.test("with --full an archive is full in any period, and the next one is a difference to it", (t) => {
  const points = chain("2026-11-01", 20);
  const config = configOf({ boot: {} }, { repositories: { offsite: repository } });
  const request = requestAt("2026-11-21T12:00:00Z", config, { points: { boot: points } }, null, providers);
  const full = plan({ ...request, desired: { ...request.desired, full: true } });
  t.match(full.actions, [{ kind: "paper/create", input: { base: null }, reason: /; full$/ }]);
  t.equal(full.full, true, "for a plan file");
  t.equal(readPlanHeader(planText(full)).full, true);
  t.throws(() => readPlanHeader(planText(full).replace('"full": true', '"full": 1')));
  const made = pointAt("boot", "2026-11-21T12:00:00Z");
  t.equal(at("2026-11-22T12:00:00Z", {}, [...points, made]).base, made.id);
  t.end();
});

t.test("points stay as long as another one needs them: for a rule, a pin, or the point of this run", (t) => {
  const points = chain("2026-11-01", 20);
  t.same(at("2026-11-20T12:00:00Z", { daily: 3 }, points).gone, [], "the newest needs them all");
  const [full, second] = points;
  const next = chain("2026-12-01", 3);
  const both = [...points, ...next];
  t.same(at("2026-12-03T12:00:00Z", { daily: 3 }, both).gone, points.map(({ id }) => id).reverse(), "as one chain");
  const pinned = at("2026-12-03T12:00:00Z", { daily: 3 }, both, { pin: second?.id ?? "" });
  t.notOk(pinned.gone.some((id) => id === full?.id || id === second?.id));
  t.equal(pinned.gone.length, 18);
  t.same(at("2026-11-21T12:00:00Z", { last: 1 }, points).gone, [], "the point of this run needs them");
  const incomplete = pointAt("boot", "2026-12-03T04:00:00Z", { state: "incomplete", base: points.at(-1)?.id ?? "" });
  t.same(at("2026-12-03T12:00:00Z", { daily: 4 }, [...both, incomplete]).gone, []);
  t.end();
});

t.test("rdump free deletes no point that another one needs", (t) => {
  const points = [...chain("2026-10-01", 4), ...chain("2026-11-01", 4)];
  const config = configOf({ boot: { daily: 2 } }, { repositories: { offsite: repository } });
  const request = requestAt("2026-11-04T12:00:00Z", config, { points: { boot: points } }, null, providers);
  for (const count of [1, 2, 3, 4]) {
    const { actions } = freePlan(request, { address: ADDRESS, point: null, count });
    const gone = actions.flatMap(({ destroys }) => destroys.map(({ id }) => id));
    t.same(
      gone,
      points
        .slice(4 - count, 4)
        .map(({ id }) => id)
        .reverse(),
    );
  }
  t.throws(() => freePlan(request, { address: ADDRESS, point: null, count: 5 }));
  t.end();
});

/** Repeatable numbers below a limit. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const HISTORIES = 12;

t.test("in 60 days with any keep rules, no point stays without those that it needs", (t) => {
  let deleting = 0;
  for (let seed = 1; seed <= HISTORIES; seed++) {
    const random = randomFrom(seed);
    const keep: Partial<KeepRules> = { ...NO_RULES };
    const keeps = (): Partial<KeepRules> => ({
      ...Object.fromEntries(PERIOD_RULES.map((rule) => [rule, random(3) === 0 ? random(9) : 0])),
      within: random(4) === 0 ? random(20 * 24) * 3_600_000 : null,
    });
    let current: Partial<KeepRules> = { ...keep, ...keeps(), daily: 1 + random(7) };
    let points: readonly Point[] = [];
    let pin: string | undefined;
    let deleted = 0;
    for (let day = 0; day < 60; day++) {
      if (random(15) === 0) current = { ...keep, ...keeps(), last: 1 };
      if (random(10) === 0) pin = points[random(points.length)]?.id;
      const now = new Date(Date.UTC(2026, 9, 5 + day, 12)).toISOString();
      const { base, gone } = at(now, current, points, pin === undefined ? {} : { pin });
      deleted += gone.length;
      const state = random(9) === 0 ? "incomplete" : random(12) === 0 ? "invalid" : "complete";
      const link = base === null || base === undefined || state === "invalid" ? {} : { base };
      const made = base === undefined ? [] : [pointAt("boot", now, { state, ...link })];
      // A night that was interrupted between the archive and the deletions, or after some of them.
      const done = state === "complete" ? gone.slice(0, random(6) === 0 ? random(gone.length + 1) : gone.length) : [];
      points = [...points, ...made].filter(({ id }) => !done.includes(id));
      const ids = new Set(points.map(({ id }) => id));
      const orphans = points.filter((each) => each.base !== undefined && !ids.has(each.base));
      if (orphans.length > 0) t.fail(`seed ${seed}, day ${day}: ${orphans.map(({ name }) => name).join()}`);
    }
    if (deleted > 0) deleting++;
  }
  t.ok(deleting > HISTORIES / 2, `${deleting} of ${HISTORIES} histories delete points`);
  t.end();
});
