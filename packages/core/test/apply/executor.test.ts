import { readFileSync } from "node:fs";
import t from "tap";
import { applyPlan } from "../../src/apply/executor.ts";
import type { RunIo } from "../../src/io/capability.ts";
import { openLocalHost } from "../../src/io/local-host.ts";
import type { Entry } from "../../src/journal/entry.ts";
import type { Action } from "../../src/model/action.ts";
import { repositoryAddress } from "../../src/model/address.ts";
import type { ApplyEvent } from "../../src/model/apply-event.ts";
import { mover } from "../../src/model/command.ts";
import type { HistoryEntry, UpkeepTask } from "../../src/model/history.ts";
import type { Plan } from "../../src/model/plan.ts";
import type { RecordLine } from "../../src/model/record.ts";
import { runAt } from "../../src/model/run.ts";
import type { Scope, Tree } from "../../src/model/scope.ts";
import type { FileCount, SourceFinding } from "../../src/model/shrinkage.ts";
import { actionHandler, type Outcome, type Probe, scopeHandler } from "../../src/provider/handler.ts";
import { HOOK_SCOPE } from "../../src/provider/hook.ts";
import { compose } from "../../src/provider/providers.ts";
import { RECOVER } from "../../src/provider/recover.ts";
import { archivesAddress, configOf, paperProvider, planAt } from "../plan/world.ts";

/** The results of the fake handlers. */
interface Behaviour {
  readonly outcome?: (action: string) => Outcome | Promise<Outcome>;
  readonly probe?: (action: string) => Probe;
  /** What it counts before it ends. */
  readonly counts?: { readonly [action: string]: FileCount };
  readonly acquire?: (scope: string) => boolean;
  readonly release?: (scope: string) => boolean;
  readonly signal?: AbortSignal;
  readonly io?: RunIo;
  readonly closing?: RunIo;
  /** Nothing can be written to the history. */
  readonly forgetful?: boolean;
  readonly allowDestroy?: boolean;
  /** The number of entries that fit into the journal. */
  readonly room?: number;
  /** How many commands that change the system are left behind at the end. */
  readonly atWork?: number;
  /** The result of the query that confirms the actions of a place. */
  readonly look?: () => unknown;
}

const DONE: Outcome = { status: "done", made: null, moved: {}, warnings: [] };
const FAILED: Outcome = {
  status: "failed",
  diagnostic: { code: "x", severity: "error", summary: "It failed", detail: "so it is" },
  warnings: [],
};

const action = (id: string, rest: Partial<Action> = {}): Action => ({
  id,
  kind: "paper/act",
  verb: "create",
  address: id,
  reason: "",
  input: id,
  tree: null,
  scopes: [],
  makes: null,
  destroys: [],
  records: null,
  after: [],
  guard: null,
  ...rest,
});
const scope = (id: string, on: readonly string[] = [], moment: Scope["moment"] = null): Scope => ({
  id,
  kind: "paper/scope",
  volumes: ["v"],
  input: id,
  moment,
  on,
});
const tree = (id: string, scopes: readonly string[]): Tree => ({
  id,
  volume: "v",
  verifier: "paper/tree",
  path: "/v",
  origin: null,
  mounted: false,
  live: true,
  root: false,
  input: null,
  scopes,
});

