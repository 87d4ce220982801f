import { Chalk } from "chalk";
import t from "tap";
import { desire } from "../../src/desired/desire.ts";
import { addressOf, repositoryAddress } from "../../src/model/address.ts";
import type { Config } from "../../src/model/config.ts";
import { type HistoryEntry, NO_HISTORY } from "../../src/model/history.ts";
import { NO_RECORD } from "../../src/model/record.ts";
import type { BorgRepository } from "../../src/model/repository.ts";
import { withLost } from "../../src/plan/lost.ts";
import { planText } from "../../src/plan/plan-file.ts";
import { withoutTwice } from "../../src/plan/repository-twice.ts";
import type { GroupObservation, RepositoryObservation } from "../../src/provider/observation.ts";
import { compose } from "../../src/provider/providers.ts";
import { statusOf } from "../../src/reconcile/status-of.ts";
import { planLines } from "../../src/render/plan.ts";
import { statusExitCode, statusLines } from "../../src/render/status.ts";
import {
  archivesAddress,
  configOf,
  daily,
  observedFor,
  paperProvider,
  planAt,
  pointAt,
  problem,
  providers,
  type Seen,
} from "./world.ts";

const NOON = "2026-11-22T12:00:00Z";
const OFFSITE = 'repository["offsite"]';
const MONTHLY = { kind: "calendar", unit: "monthly" } as const;
const WEEKLY = { kind: "calendar", unit: "weekly" } as const;
const plain = new Chalk({ level: 0 });

const present: RepositoryObservation = { repository: "offsite", state: "present", id: "r1", appendOnly: false };
const points = { docs: [pointAt("docs", "2026-11-22T03:00:00Z")] };

function kept(upkeep: Partial<BorgRepository> = { check: MONTHLY, compact: WEEKLY }): Config {
  const config = configOf({ docs: { daily: 7 } });
  const [offsite] = Object.values(config.repositories);
  if (offsite?.type !== "borg") throw new Error("no repository of borg");
  return { ...config, repositories: { offsite: { ...offsite, ...upkeep } } };
}

function result(kind: HistoryEntry["kind"], time: string, rest: Partial<HistoryEntry> = {}): HistoryEntry {
  const deed = {
    kind,
    subject: repositoryAddress("offsite"),
    subjectId: "r1",
    owner: "joke",
    run: `run of ${time}`,
    time,
  };
  return { ...deed, status: "done", problem: null, freed: null, ...rest };
}

const FAILED = { status: "failed", problem: { code: "borg-check-failed", summary: "It is damaged" } } as const;

function seen(entries: readonly HistoryEntry[], rest: Seen = {}): Seen {
  return { points, repositories: [present], history: { entries }, ...rest };
}

const planned = (entries: readonly HistoryEntry[], now = NOON, rest: Seen = {}) =>
  planAt(now, kept(), seen(entries, rest)).actions.map(({ id }) => id);

t.test("upkeep without a successful result in its slot is due", (t) => {
  const plan = planAt(NOON, kept(), seen([]));
  t.match(plan.actions, [
    {
      id: `check ${OFFSITE}`,
      address: OFFSITE,
      kind: "paper/check",
      reason: "due: not checked for 2026-11 yet",
      records: { kind: "check", subject: repositoryAddress("offsite"), subjectId: "r1" },
      after: [],
    },
    { id: `compact ${OFFSITE}`, reason: "due: not compacted for week 2026-W47 yet", after: [`check ${OFFSITE}`] },
  ]);
  t.match(plan.summary, { create: 0, check: 1, compact: 1, unchanged: 1 });
  t.match(planLines(plan, { color: plain, commandsFrom: null }), [
    `* check ${OFFSITE}  due: not checked for 2026-11 yet`,
    `* compact ${OFFSITE}  due: not compacted for week 2026-W47 yet`,
    "",
    "1 group unchanged.",
    "Plan: 1 to check, 1 to compact.",
  ]);

  const check = result("check", "2026-11-01T00:30:00Z");
  t.strictSame(planned([check]), [`compact ${OFFSITE}`]);
  t.strictSame(planned([check, result("compact", "2026-11-16T00:00:00Z")]), []);
  t.strictSame(planned([result("made", "2026-11-18T00:00:00Z")]), [], "the slot in which it was made wants nothing");
  t.strictSame(planned([result("made", "2026-11-15T00:00:00Z")]), [`compact ${OFFSITE}`]);
  t.end();
});

