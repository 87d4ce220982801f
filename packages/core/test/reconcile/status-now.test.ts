import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Chalk } from "chalk";
import t, { type Test } from "tap";
import { load } from "../../src/config/load.ts";
import { desire } from "../../src/desired/desire.ts";
import type { ReadIo } from "../../src/io/capability.ts";
import { thisProcess } from "../../src/io/process-identity.ts";
import { addressOf } from "../../src/model/address.ts";
import type { Drift } from "../../src/model/drift.ts";
import { type History, NO_HISTORY } from "../../src/model/history.ts";
import { isoOf } from "../../src/model/instant.ts";
import { runAt } from "../../src/model/run.ts";
import type { SourceFinding } from "../../src/model/shrinkage.ts";
import { compose } from "../../src/provider/providers.ts";
import { afterRun, mergedStatus } from "../../src/reconcile/last-status.ts";
import type { Session } from "../../src/reconcile/session.ts";
import { openState } from "../../src/reconcile/state.ts";
import { lastKnownStatus, statusNow } from "../../src/reconcile/status-now.ts";
import { statusOf } from "../../src/reconcile/status-of.ts";
import { statusExitCode, statusLines } from "../../src/render/status.ts";
import { HEAD } from "../journal/head.ts";
import { archivesAddress, configOf, observedFor, paperProvider, pointAt, problem, providers } from "../plan/world.ts";

const NOON = Date.parse("2026-11-22T12:00:00Z");
const plain = new Chalk({ level: 0 });

const TWO = configOf({ a: { daily: 7 }, b: { daily: 7 } });

function lookAt(only: readonly string[] | null) {
  return { desired: desire(TWO, NOON, only), observed: observedFor(TWO, {}) };
}

function lost(volume: string, finding: Pick<SourceFinding, "run" | "time" | "by" | "had" | "gone" | "has">): History {
  return { ...NO_HISTORY, findings: [{ kind: "shrunk", owner: TWO.id, volume, ...finding }] };
}

/** A session whose provider counts how often it is asked. `gaps`: what it answers. */
function sessionIn(
  t: Test,
  volumes: readonly string[],
  gaps: { readonly [volume: string]: ReturnType<typeof problem> } = {},
) {
  const root = mkdtempSync(join(tmpdir(), "rdump-status-"));
  t.teardown(() => rmSync(root, { recursive: true }));
  const config = configOf(Object.fromEntries(volumes.map((name) => [name, { daily: 7 }])), { stateDir: root });
  let calls = 0;
  const seen = observedFor(config, { gaps, points: {} });
  const counting = {
    ...paperProvider,
    discover: async () => {
      calls++;
      return { sources: [...seen.sources.values()], groups: [...seen.groups.values()], forgotten: [] };
    },
  };
  const never = new AbortController().signal;
  const who = { hostname: thisProcess.own().host, identity: thisProcess, clock: () => NOON };
  const state = openState(root, who);
  const session: Session = {
    host: {
      ...who,
      machineId: null,
      nonce: () => "00000000",
      reader: () => ({}) as ReadIo,
      worker: () => {
        throw new Error("status changes nothing");
      },
      state: () => state,
      warnings: () => [],
    },
    config,
    file: "rdump.json5",
    digest: "d",
    providers: compose([counting]),
    only: null,
    stop: { signal: never, hurry: never },
    listener: { event: () => {}, warn: () => {} },
  };
  return { session, state, config, root, calls: () => calls };
}

async function working(state: ReturnType<typeof openState>, volume: string) {
  const lock = await state.takeLock({
    run: "R2",
    since: "2026-11-22T02:00:00Z",
    wait: 0,
    signal: new AbortController().signal,
  });
  const journal = await state.beginJournal("R2");
  await journal.append({ ...HEAD, run: "R2", ...thisProcess.own(), actions: 7 });
  const made = { made: null, moved: {}, milliseconds: 1, diagnostics: [] };
  const intent = (action: string, address: string) =>
    journal.append({ type: "intent", action, kind: "k", address, input: null, inputVersion: 1, makes: null });
  await intent("first", "x");
  await journal.append({ type: "outcome", action: "first", status: "done", ...made });
  await intent(`create ${volume}`, archivesAddress(volume));
  return lock;
}