async function run(parts: Partial<Plan> & { readonly actions: readonly Action[] }, behaviour: Behaviour = {}) {
  const log: string[] = [];
  const entries: Entry[] = [];
  const remembered: (HistoryEntry | SourceFinding)[] = [];
  const recorded: RecordLine[] = [];
  const events: ApplyEvent[] = [];
  const note = (ok: boolean) =>
    ok ? null : { code: "s", severity: "error" as const, summary: "Scope failure", detail: "busy" };
  const providers = compose([
    {
      ...paperProvider,
      actions: [
        actionHandler<string>({
          kind: "paper/act",
          version: 1,
          schema: () => ({ type: "string" }),
          commands: (input) => [mover(["act", input])],
          probe: async (input) => behaviour.probe?.(input) ?? { state: "absent" },
          async run({ input, io, counted }) {
            log.push(`act ${input}`);
            await io.run(mover(["act", input]));
            const count = behaviour.counts?.[input];
            const unwritten = count === undefined ? null : await counted(count);
            if (unwritten !== null) return { status: "failed", diagnostic: unwritten, warnings: [] };
            return behaviour.outcome?.(input) ?? DONE;
          },
        }),
        actionHandler<string>({
          kind: "paper/make",
          version: 1,
          schema: () => ({ type: "string" }),
          probesItself: true,
          commands: (input) => [mover(["make", input])],
          probe: () => Promise.reject(new Error("never queried")),
          run: () => Promise.reject(new Error("never run alone")),
          joint: {
            kind: "confirmation",
            place: () => "place",
            async look() {
              log.push("look");
              return behaviour.look?.() ?? "seen";
            },
            async begin({ input, io }) {
              log.push(`make ${input}`);
              await io.run(mover(["make", input]));
              const outcome = (await behaviour.outcome?.(input)) ?? DONE;
              return outcome.status === "done" ? { status: "unconfirmed", moved: {}, warnings: [] } : outcome;
            },
            confirm: (input, _run, begun, seen) =>
              seen === `not ${input}`
                ? FAILED
                : { ...DONE, ...begun, status: "done", made: { id: `${seen}`, name: input } },
          },
        }),
        actionHandler<string>({
          kind: "paper/remove",
          version: 1,
          schema: () => ({ type: "string" }),
          probesItself: true,
          commands: (input) => [mover(["remove", input])],
          probe: () => Promise.reject(new Error("never queried")),
          run: () => Promise.reject(new Error("never run alone")),
          joint: {
            kind: "batch",
            place: () => "place",
            async look() {
              log.push("look");
              return "looked";
            },
            commands: (inputs) => [mover(["remove", ...inputs])],
            async run(inputs, io, seen) {
              log.push(`remove ${inputs.join("+")} ${seen}`);
              await io.run(mover(["remove", ...inputs]));
              return inputs.map((input) => (input === "stays" ? FAILED : DONE));
            },
          },
        }),
      ],
      scopes: [
        scopeHandler<string>({
          kind: "paper/scope",
          version: 1,
          schema: () => ({ type: "string" }),
          handle: (input, { id }) => `${input} of ${id}`,
          commands: () => ({ acquire: [], release: [] }),
          acquire: async (input) => {
            log.push(`open ${input}`);
            return note(behaviour.acquire?.(input) ?? true);
          },
          release: async (input) => {
            log.push(`close ${input}`);
            return note(behaviour.release?.(input) ?? true);
          },
          // What several share is named after all of them.
          sharing: {
            merge: (one, other) => `${one}+${other}`,
            without: (input, volumes) =>
              input
                .split("+")
                .filter((volume) => !volumes.has(volume))
                .join("+"),
          },
        }),
      ],
    },
  ]);
  const plan: Plan = { ...planAt("2026-11-22T12:00:00Z", configOf({}), {}), scopes: [], trees: [], ...parts };
  const io = { run: async () => ({}) } as unknown as RunIo;
  const report = await applyPlan({
    plan,
    run: runAt("R1", Date.parse("2026-11-22T12:00:00Z")),
    providers,
    io: behaviour.io ?? io,
    closing: behaviour.closing ?? io,
    journal: {
      append: async (entry) => {
        if (entries.length >= (behaviour.room ?? Number.POSITIVE_INFINITY)) throw new Error("no space is left");
        entries.push(entry);
      },
      close: async () => {},
    },
    note: async (lines) => {
      if (behaviour.forgetful === true) throw new Error("no space is left");
      for (const line of lines) {
        if (line.type === "result") remembered.push(line.result);
        else if (line.type === "finding") remembered.push(line.finding);
        else recorded.push(line);
      }
    },
    allowDestroy: behaviour.allowDestroy ?? false,
    signal: behaviour.signal ?? new AbortController().signal,
    report: (event) => events.push(event),
    atWork: () => behaviour.atWork ?? 0,
  });
  const statuses = Object.fromEntries(report.actions.map(({ action: id, status }) => [id, status]));
  return { report, statuses, log, entries, events, remembered, recorded };
}

t.test("a failed action skips its dependents and nothing else", async (t) => {
  const { report, statuses } = await run(
    { actions: [action("a"), action("b", { after: ["a"] }), action("c", { after: ["b"] }), action("d")] },
    { outcome: (id) => (id === "a" ? FAILED : DONE) },
  );
  t.strictSame(statuses, { a: "failed", b: "skipped", c: "skipped", d: "done" });
  t.match(report.actions[1]?.diagnostic, { detail: '"a" was not done.' });
  t.equal(report.status, "partial");
});

