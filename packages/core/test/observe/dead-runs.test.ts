import t from "tap";
import { desire } from "../../src/desired/desire.ts";
import { Failure } from "../../src/diagnostics/failure.ts";
import type { ReadIo } from "../../src/io/capability.ts";
import { changer } from "../../src/model/command.ts";
import type { DeadRun, OpenIntent, OpenScope } from "../../src/model/dead-run.ts";
import { NO_HISTORY } from "../../src/model/history.ts";
import type { Leftover } from "../../src/model/leftover.ts";
import type { Report } from "../../src/model/report.ts";
import { PLANNED_RUN } from "../../src/model/run.ts";
import { withDeadRuns } from "../../src/observe/dead-runs.ts";
import { examine } from "../../src/observe/examine.ts";
import { plan } from "../../src/plan/planner.ts";
import { recoveryPlan } from "../../src/plan/recovery.ts";
import { actionHandler, scopeHandler } from "../../src/provider/handler.ts";
import { HOOK_SCOPE } from "../../src/provider/hook.ts";
import { compose } from "../../src/provider/providers.ts";
import { entriesFor } from "../../src/reconcile/settle.ts";
import { archivesAddress, configOf, observedFor, paperProvider, pointAt } from "../plan/world.ts";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const io = {} as ReadIo;
const config = configOf({ boot: { daily: 1 }, home: { daily: 1 }, root: { daily: 1 } });
const desired = desire(config, NOW, null);

/** The results of the probes, by the input of the action. */
const ANSWERS: { readonly [input: string]: () => unknown } = {
  absent: () => ({ state: "absent" }),
  done: () => ({ state: "done" }),
  partial: () => ({ state: "partial" }),
  foreign: () => ({ state: "foreign", diagnostic: problem("stranger") }),
  hidden: () => {
    throw new Failure({ code: "hidden", severity: "error", summary: "Cannot see it", detail: "The disk is gone." });
  },
};
const problem = (code: string) => ({ code, severity: "error" as const, summary: "Somebody else's", detail: "It is." });

const providers = compose([
  {
    ...paperProvider,
    actions: [
      actionHandler<string>({
        kind: "paper/create",
        version: 1,
        schema: () => ({ type: "string" }),
        commands: () => [],
        probe: async (input, run) =>
          (ANSWERS[input]?.() ?? { state: "done", made: named(run.stamp) }) as { state: "done" },
        run: () => Promise.reject(new Error("it never runs")),
      }),
    ],
    scopes: [
      scopeHandler<string>({
        kind: "paper/scope",
        version: 1,
        schema: () => ({ type: "string" }),
        handle: (input, run) => ({ input, run: run.id }),
        commands: (_, run) => ({ acquire: [], release: [changer(["take", "down", run.stamp])] }),
        acquire: async () => null,
        release: async () => null,
      }),
    ],
  },
]);

const named = (name: string) => ({ id: name, name });
const intent = (input: string, volume = "boot", kind = "paper/create"): OpenIntent => ({
  action: `create ${input}`,
  kind,
  address: archivesAddress(volume),
  input,
});
const open = (scope: string, volume = "boot", kind = "paper/scope"): OpenScope => ({
  scope,
  kind,
  volume,
  input: scope,
});
const HOOKS = { volume: "boot", before: null, after: ["true"] };
const dead = (rest: Partial<DeadRun>): DeadRun => ({
  run: "20261121T030000Z-dead",
  path: "/state/runs/dead.jsonl",
  began: "2026-11-21T03:00:00Z",
  host: "joke",
  bootId: "b",
  pidNamespace: null,
  scopes: [],
  intents: [],
  changers: [],
  ...rest,
});

const request = { history: NO_HISTORY, providers, config: { file: "f", digest: "d" }, host: "joke", simulated: false };

async function seen(run: Partial<DeadRun>, leftovers: readonly Leftover[] = []) {
  const points = { home: [pointAt("home", "2026-11-20T03:00:00Z"), pointAt("home", "2026-11-19T03:00:00Z")] };
  const examined = await examine([dead(run)], providers, io);
  const observed = withDeadRuns(observedFor(config, { points, leftovers }), examined, desired, providers);
  return { examined, observed, plan: plan({ ...request, desired, observed }) };
}