t.test("while a run works, 200 volumes are shown without a query, in less than a second", async (t) => {
  const names = Array.from({ length: 200 }, (_, index) => `v${index}`);
  const { session, state, config, root, calls } = sessionIn(t, names);
  const observed = observedFor(config, { points: { v1: [pointAt("v1", "2026-11-22T01:00:00Z")] } });
  const before = statusOf({ desired: desire(config, NOON - 3_600_000), observed, history: NO_HISTORY }, providers);
  await state.writeLastStatus(mergedStatus(null, "d", before, true));
  t.equal(statSync(join(root, "last-status.json")).mode & 0o777, 0o600);
  const lock = await working(state, "v7");
  const began = performance.now();
  const status = await statusNow(session);
  const took = performance.now() - began;
  t.equal(calls(), 0);
  t.ok(took < 1000, `${took} ms`);
  t.equal(status.groups.length, 200);
  const stateOf = (name: string) => status.groups.find(({ address }) => address === archivesAddress(name));
  t.match(stateOf("v1"), { state: "ok", age: 11 * 3600, observed: "2026-11-22T11:00:00Z" });
  t.match(stateOf("v7"), { state: "running" });
  t.match(status.running, { run: "R2", since: "2026-11-22T02:00:00Z", step: 2, steps: 7, action: "create v7" });
  const [head, counts] = statusLines(status, { color: plain, timeZone: "Europe/Berlin" });
  t.equal(head, "Running since 2026-11-22 03:00 (run R2, step 2 of 7): create v7");
  t.match(counts, /^200 targets: 198 overdue, 1 running, 1 ok\. As of 2026-11-22 13:00, observed 1 h ago\.$/);

  await lock.release();
  await statusNow(session);
  t.equal(calls(), 1, "without a run the system is queried");
});

t.test("an observation that is missing or damaged is unknown, and no error", async (t) => {
  const { session, state, calls } = sessionIn(t, ["a"]);
  await working(state, "b");
  const status = await statusNow(session);
  t.match(status.groups, [{ state: "unknown", obstacle: /No earlier run observed/ }]);
  t.equal(statusExitCode(status), 1);
  t.equal(calls(), 0);
});

t.test("a group that another process has locked keeps its last observation", async (t) => {
  const locked = { ...problem("borg-locked"), locked: true as const };
  const { session, state, config } = sessionIn(t, ["a", "b"], { a: locked, b: problem("borg-gone") });
  const points = { a: [pointAt("a", "2026-11-22T01:00:00Z")], b: [pointAt("b", "2026-11-22T01:00:00Z")] };
  const observed = observedFor(config, { points });
  const before = statusOf({ desired: desire(config, NOON - 3_600_000), observed, history: NO_HISTORY }, providers);
  await state.writeLastStatus(mergedStatus(null, "d", before, true));
  const { groups } = await statusNow(session);
  t.match(groups, [
    { state: "ok", observed: "2026-11-22T11:00:00Z", obstacle: "The disk is gone." },
    { state: "unknown", newest: null },
  ]);
});

t.test("the last observation counts what the run made, and keeps groups of other volumes", async (t) => {
  const config = configOf({ a: { daily: 7 }, b: { daily: 7 } });
  const at = (only: readonly string[] | null) =>
    statusOf(
      { desired: desire(config, NOON, only), observed: observedFor(config, {}), history: NO_HISTORY },
      providers,
    );
  const all = mergedStatus(null, "d", at(null), true);
  const only = mergedStatus(all, "d", at(["b"]), false);
  t.strictSame(
    only.status.groups.map(({ address }) => address),
    [addressOf("a", "archives", "offsite"), archivesAddress("b")],
  );
  t.equal(
    mergedStatus(all, "other", at(["b"]), false).status.groups.length,
    1,
    "another config is another observation",
  );
  const run = runAt("R3", NOON + 60_000);
  const made = { id: "i", name: "b-1" };
  const action = { action: "create b", address: archivesAddress("b"), status: "done" as const, diagnostic: null };
  const actions = [{ ...action, warnings: [], made, destroyed: 0, destroyedPoints: [], moved: {}, milliseconds: 1 }];
  const report = { run, status: "ok" as const, actions, scopes: [], journal: null };
  const [first, second] = afterRun(only.status, report).groups;
  t.match(second, { state: "ok", points: 1, newest: { name: "b-1", time: run.time }, due: false });
  t.match(first, { state: "overdue", points: 0 });
  const loss = { run: "R3", time: run.time, by: archivesAddress("b"), had: 9, gone: 9, has: 0 };
  const judged = mergedStatus(all, "d", statusOf({ ...lookAt(["b"]), history: lost("b", loss) }, providers), false);
  t.match(afterRun(judged.status, report).groups[1], { state: "shrunken", due: false }, "the run found a loss");
  const incomplete = only.status.groups.map((group) => ({
    ...group,
    ...{ state: "incomplete" as const, proof: { last: null, due: true, overdue: true } },
  }));
  const [, after] = afterRun({ ...only.status, groups: incomplete }, report).groups;
  t.match(after, { state: "unproven", points: 1 }, "the new point is complete, and still no proof was made");
});