const make = (id: string, rest: Partial<Action> = {}) => action(id, { kind: "paper/make", makes: id, ...rest });
const remove = (id: string, after: string, rest: Partial<Action> = {}) =>
  action(id, {
    kind: "paper/remove",
    verb: "destroy",
    after: [after],
    destroys: [{ id: `old ${after}`, name: `old ${after}`, time: "2026-11-20T03:00:00Z" }],
    ...rest,
  });

t.test("one query confirms what several actions made, and one command does several deletions", async (t) => {
  const actions = [make("a"), make("b"), make("c"), remove("x", "a"), remove("y", "b"), remove("z", "c")];
  const whole = await run({ actions });
  t.strictSame(whole.log, ["make a", "make b", "make c", "look", "remove x+y+z seen"]);
  t.equal(whole.report.status, "ok");
  t.match(whole.report.actions[1], { action: "b", made: { id: "seen", name: "b" } });
  t.strictSame(
    whole.report.actions.map(({ action: id }) => id),
    actions.map(({ id }) => id),
  );
  const written = whole.entries.flatMap((entry) =>
    entry.type === "intent" || entry.type === "outcome" ? [entry] : [],
  );
  t.equal(written.length, 2 * actions.length, "each action has its own intent and outcome");

  const failing = await run({ actions }, { outcome: (id) => (id === "b" ? FAILED : DONE) });
  t.equal(failing.log.at(-1), "remove x+z seen", "the points of a failed volume are left out");
  t.match(failing.statuses, { a: "done", b: "failed", x: "done", y: "skipped", z: "done" });
  const unseen = await run({ actions }, { look: () => "not c" });
  t.equal(unseen.log.at(-1), "remove x+y not c", "a point that is not confirmed replaces nothing");
  t.match(unseen.statuses, { b: "done", c: "failed", y: "done", z: "skipped" });
  const guarded = await run({
    actions: [...actions.slice(0, 3), remove("x", "a", { guard: "too much" }), remove("y", "b")],
  });
  t.equal(guarded.log.at(-1), "remove y seen");
  t.match(guarded.statuses, { x: "withheld", y: "done" });
  const alone = await run({
    actions: [make("a"), action("b", { after: ["a"] }), remove("x", "b"), remove("stays", "b")],
  });
  t.strictSame(alone.log, ["make a", "look", "act b", "look", "remove x+stays looked"], "a dependent action waits");
  t.match(alone.statuses, { x: "done", stays: "failed" });
  const broken = await run(
    { actions },
    {
      look: () => {
        throw new Error("a bug");
      },
    },
  );
  t.match(broken.statuses, { a: "failed", c: "failed", x: "skipped", z: "skipped" });
});

t.test("a stopped run queries nothing more, and loses no point that it made", async (t) => {
  const stop = new AbortController();
  const { log, statuses, report } = await run(
    { actions: [make("a"), make("b"), remove("x", "a")] },
    {
      signal: stop.signal,
      outcome: (id) => {
        if (id === "b") stop.abort();
        return DONE;
      },
    },
  );
  t.strictSame(log, ["make a", "make b"]);
  t.strictSame(statuses, { a: "done", b: "done", x: "skipped" });
  t.equal(report.status, "interrupted");
});

t.test("each destroyed point has its name and id in the report and in the journal", async (t) => {
  const points = ["a", "b"].map((id) => ({ id, name: `point ${id}`, time: "2026-11-20T03:00:00Z" }));
  const destroy = action("d", { verb: "destroy", destroys: points });
  const all = await run({ actions: [destroy] });
  t.match(all.report.actions, [{ destroyed: 2, destroyedPoints: points }]);
  t.match(all.entries.at(-2), { type: "outcome", destroyed: points });
  const some = await run({ actions: [destroy] }, { outcome: () => ({ ...DONE, stayed: ["a"] }) });
  t.strictSame(some.report.actions[0]?.destroyedPoints, points.slice(1));
  const none = await run({ actions: [destroy] }, { outcome: () => FAILED });
  t.match(none.report.actions, [{ destroyed: 0, destroyedPoints: [] }]);
});