t.test("a result counts only for its slot, owner and repository, and only if it succeeded", (t) => {
  const both = [`check ${OFFSITE}`, `compact ${OFFSITE}`];
  const all = (rest: Partial<HistoryEntry>, time = "2026-11-20T12:00:00Z") =>
    planned([result("check", time, rest), result("compact", time, rest)]);
  t.strictSame(all({}), []);
  t.strictSame(all({ subject: repositoryAddress("its old name") }), [], "it is the identity that counts");
  t.strictSame(all({ subjectId: "r2" }), both);
  t.strictSame(all({ owner: "other" }), both);
  t.strictSame(all(FAILED), both);
  t.strictSame(all({}, "2026-10-31T22:59:59Z"), both, "in Berlin that was October");
  t.strictSame(all({}, "2026-10-31T23:00:00Z"), [`compact ${OFFSITE}`]);
  const again = planAt(NOON, kept(), seen([result("check", "2026-11-20T12:00:00Z", FAILED)]));
  t.equal(again.actions[0]?.reason, "due: not checked for 2026-11 yet; it failed at 2026-11-20T12:00:00Z");
  t.end();
});

t.test("upkeep comes after everything that this run does in the repository, and depends on none of it", (t) => {
  const old = { docs: daily("docs", 8, "2026-11-21") };
  const { actions } = planAt(NOON, kept(), seen([], { points: old }));
  t.strictSame(
    actions.map(({ verb, after }) => [verb, after]),
    [
      ["create", []],
      ["destroy", ['create docs.archives["offsite"]']],
      ["check", []],
      ["compact", [`check ${OFFSITE}`]],
    ],
  );
  t.end();
});

t.test("no upkeep for a missing or unreachable repository", (t) => {
  const absent: RepositoryObservation = { ...present, state: "absent", id: null, appendOnly: null };
  const first = planAt(NOON, kept(), seen([], { points: {}, facts: "absent", repositories: [absent] }));
  t.strictSame(
    first.actions.map(({ verb }) => verb),
    ["prepare", "create"],
  );
  const hidden: RepositoryObservation = { ...absent, state: "hidden" };
  const gap = planAt(NOON, kept(), seen([], { repositories: [hidden], gaps: { docs: problem("borg-unreachable") } }));
  t.match(gap, { actions: [], partial: true });
  const unread = { entries: [], gap: problem("history-unreadable") };
  const blind = planAt(NOON, kept(), seen([], { history: unread }));
  t.match(blind, { actions: [], partial: true, diagnostics: [{ code: "history-unreadable" }] });
  const careless = planAt(NOON, kept({}), seen([], { history: unread }));
  t.match(careless, { actions: [], partial: false }, "where nothing rests on it, it is not asked for");
  t.end();
});

t.test("upkeep only for the repositories of planned volumes; unsupported upkeep is reported", (t) => {
  t.strictSame(planAt(NOON, kept(), seen([]), []).actions, []);
  const { upkeep: _, ...without } = paperProvider;
  const plan = planAt(NOON, kept(), seen([]), null, compose([without]));
  t.match(plan, { actions: [], partial: true });
  t.match(plan.diagnostics, [{ code: "plan-no-provider", address: OFFSITE }, { code: "plan-no-provider" }]);
  t.end();
});

t.test("a plan is valid until the next slot of its upkeep, and depends on the results that were read", (t) => {
  const hourly = kept({ compact: { kind: "calendar", unit: "hourly" } });
  t.equal(planAt(NOON, hourly, seen([])).notAfter, "2026-11-22T13:00:00Z");
  const assumed = (what: Seen) => planAt(NOON, kept(), what).assumes.find(({ address }) => address === OFFSITE)?.digest;
  const entries = [result("check", "2026-11-20T12:00:00Z"), result("compact", "2026-11-20T12:00:00Z")];
  t.equal(assumed(seen(entries)), assumed(seen(entries)));
  t.not(assumed(seen(entries)), assumed(seen([])));
  t.not(assumed(seen(entries)), assumed(seen(entries, { repositories: [{ ...present, appendOnly: true }] })));
  const turned = seen(entries, { order: (list) => [...list].reverse() });
  t.equal(planText(planAt(NOON, kept(), turned)), planText(planAt(NOON, kept(), seen(entries))));
  t.end();
});