t.test("the handler determines the result of an action, and a foreign object stops only its volume", async (t) => {
  const { examined, plan } = await seen({
    intents: [intent("absent"), intent("done"), intent("partial"), intent("foreign", "home"), intent("hidden", "root")],
  });
  t.match(
    examined.runs[0]?.intents.map(({ found }) => found.state),
    ["absent", "done", "partial", "foreign", "unknown"],
  );
  t.strictSame(
    plan.actions.map(({ address }) => address),
    [archivesAddress("boot")],
    "neither a create nor a destroy of the others",
  );
  const codes = plan.diagnostics.map(({ code, address }) => [code, address ?? null]);
  t.strictSame(codes, [
    ["stranger", archivesAddress("home")],
    ["hidden", archivesAddress("root")],
    ["run-died", null],
  ]);
  t.match(plan.diagnostics[2], { severity: "warning", detail: /"create partial" \(half done/ });
  t.ok(plan.partial);
});

t.test("an action of an unknown kind stops its volume, and a scope of an unknown kind stops all", async (t) => {
  const { examined, plan } = await seen({ intents: [intent("done", "boot", "newer/create")] });
  t.match(examined.runs[0]?.intents, [{ found: { state: "unknown", diagnostic: { code: "recover-unknown" } } }]);
  t.notOk(plan.actions.some(({ address }) => address === archivesAddress("boot")));
  const strange = await seen({ scopes: [open("s", "boot", "newer/scope")] });
  t.match(strange.examined, { runs: [], remarks: [{ code: "recover-unknown", severity: "error" }] });
  t.match(strange.plan.diagnostics, [{ code: "recover-unknown" }]);
});

t.test("an input of another version or shape reaches no handler, and its run and kind are named", async (t) => {
  for (const [changed, words] of [
    [{ inputVersion: 2 }, /has version 2, and this version of rdump reads version 1 of "paper\/\w+"/],
    [{ input: { newer: true } }, /not valid for "paper\/\w+" version 1: must be string/],
    [{ input: "a\0b" }, /a NUL character/],
  ] as const) {
    const { examined } = await seen({ intents: [{ ...intent("done"), ...changed }] });
    t.match(examined.runs[0]?.intents, [{ found: { state: "unknown", diagnostic: { detail: words } } }]);
    const strange = await seen({ scopes: [open("fine"), { ...open("s"), ...changed }] });
    t.same(strange.examined.runs, [], "nothing of that run is cleaned up");
    t.match(strange.examined.remarks, [{ code: "recover-unknown", severity: "error", detail: words }]);
    t.match(strange.examined.remarks, [{ detail: /Run 20261121T030000Z-dead .*\(paper\/scope\).*\nmv / }]);
    t.same(
      strange.plan.actions.filter(({ verb }) => verb === "recover"),
      [],
    );
  }
  const first = await seen({ scopes: [{ ...open("s"), inputVersion: 1 }] });
  t.match(
    first.observed.leftovers,
    [{ input: "s" }],
    "a journal that names the version is read like one that does not",
  );
});

t.test("a scope with a mark that is also in a journal is one leftover, and a mark is enough", async (t) => {
  const marked = (input: string, run = "20261121T030000Z-dead"): Leftover => ({
    volume: "boot",
    kind: "paper/scope",
    input,
    run,
    time: null,
    says: "it has a mark",
  });
  const scopes = [open("mount"), open("snapshot"), open("hooks")];
  const both = await seen({ scopes }, [marked("mount"), marked("snapshot")]);
  t.match(
    both.observed.leftovers.map(({ input }) => input),
    ["mount", "snapshot", "hooks"],
  );
  const other = await seen({ scopes: [open("mount")] }, [marked("mount", "R0")]);
  t.equal(other.observed.leftovers.length, 2, "another run's is another thing");
  const lost = withDeadRuns(
    observedFor(config, { leftovers: [marked("mount")] }),
    { runs: [], remarks: [] },
    desired,
    providers,
  );
  t.match(lost.leftovers, [{ input: "mount" }]);
});

t.test("names of a run have the time of the run, which is later than the time of its id", async (t) => {
  const run = { run: "20261121T030000Z-dead", began: "2026-11-21T03:00:07Z" };
  const { examined, plan } = await seen({ ...run, scopes: [open("snapshot")], intents: [intent("by its name")] });
  t.match(examined.runs[0]?.intents, [{ found: { state: "done", made: { name: "20261121T030007Z" } } }]);
  const [recovery] = plan.actions;
  const shown = providers.action(recovery?.kind ?? "").commands(recovery?.input ?? null, PLANNED_RUN);
  t.match(shown, [{ argv: ["take", "down", "20261121T030007Z"] }]);
  const unknown = await seen({ ...run, began: "", intents: [intent("by its name")] });
  t.match(unknown.examined.runs[0]?.intents, [{ found: { made: { name: "20261121T030000Z" } } }]);
  t.match(unknown.plan.diagnostics, [{ code: "run-died", detail: /begun at 2026-11-21T03:00:00Z/ }]);
});

t.test("a dead run gets its end when nothing of it is open, and not before", async (t) => {
  const scopes = [open("mount"), { ...open("hooks", "boot", HOOK_SCOPE), input: HOOKS }];
  const { examined, plan } = await seen({ scopes, intents: [intent("done"), intent("partial")] });
  const recovery = recoveryPlan(plan, examined.runs);
  t.match(recovery.diagnostics, [{ code: "run-died" }]);
  const [run] = examined.runs;
  if (run === undefined) throw new Error("it was examined");
  const report = (...statuses: readonly ("done" | "failed" | "skipped")[]): Report => ({
    run: { id: "R2", stamp: "", time: "", machine: null },
    status: "ok",
    scopes: [],
    journal: null,
    actions: recovery.actions.map(({ id, address }, index) => ({
      action: id,
      address,
      status: statuses[index] ?? "done",
      diagnostic: statuses[index] === "failed" ? problem("busy") : null,
      warnings: [],
      made: null,
      destroyed: 0,
      destroyedPoints: [],
      moved: {},
      milliseconds: 0,
    })),
  });
  const entries = (reported: Report | null) => entriesFor(run, recovery, { report: reported, by: "R2" });
  t.strictSame(entries(report("done", "done")), [
    { type: "recovered", action: "create done", state: "done", by: "R2" },
    { type: "recovered", action: "create partial", state: "partial", by: "R2" },
    { type: "scope-closed", scope: "mount", diagnostic: null, by: "R2" },
    { type: "scope-closed", scope: "hooks", diagnostic: null, by: "R2" },
    { type: "end", status: "recovered" },
  ]);
  const ends = (reported: Report | null) => entries(reported).some(({ type }) => type === "end");
  t.notOk(ends(report("failed", "skipped")));
  t.notOk(ends(null));
  t.ok(ends(report("done", "failed")), "a hook is not called again and again");
  t.match(entries(report("done", "failed"))[3], { diagnostic: { code: "busy" } });
  const hidden = (await seen({ intents: [intent("hidden")] })).examined.runs[0];
  t.strictSame(hidden && entriesFor(hidden, recovery, { report: null, by: "R2" }), []);
});