t.test("the result of a run counts failed actions, and declarations that could not be planned", async (t) => {
  const actions = [action("a"), action("b")];
  const after = (failing: string, plan: Partial<Plan> = {}) =>
    run({ actions, ...plan }, { outcome: (id) => (failing.includes(id) ? FAILED : DONE) });
  const summary = planAt("2026-11-22T12:00:00Z", configOf({}), {}).summary;
  const lacking: readonly Partial<Plan>[] = [{ partial: true }, { summary: { ...summary, waiting: 1 } }];
  t.equal((await after("")).report.status, "ok");
  t.equal((await after("a")).report.status, "partial");
  t.equal((await after("ab")).report.status, "failed");
  for (const plan of lacking) {
    const { report, entries, events } = await after("", plan);
    t.equal(report.status, "partial");
    t.match(entries.at(-1), { type: "end", status: "partial" }, "the journal has the same word");
    t.match(events.at(-1), { type: "run-ends", report: { status: "partial" } });
    t.equal((await after("", { ...plan, actions: [] })).report.status, "failed");
  }
});

t.test("an action whose required result is missing is skipped, and the run does not fail", async (t) => {
  const otherwise = "The point is good.";
  const warned: Outcome = {
    ...DONE,
    warnings: [{ code: "w", severity: "warning", summary: "Nothing came", detail: "" }],
  };
  const parts = {
    scopes: [scope("file")],
    actions: [
      action("first"),
      action("base", { after: ["first"] }),
      action("it", { after: ["base"], onlyIf: { seen: "base", otherwise }, scopes: ["file"] }),
    ],
  };
  const seen = await run(parts, { probe: (id) => ({ state: id === "base" ? "done" : "absent" }) });
  t.strictSame(seen.log, ["act first", "open file", "act it", "close file"]);
  const unseen = await run(parts, { outcome: (id) => (id === "first" ? warned : DONE) });
  t.strictSame(unseen.log, ["act first", "act base"], "nothing is opened for it");
  t.strictSame(unseen.statuses, { first: "done", base: "done", it: "skipped" });
  t.equal(unseen.report.status, "ok");
  const detail = 'The result of "base" was not found. Reported before: Nothing came. The point is good.';
  t.match(unseen.report.actions[2], {
    diagnostic: null,
    warnings: [{ code: "apply-left-out", detail, address: "it" }],
  });
  t.match(unseen.entries.at(-2), { type: "outcome", action: "it", status: "skipped" });
  let asked = 0;
  const broken = await run(parts, {
    probe: (id) => {
      // It is queried first for itself, then for its dependents.
      if (id === "base" && ++asked === 2) throw new Error("a bug");
      return { state: "absent" };
    },
  });
  t.match(broken.report, { status: "partial", actions: [{}, {}, { diagnostic: { code: "internal-error" } }] });
});

const CHECK: UpkeepTask = { kind: "check", subject: repositoryAddress("offsite"), subjectId: "r1" };

t.test("only results that the system cannot store are recorded in the history, done or failed", async (t) => {
  const made: Outcome = { ...DONE, made: { id: "r2", name: "cellar" }, moved: { freed: 7 } };
  const { remembered } = await run(
    {
      actions: [
        action("a"),
        action("init", { records: { kind: "made", subject: repositoryAddress("cellar"), subjectId: null } }),
        action("check", { records: CHECK }),
        action("compact", { records: { ...CHECK, kind: "compact" }, after: ["check"] }),
      ],
    },
    { outcome: (id) => (id === "check" ? FAILED : made) },
  );
  const reported = { owner: "joke", run: "R1", time: "2026-11-22T12:00:00Z" };
  t.strictSame(remembered, [
    {
      kind: "made",
      subject: repositoryAddress("cellar"),
      subjectId: "r2",
      ...reported,
      status: "done",
      problem: null,
      freed: 7,
    },
    { ...CHECK, ...reported, status: "failed", problem: { code: "x", summary: "It failed" }, freed: null },
  ]);
});

t.test("a result that cannot be written is a warning, but not in a stopped run", async (t) => {
  const lost = await run({ actions: [action("check", { records: CHECK })] }, { forgetful: true });
  t.strictSame(lost.statuses, { check: "done" });
  t.match(lost.report.actions[0]?.warnings, [{ code: "history-not-written", detail: /no space is left/ }]);
  const stop = new AbortController();
  const outcome = () => {
    stop.abort();
    return FAILED;
  };
  const stopped = await run({ actions: [action("check", { records: CHECK })] }, { outcome, signal: stop.signal });
  t.strictSame(stopped.remembered, []);
});