t.test("after a run of some volumes, the findings about the others stay", (t) => {
  const drift = (name: string) => ({ kind: "repository-gone", address: archivesAddress(name) }) as unknown as Drift;
  const forgotten = { address: 'old.archives["offsite"]', points: 1, newest: "" };
  const loss = (volume: string) => ({ volume, run: "R", time: "", by: volume, had: 9, gone: 9, has: 0 });
  const of = (name: string, only: readonly string[] | null) => ({
    ...statusOf({ ...lookAt(only), history: NO_HISTORY }, providers),
    drift: [drift(name)],
    forgotten: only === null ? [forgotten] : [],
    shrunken: [loss(name)],
  });
  const before = mergedStatus(null, "d", of("a", null), true);
  const { status } = mergedStatus(before, "d", of("b", ["b"]), false);
  t.strictSame(
    status.drift.map(({ address }) => address),
    [archivesAddress("a"), archivesAddress("b")],
  );
  t.strictSame(
    status.shrunken.map(({ volume }) => volume),
    ["a", "b"],
  );
  t.strictSame(status.forgotten, [forgotten]);
  t.end();
});

t.test("without a run, an observation becomes due and then overdue as time passes", async (t) => {
  const { session, state, config } = sessionIn(t, ["a"]);
  const observed = observedFor(config, { points: { a: [pointAt("a", "2026-11-22T01:00:00Z")] } });
  const seen = statusOf({ desired: desire(config, NOON), observed, history: NO_HISTORY }, providers);
  await state.writeLastStatus(mergedStatus(null, "d", seen, true));
  for (const [days, state] of [
    [0, "ok"],
    [1, "due"],
    [2, "overdue"],
  ] as const) {
    const host = { ...session.host, clock: () => NOON + days * 86_400_000 };
    const { groups } = await lastKnownStatus({ ...session, host });
    t.match(groups, [{ state, due: days > 0, overdue: days > 1 }], `after ${days} days`);
  }
});

t.test(
  "without a run, the disk of an optional target is overdue at the end of its grace, and not before",
  async (t) => {
    const { session, state } = sessionIn(t, ["a"]);
    const declared = {
      version: 1,
      id: "h",
      machine: "m",
      timezone: "UTC",
      volumes: {
        a: {
          source: { type: "plain", path: "/a" },
          mirrors: [{ path: "/m/a", mount: "/m", presence: "optional", grace: "30d", every: "daily" }],
        },
      },
    };
    const machine = { hostname: "h", machineId: "m", timezone: "UTC", isRoot: true, env: {} };
    const { config, diagnostics } = load(JSON.stringify(declared), "rdump.json5", machine);
    if (config === null) throw new Error(JSON.stringify(diagnostics));
    const own = { ...session, config: { ...config, stateDir: session.config.stateDir } };
    const [group] = (await lastKnownStatus({ ...own, host: { ...session.host, clock: () => NOON } })).groups;
    if (group === undefined) throw new Error("the config has one target");
    const newest = { id: "i", name: "n", time: "2026-11-22T01:00:00Z" };
    const absent = { ...group, newest, state: "absent" as const, due: false, overdue: false, observed: isoOf(NOON) };
    const status = { ...(await lastKnownStatus(own)), groups: [absent] };
    await state.writeLastStatus({ formatVersion: 1, digest: "d", status });
    for (const [days, due, overdue] of [
      [0, false, false],
      [3, true, false],
      [32, true, true],
    ] as const) {
      const host = { ...session.host, clock: () => NOON + days * 86_400_000 };
      t.match(
        (await lastKnownStatus({ ...own, host })).groups,
        [{ state: "absent", due, overdue }],
        `after ${days} days`,
      );
    }
  },
);

t.test("the last observation of another config in the same state directory is not shown", async (t) => {
  const { session, state, config } = sessionIn(t, ["a"]);
  const observed = observedFor(config, { points: { a: [pointAt("a", "2026-11-22T01:00:00Z")] } });
  const seen = statusOf({ desired: desire(config, NOON), observed, history: NO_HISTORY }, providers);
  await state.writeLastStatus(mergedStatus(null, "d", seen, true));
  t.match((await lastKnownStatus(session)).groups, [{ state: "ok" }]);
  const other = { ...session, config: { ...config, id: "other" }, digest: "e" };
  t.match((await lastKnownStatus(other)).groups, [{ state: "unknown" }], "with another id");
  const renamed = { ...other, config: { ...other.config, formerIds: [config.id] } };
  t.match((await lastKnownStatus(renamed)).groups, [{ state: "ok" }], "with an earlier id of this config");
});