t.test("without a declaration, a repository is compacted weekly, and only after own deletions", (t) => {
  const config = kept({ compact: WEEKLY, compactAfterDeletions: true });
  const compact = `compact ${OFFSITE}`;
  const old = { docs: daily("docs", 8, "2026-11-22") };
  const verbs = (entries: readonly HistoryEntry[], rest: Seen = {}, of = config) =>
    planAt(NOON, of, seen(entries, rest)).actions.map(({ id }) => id.split(" ")[0]);
  t.strictSame(verbs([]), [], "nothing was deleted");
  t.strictSame(verbs([result("deleted", "2026-11-12T00:00:00Z")]), ["compact"]);
  t.strictSame(verbs([result("deleted", "2026-11-12T00:00:00Z", FAILED)]), ["compact"], "it may have deleted some");
  t.strictSame(verbs([result("deleted", "2026-11-12T00:00:00Z", { owner: "other" })]), [], "of another owner");
  const done = result("compact", "2026-11-13T00:00:00Z", { freed: 5 });
  t.strictSame(verbs([result("deleted", "2026-11-12T00:00:00Z"), done]), [], "compacted since");
  const thisWeek = result("compact", "2026-11-17T00:00:00Z", { freed: 5 });
  t.strictSame(verbs([thisWeek, result("deleted", "2026-11-18T00:00:00Z")]), [], "not twice a week");
  const night = planAt(NOON, config, seen([], { points: old }));
  t.match(
    night.actions.map(({ id, after }) => ({ id, after })),
    [{ id: `destroy ${archivesAddress("docs")}` }, { id: compact, after: [`destroy ${archivesAddress("docs")}`] }],
    "after the deletions of the same plan",
  );
  const guarded = { docs: daily("docs", 30, "2026-11-22") };
  const deleted = [result("deleted", "2026-11-12T00:00:00Z")];
  t.strictSame(verbs(deleted, { points: guarded }), ["destroy"], "nothing while deletions are withheld");
  t.strictSame(verbs(deleted, { points: guarded }, kept({ compact: WEEKLY })), ["destroy"], "nor if it is declared");
  const append = { repositories: [{ ...present, appendOnly: true }] };
  t.strictSame(verbs(deleted, append), []);
  t.strictSame(planAt(NOON, config, seen(deleted, append)).diagnostics, [], "and there is nothing to report");
  const silent = [result("compact", "2026-11-05T00:00:00Z"), ...deleted];
  t.strictSame(verbs(silent, { repositories: [{ ...present, appendOnly: null }] }), [], "its host is append-only");
  const upkeep = (entries: readonly HistoryEntry[]) => {
    const observed = observedFor(config, seen(entries));
    const history = { ...NO_HISTORY, entries };
    return statusOf({ desired: desire(config, Date.parse(NOON)), observed, history }, providers).upkeep;
  };
  t.strictSame(upkeep([]), [], "status has no line for it before that");
  t.match(upkeep(deleted), [{ kind: "compact", state: "overdue" }]);
  t.end();
});

t.test("deletions that free nothing are reported, and an append-only repository is not compacted", (t) => {
  const old = { docs: daily("docs", 9, "2026-11-22") };
  const codes = (appendOnly: boolean | null, entries: readonly HistoryEntry[], some: Seen["points"] = old) => {
    const plan = planAt(
      NOON,
      kept(),
      seen(entries, { points: some ?? {}, repositories: [{ ...present, appendOnly }] }),
    );
    const notes = plan.diagnostics.map(({ code, severity }) => `${severity} ${code}`);
    return [plan.actions.map(({ verb }) => verb).join(), ...notes];
  };
  const reported = "note plan-append-only";
  t.strictSame(codes(false, []), ["destroy,check,compact"]);
  t.strictSame(codes(true, []), ["destroy,check", reported, `${reported}-compact`]);
  t.strictSame(codes(true, [], points), ["check", `${reported}-compact`], "nothing is deleted");
  t.strictSame(codes(null, []), ["destroy,check,compact"], "another host does not say");
  const silent = result("compact", "2026-11-10T00:00:00Z");
  t.strictSame(codes(null, [silent]), ["destroy,check,compact", reported], "but the last compaction did");
  t.strictSame(codes(null, [silent, { ...silent, freed: 0 }]), ["destroy,check,compact"]);
  t.end();
});