t.test("the journal has the intent before an action, the outcome after it, and the end last", async (t) => {
  const { entries } = await run({ actions: [action("a")], trees: [], scopes: [] });
  t.match(entries, [
    { type: "intent", action: "a" },
    { type: "outcome", action: "a", status: "done" },
    { type: "end", status: "ok" },
  ]);
  t.notMatch(entries.at(-1), { atWork: true });
  const { entries: left } = await run({ actions: [action("a")], trees: [], scopes: [] }, { atWork: 1 });
  t.match(left.at(-1), { type: "end", atWork: true }, "what was left behind is known to the next run");
});

t.test("scopes open when they are first needed, close in reverse as soon as their last user is settled", async (t) => {
  const parts = {
    scopes: [scope("snapshot"), scope("mount", ["snapshot"]), scope("other")],
    trees: [tree("t1", ["snapshot", "mount"]), tree("t2", ["other"])],
    actions: [action("a", { tree: "t1" }), action("b", { tree: "t1" }), action("c", { tree: "t2" }), action("d")],
  };
  const { log, entries } = await run(parts);
  t.strictSame(log, [
    "open snapshot",
    "open mount",
    "act a",
    "act b",
    "close mount",
    "close snapshot",
    "open other",
    "act c",
    "close other",
    "act d",
  ]);
  t.match(entries[0], { type: "scope-intent", scope: "snapshot", handle: "snapshot of R1" });

  const failing = await run(parts, { outcome: () => FAILED });
  t.equal(failing.log.filter((line) => line.startsWith("close")).length, 3, "after a failure too");
});

t.test("scopes that fix the moment open for all trees before the first read", async (t) => {
  const parts = {
    scopes: [scope("s1", [], "fixes"), scope("m1", ["s1"]), scope("s2", [], "fixes"), scope("m2", ["s2"])],
    trees: [tree("t1", ["s1", "m1"]), tree("t2", ["s2", "m2"])],
    actions: [action("a", { tree: "t1" }), action("b", { tree: "t2" })],
  };
  const { log } = await run(parts);
  t.strictSame(log, [
    ...["open s1", "open s2"],
    ...["open m1", "act a", "close m1", "close s1"],
    ...["open m2", "act b", "close m2", "close s2"],
  ]);
  const half = await run(parts, { acquire: (id) => id !== "s1" });
  t.strictSame(half.statuses, { a: "skipped", b: "done" });
  t.strictSame(half.log, ["open s1", "open s2", "close s1", "open m2", "act b", "close m2", "close s2"]);
});

t.test("scopes around the moment close as soon as the moment is fixed", async (t) => {
  const parts = {
    scopes: [scope("h1", [], "around"), scope("s1", [], "fixes"), scope("m1", ["s1"])],
    trees: [tree("t1", ["h1", "s1", "m1"])],
    actions: [action("a", { tree: "t1" }), action("b")],
  };
  const { log } = await run(parts);
  t.strictSame(log, ["open h1", "open s1", "close h1", "open m1", "act a", "close m1", "close s1", "act b"]);

  const without = await run(parts, { acquire: (id) => id !== "h1" });
  t.strictSame(without.log, ["open h1", "close h1", "act b"], "no snapshot when what must come before it failed");
  t.strictSame(without.statuses, { a: "skipped", b: "done" });

  const afterwards = await run(parts, { release: (id) => id !== "h1" });
  t.strictSame(afterwards.statuses, { a: "done", b: "done" });
  t.equal(afterwards.report.status, "partial");
  t.equal(afterwards.log.filter((line) => line === "close h1").length, 1, "it is not called again and again");
});

t.test("a shared scope is opened without the volumes whose hook failed, and closed in the same way", async (t) => {
  const hook = (volume: string): Scope => ({ ...scope(`hook of ${volume}`, [], "around"), volumes: [volume] });
  const parts = {
    scopes: [hook("v1"), hook("v2"), { ...scope("v1+v2", [], "fixes"), volumes: ["v1", "v2"] }],
    trees: [tree("t1", ["hook of v1", "v1+v2"]), tree("t2", ["hook of v2", "v1+v2"])],
    actions: [action("a", { tree: "t1" }), action("b", { tree: "t2" })],
  };
  const { log, statuses } = await run(parts, { acquire: (id) => id !== "hook of v1" });
  const hooks = (verb: string) => log.filter((line) => line.startsWith(`${verb} hook`)).length;
  t.strictSame([hooks("open"), hooks("close")], [2, 2], "a hook after it runs for both");
  t.strictSame(
    log.filter((line) => !line.includes("hook")),
    ["open v2", "act b", "close v2"],
  );
  t.strictSame(statuses, { a: "skipped", b: "done" });

  const none = await run(parts, { acquire: (id) => !id.startsWith("hook") });
  t.notOk(
    none.log.some((line) => line.startsWith("open v")),
    "without a dependent action it is not opened",
  );
});

t.test("a scope that does not open skips its users, and is still closed", async (t) => {
  const { statuses, log, report } = await run(
    {
      scopes: [scope("s")],
      trees: [tree("t", ["s"])],
      actions: [action("a", { tree: "t" }), action("b", { tree: "t" }), action("c")],
    },
    { acquire: () => false },
  );
  t.strictSame(statuses, { a: "skipped", b: "skipped", c: "done" });
  t.strictSame(log, ["open s", "close s", "act c"]);
  t.equal(report.status, "partial");
  t.match(report.scopes, [{ summary: "Scope failure", left: false }]);
});

t.test("a scope that does not close fails the run, and the scopes that it depends on stay open", async (t) => {
  const { log, report } = await run(
    {
      scopes: [scope("snapshot"), scope("mount", ["snapshot"])],
      trees: [tree("t", ["snapshot", "mount"])],
      actions: [action("a", { tree: "t" })],
    },
    { release: (id) => id !== "mount" },
  );
  t.strictSame(log, ["open snapshot", "open mount", "act a", "close mount"]);
  t.equal(report.status, "partial");
  t.match(report.scopes, [{ summary: "Scope failure", left: true }]);
});

t.test(
  "leftovers of dead runs are removed before the first scope opens, and blocked actions wait for that",
  async (t) => {
    const left = (volume: string): Action =>
      action(`recover ${volume}`, {
        verb: "recover",
        kind: RECOVER,
        address: `${volume}.paper/scope`,
        input: { scope: "paper/scope", input: `left of ${volume}`, run: "R0" },
      });
    const parts = {
      scopes: [scope("s1", [], "fixes"), scope("s2", [], "fixes")],
      trees: [tree("t1", ["s1"]), tree("t2", ["s2"])],
      actions: [
        left("v1"),
        left("v2"),
        action("a", { tree: "t1", after: ["recover v1"] }),
        action("b", { tree: "t2", after: ["recover v2"] }),
      ],
    };
    const { log, entries } = await run(parts);
    t.strictSame(log, [
      ...["close left of v1", "close left of v2", "open s1", "open s2"],
      ...["act a", "close s1", "act b", "close s2"],
    ]);
    t.match(entries[0], { type: "intent", action: "recover v1", kind: RECOVER });
    const stuck = await run(parts, { release: (id) => id !== "left of v1" });
    t.strictSame(stuck.statuses, { "recover v1": "failed", "recover v2": "done", a: "skipped", b: "done" });
    t.strictSame(
      stuck.log.slice(0, 3),
      ["close left of v1", "close left of v2", "open s2"],
      "s1 is not opened over it",
    );
  },
);

t.test("when the journal cannot be written, no action begins, open scopes close, and the run fails", async (t) => {
  const parts = {
    scopes: [scope("s"), scope("late")],
    trees: [tree("t", ["s"]), tree("t2", ["late"])],
    actions: [action("a", { tree: "t" }), action("b", { tree: "t" }), action("c", { tree: "t2" })],
  };
  const full = (allowed: number) => run(parts, { room: allowed });
  const { log, statuses, report } = await full(4);
  t.strictSame(log, ["open s", "act a", "close s"]);
  t.strictSame(statuses, { a: "done", b: "failed", c: "skipped" });
  t.match(report, { status: "partial", journal: { code: "journal-not-written", detail: /no space is left/ } });
  for (let allowed = 0; allowed < 12; allowed++) {
    const each = await full(allowed);
    const opened = each.log.filter((line) => line.startsWith("open")).length;
    t.equal(each.log.filter((line) => line.startsWith("close")).length, opened, `after ${allowed} entries`);
    t.equal(each.report.status, Object.values(each.statuses).includes("done") ? "partial" : "failed");
  }
});