t.test("status shows age, due, overdue and failed upkeep", (t) => {
  const lines = (entries: readonly HistoryEntry[], repository = present, now = NOON) => {
    const config = kept();
    const all = desire(config, Date.parse(now));
    const observed = observedFor(config, { repositories: [repository] });
    const seen = statusOf({ desired: all, observed, history: { ...NO_HISTORY, entries } }, providers);
    const status = { ...seen, groups: [] };
    return [statusExitCode(status), ...statusLines(status, { color: plain }).slice(2)];
  };
  const check = result("check", "2026-11-21T12:00:00Z");
  const compact = result("compact", "2026-11-22T11:00:00Z", { freed: 3_145_728 });
  t.strictSame(lines([check, compact]), [
    0,
    "STATE  REPOSITORY  CHECK  COMPACT",
    "ok     offsite     24h    1h (3.0M freed)",
  ]);
  t.match(lines([]), [2, /^STATE/, /^overdue {2}offsite +never overdue +never overdue$/]);
  t.match(lines([check, compact], present, "2026-12-01T12:00:00Z"), [2, /^STATE/, /^overdue .* 10d due +9d overdue/]);
  t.match(lines([check, compact, result("check", NOON, FAILED)]), [
    2,
    /^STATE/,
    /^failed {2}offsite +24h +1h .*\[1\]$/,
    "",
    `[1] ${OFFSITE}`,
    new RegExp(`^    check: failed at ${NOON} in run run of ${NOON}: It is damaged`),
  ]);
  t.match(lines([result("check", NOON, FAILED), check, compact]), [0, /^STATE/, /^ok/], "it was mended");
  const futile = lines([], { ...present, appendOnly: true });
  t.match(futile, [2, /^STATE/, /^overdue/]);
  t.equal(futile.at(-1), "    append-only: a compaction frees nothing");
  const absent = lines([], { ...present, state: "absent", id: null });
  t.match(absent, [0, /^STATE/, /^ok/]);
  t.strictSame(absent.slice(-2), [`[1] ${OFFSITE}`, "    the repository does not exist yet"]);
  t.match(lines([], { ...present, state: "hidden", id: null }), [1, /^STATE/, /^unknown/]);
  t.end();
});

t.test("after a failed check, deletions of the repository require confirmation until a check succeeds", (t) => {
  const old = {
    docs: [...daily("docs", 8, "2026-11-21"), pointAt("docs", "2026-11-20T04:00:00Z", { state: "invalid" })],
  };
  const at = (
    entries: readonly HistoryEntry[],
    rest: Seen = {},
    upkeep: Partial<BorgRepository> = { check: MONTHLY },
  ) => planAt(NOON, kept(upkeep), seen(entries, { points: old, ...rest }));
  const guards = (plan: ReturnType<typeof at>) =>
    plan.actions.filter(({ destroys }) => destroys.length > 0).map(({ guard }) => guard);
  const good = result("check", "2026-11-19T12:00:00Z");
  const bad = result("check", "2026-11-20T12:00:00Z", FAILED);

  t.strictSame(guards(at([good])), [null, null]);
  t.strictSame(guards(at([])), [null, null]);
  const doubted = at([good, bad]);
  const why = `the last check of ${OFFSITE} failed (2026-11-20T12:00:00Z: It is damaged), and no later check succeeded`;
  t.strictSame(guards(doubted), [why, why]);
  t.match(doubted.summary, { destroy: 3, guarded: 3 });
  t.match(doubted.diagnostics, [
    { code: "plan-guard", address: archivesAddress("docs"), detail: /destroy 3 points .*the last check/ },
  ]);

  t.strictSame(guards(at([bad, good])), [null, null], "what was written last is the newest");
  t.strictSame(guards(at([result("check", "2026-11-20T12:00:00Z", { ...FAILED, subjectId: "r2" })])), [null, null]);
  t.strictSame(guards(at([result("compact", "2026-11-20T12:00:00Z", FAILED)])), [null, null]);
  t.strictSame(
    guards(at([bad], {}, { check: null })),
    [why, why],
    "to leave the check out of the config mends nothing",
  );

  const unread = { history: { entries: [], gap: problem("history-unreadable") } };
  t.match(guards(at([], unread)), [/cannot be read/, /cannot be read/]);
  const unchecked = at([], unread, { check: null });
  t.match(guards(unchecked), [/lost files/, /lost files/], "nor whether a source was found shrunken");
  t.match(unchecked.diagnostics, [{ code: "history-unreadable" }, { code: "plan-guard" }]);
  t.end();
});