t.test("a scope whose handler throws is closed like any other", async (t) => {
  const { report, log, statuses } = await run(
    { scopes: [scope("s"), scope("z")], trees: [tree("t", ["z", "s"])], actions: [action("a", { tree: "t" })] },
    {
      acquire: (id) => {
        if (id === "s") throw new Error("a bug in it");
        return true;
      },
      release: (id) => {
        if (id === "s") throw new Error("another");
        return true;
      },
    },
  );
  t.strictSame(log, ["open z", "open s", "close s", "close z"]);
  t.strictSame(statuses, { a: "skipped" });
  t.match(report.scopes, [{ code: "internal-error", detail: /a bug in it/ }, { detail: /another/ }]);
});

t.test("a completed action is not repeated, and a foreign object is not changed", async (t) => {
  const foreign = {
    state: "foreign" as const,
    diagnostic: { code: "f", severity: "error" as const, summary: "Somebody else's", detail: "" },
  };
  const { statuses, log } = await run(
    { actions: [action("a"), action("b")] },
    { probe: (id) => (id === "a" ? { state: "done" } : foreign) },
  );
  t.strictSame(statuses, { a: "done", b: "failed" });
  t.strictSame(log, []);
});

t.test("guarded destroys require confirmation", async (t) => {
  const guarded = action("d", { verb: "destroy", guard: "too many" });
  t.strictSame((await run({ actions: [guarded] })).statuses, { d: "withheld" });
  t.equal((await run({ actions: [guarded] })).report.status, "partial");
  t.strictSame((await run({ actions: [guarded] }, { allowDestroy: true })).statuses, { d: "done" });
});

t.test("after a stop, no action starts and every scope closes", async (t) => {
  const stop = new AbortController();
  const { statuses, log, report } = await run(
    {
      scopes: [scope("s")],
      trees: [tree("t", ["s"])],
      actions: [action("a", { tree: "t" }), action("b", { tree: "t" }), action("c")],
    },
    {
      signal: stop.signal,
      outcome: () => {
        stop.abort();
        return FAILED;
      },
    },
  );
  t.strictSame(statuses, { a: "failed", b: "skipped", c: "skipped" });
  t.strictSame(log, ["open s", "act a", "close s"]);
  t.equal(report.status, "interrupted");
});

t.test("the closing of scopes is not stopped, and a hook after it runs to its end", async (t) => {
  const folder = t.testdir({});
  const stop = new AbortController();
  const hook = (moment: Scope["moment"]): Scope => ({
    ...scope("h", [], moment),
    kind: HOOK_SCOPE,
    input: { volume: "v", before: null, after: ["sh", "-c", `sleep 0.3; echo $RDUMP_VOLUME > ${folder}/after`] },
  });
  const { report } = await run(
    { scopes: [hook(null)], trees: [tree("t", ["h"])], actions: [action("a", { tree: "t" })] },
    {
      signal: stop.signal,
      io: openLocalHost({ env: process.env, signal: stop.signal }),
      closing: openLocalHost({ env: process.env, signal: new AbortController().signal }),
      outcome: () => {
        stop.abort();
        return FAILED;
      },
    },
  );
  t.strictSame(report.scopes, []);
  t.equal(readFileSync(`${folder}/after`, "utf8"), "v\n");
});

t.test("a failed hook is reported with its name, its error and the consequence", async (t) => {
  const io = openLocalHost({ env: process.env, signal: new AbortController().signal, longest: 1000 });
  for (const [argv, words] of [
    [["sleep", "30"], /`before` \(sleep\) did not end within 1s.*The volume was not read/],
    [
      ["sh", "-c", "echo no disk >&2; exit 3"],
      /`before` \(sh\) ended with status 3: no disk\. The volume was not read/,
    ],
    [["sh", "-c", "kill -9 $$"], /was ended by SIGKILL/],
    [["/nowhere/at-all"], /could not be started \(ENOENT\)/],
  ] as const) {
    const input = { volume: "v", before: argv, after: null };
    const scopes = [{ ...scope("h"), kind: HOOK_SCOPE, input }];
    const parts = { scopes, trees: [tree("t", ["h"])], actions: [action("a", { tree: "t" })] };
    const { report, statuses } = await run(parts, { io, closing: io });
    t.strictSame(statuses, { a: "skipped" });
    t.match(report.scopes, [{ code: "hook-failed", detail: words, address: "v" }]);
  }
});

t.test("a link that another user put into a path is no bug of rdump", async (t) => {
  const { Untrusted, LINK_REFUSED } = await import("../../src/io/untrusted.ts");
  const { report } = await run(
    { actions: [action("a")] },
    {
      outcome: () => {
        throw new Untrusted(LINK_REFUSED, "/home/u/to is a symbolic link to /etc.");
      },
    },
  );
  const detail = "/home/u/to is a symbolic link to /etc.";
  t.match(report.actions[0]?.diagnostic, { code: "apply-link-refused", detail });
});

t.test("a handler runs only what its commands show", async (t) => {
  const { report } = await run(
    { actions: [action("a")] },
    {
      outcome: () => {
        throw new Error("a bug");
      },
    },
  );
  t.match(report.actions[0]?.diagnostic, { code: "internal-error", detail: /a bug/ });

  const { onlyPlanned } = await import("../../src/apply/only-planned.ts");
  const ran: unknown[] = [];
  const io = onlyPlanned({ run: async (step: unknown) => ran.push(step) } as unknown as RunIo, [mover(["rm", "a"])]);
  await io.run(mover(["rm", "a"]));
  t.throws(() => io.run(mover(["rm", "b"])), /no plan shows/);
  t.equal(ran.length, 1);
});

t.test("for content that is found during an action, the plan has the path and the journal the content", async (t) => {
  const { onlyPlanned } = await import("../../src/apply/only-planned.ts");
  const planned = { do: "write", path: "/s/list", content: "", mode: 0o600, found: "a list" } as const;
  const ran: unknown[] = [];
  const reported: unknown[] = [];
  const host = { run: async (step: unknown) => ran.push(step) } as unknown as RunIo;
  const io = onlyPlanned(host, [planned], async ({ path, content }) => {
    reported.push([path, content, ran.length]);
    return null;
  });
  await io.run({ ...planned, content: "a\u00ff" });
  t.same(reported, [["/s/list", "a\u00ff", 0]], "written down before it is used");
  t.same(ran, [{ ...planned, content: "a\u00ff" }]);
  for (const other of [
    { ...planned, path: "/s/other", content: "a" },
    { ...planned, mode: 0o644, content: "a" },
    { do: "write", path: "/s/list", content: "a", mode: 0o600 } as const,
  ]) {
    t.throws(() => io.run(other), /no plan shows/);
  }
  const lost = { code: "journal-not-written", severity: "error", summary: "x", detail: "x" } as const;
  const mute = onlyPlanned(host, [planned], async () => lost);
  await t.rejects(mute.run({ ...planned, content: "b" }), /x/);
  t.equal(ran.length, 1, "what the journal does not hold is not written");
});

t.test(
  "a source that lost files withholds the deletions of this run, and is recorded before its point counts",
  async (t) => {
    const config = configOf({ v: { daily: 2 } });
    const made = { ...planAt("2026-11-22T12:00:00Z", config, {}), scopes: [], trees: [] };
    const address = archivesAddress("v");
    const parts = {
      ...made,
      actions: [
        action("make", { address, tree: "tree" }),
        action("lose", {
          address,
          verb: "destroy",
          after: ["make"],
          destroys: [{ id: "x", name: "x", time: "2026-11-20T12:00:00Z" }],
        }),
      ],
      trees: [tree("tree", [])],
    };
    const counts = { make: { had: 3, gone: 3, has: 0 } };
    const found = await run(parts, { counts, allowDestroy: true });
    t.strictSame(found.statuses, { make: "done", lose: "withheld" });
    t.match(found.report.actions[0]?.warnings, [{ code: "source-shrunken" }]);
    t.match(found.report.actions[1]?.diagnostic, { code: "apply-withheld", detail: /the source was empty/ });
    t.match(found.remembered, [{ kind: "shrunk", volume: "v" }]);
    const forgotten = await run(parts, { counts, forgetful: true });
    t.strictSame(
      forgotten.statuses,
      { make: "failed", lose: "skipped" },
      "a point whose loss cannot be recorded does not count",
    );
    t.strictSame((await run(parts, { counts: { make: { had: 3, gone: 0, has: 3 } } })).statuses, {
      make: "done",
      lose: "done",
    });
  },
);