t.test("no new repository is made in the place of a known one", (t) => {
  const absent: RepositoryObservation = { ...present, state: "absent", id: null, appendOnly: null };
  const config = kept();
  const at = (entries: readonly HistoryEntry[], repository = absent, known: readonly string[] = []) => {
    const all = seen(entries, { points: {}, facts: "absent", repositories: [repository] });
    const desired = desire(config, Date.parse(NOON));
    const recorded = known.map((name) => ({ address: repositoryAddress(name), id: "r1", encryption: "none" }));
    const repositories = new Map(recorded.map((each) => [each.address, each]));
    const record = { ...NO_RECORD, repositories, history: { ...NO_HISTORY, entries } };
    return withLost(desired, observedFor(config, all), record).groups.get(archivesAddress("docs"))?.gap;
  };
  const made = result("made", "2026-11-18T00:00:00Z");
  t.match(at([made]), { code: "plan-repository-lost", severity: "error", detail: /2026-11-18T00:00:00Z.*mount/ });
  t.match(at([{ ...made, kind: "check", status: "failed" }]), { code: "plan-repository-lost" });
  t.equal(at([]), null);
  t.equal(at([{ ...made, owner: "other" }]), null);
  t.equal(at([{ ...made, subject: repositoryAddress("another") }]), null);
  t.equal(at([made], present), null);
  t.match(at([], absent, ["offsite"]), { code: "plan-repository-lost" }, "it was used, and another made it");
  t.equal(at([], absent, ["another"]), null);
  t.end();
});

t.test("a repository with two names is an error: nothing in it is made or destroyed", (t) => {
  const config = configOf({ docs: { daily: 1 } });
  const { offsite } = config.repositories;
  const [docs] = config.volumes;
  const [target] = docs?.targets ?? [];
  if (offsite === undefined || docs === undefined || target?.kind !== "archives") throw new Error("no archives");
  const again = { ...target, address: addressOf("docs", "archives", "again"), repository: "again" };
  const both: Config = {
    ...config,
    repositories: { offsite, again: { ...offsite, name: "again" } },
    volumes: [{ ...docs, targets: [target, again] }],
  };
  const [one, other] = ["a".repeat(64), "b".repeat(64)];
  const known = (name: string, id: string): RepositoryObservation => {
    return { repository: name, state: "present", id, appendOnly: null };
  };
  const observed = (...repositories: RepositoryObservation[]) => {
    const seen = observedFor(both, { points: { docs: daily("docs", 3, "2026-11-21") }, repositories });
    const groups = new Map(seen.groups);
    const first = groups.get(archivesAddress("docs")) as GroupObservation;
    groups.set(again.address, { ...first, address: again.address });
    return { ...seen, groups };
  };
  const desired = desire(both, Date.parse(NOON));
  const twice = withoutTwice(desired, observed(known("offsite", one), known("again", one)));
  for (const address of [archivesAddress("docs"), again.address]) {
    t.match(twice.groups.get(address)?.gap, {
      code: "plan-repository-twice",
      severity: "error",
      detail: /"again" and "offsite" have the same id.*Declare the repository once/,
    });
  }
  t.strictSame(
    [...twice.repositories.values()].map(({ state, id }) => [state, id]),
    [
      ["hidden", null],
      ["hidden", null],
    ],
  );
  const two = observed(known("offsite", one), known("again", other));
  t.equal(withoutTwice(desired, two), two, "two repositories are left as they are");
  t.end();
});
