import { readFileSync } from "node:fs";
import { Chalk } from "chalk";
import t from "tap";
import type { Action } from "../../src/model/action.ts";
import { mover } from "../../src/model/command.ts";
import type { Plan } from "../../src/model/plan.ts";
import type { Proof } from "../../src/model/proof.ts";
import { bytesText } from "../../src/model/size.ts";
import { exitOfStates, STATES, type State } from "../../src/model/state.ts";
import { stepText } from "../../src/render/command.ts";
import { planLines } from "../../src/render/plan.ts";
import { spanText } from "../../src/render/quantity.ts";
import { actionEndLines, progressText } from "../../src/render/run.ts";
import { stateTable } from "../../src/render/state-table.ts";
import { archivesAddress, configOf, daily, planAt, pointAt, problem } from "../plan/world.ts";

const plain = new Chalk({ level: 0 });
const NOON = "2026-11-22T12:00:00Z";

t.test("actions that a stopped run did not start are shown in one line", (t) => {
  const diagnostic = {
    code: "apply-stopped",
    severity: "error",
    summary: "The run was interrupted",
    detail: "",
  } as const;
  const report = { action: "create docs", address: "docs", status: "skipped", diagnostic, warnings: [] } as const;
  const lines = actionEndLines(
    { ...report, made: null, destroyed: 0, destroyedPoints: [], moved: {}, milliseconds: 0 },
    plain,
  );
  t.strictSame(lines, ["skipped create docs", "  The run was interrupted [apply-stopped]"]);
  t.end();
});

t.test("the end of a proof says what was found out", (t) => {
  const report = { action: "check docs", address: "docs", status: "done", diagnostic: null, warnings: [] } as const;
  const shown = (proof: Proof) =>
    actionEndLines(
      { ...report, made: null, destroyed: 0, destroyedPoints: [], moved: { files: 3 }, proof, milliseconds: 1500 },
      plain,
    );
  const proof: Proof = { verdict: "proven", point: "docs-1", files: 3, bytes: 9, differences: 0, lacks: [] };
  t.strictSame(shown(proof), ["done check docs (proven, 3 files, 1.5 s)"]);
  const coverage = { files: 41_233, proven: 31_004, since: "2026-10-03T02:00:00Z" };
  const sampled = "31,004 of 41,233 files proven since 2026-10-03";
  t.strictSame(shown({ ...proof, verdict: "not proven", coverage }), [
    `done check docs (not proven in a sample, ${sampled}, 3 files, 1.5 s)`,
  ]);
  t.end();
});

t.test("a step is shown with directory, environment, descriptors and arguments", (t) => {
  const step = mover(["borg", "list", "a b"], { cwd: "/x y", env: { B: "2", A: "1 1" }, descriptors: { 3: "/pass" } });
  t.equal(stepText(step), "(cd '/x y' && A='1 1' B=2 borg list 'a b' 3</pass)");
  t.equal(
    stepText({ do: "write", path: "/m/.rdump.json", content: '{\n  "a": 1\n}\n', mode: 0o644 }),
    `write /m/.rdump.json '{ "a": 1 }'`,
  );
  const found = { do: "write", path: "/s/runs/r.left-out", content: "", mode: 0o600, found: "mount points" } as const;
  t.equal(stepText(found), "write /s/runs/r.left-out (mount points)");
  t.end();
});

t.test(
  "a plan as text: in the order of the run, deletions complete, reasons, waiting actions, one summary line",
  (t) => {
    const config = configOf({ boot: { daily: 2 }, home: { daily: 1 }, old: { daily: 1 } });
    const points = {
      boot: daily("boot", 2, "2026-11-21"),
      home: daily("home", 4, "2026-11-22"),
      old: [pointAt("old", "2026-11-22T03:00:00Z")],
    };
    const forgotten = [{ address: archivesAddress("gone\u001b"), points: daily("gone", 2, "2026-01-01") }];
    const lines = planLines(planAt(NOON, config, { points, forgotten }), { color: plain, commandsFrom: null });
    t.equal(
      lines.join("\n"),
      `+ create boot.archives["offsite"]@boot-{run.time}  due: no archive for 2026-11-22 yet
- destroy boot.archives["offsite"]  expired: no rule keeps it (daily 2)
    - boot-20261120T030000Z  (2026-11-20T03:00:00Z, id-boot-20261120)
- destroy home.archives["offsite"]  expired: no rule keeps it (daily 1)
    - home-20261119T030000Z  (2026-11-19T03:00:00Z, id-home-20261119)
    - home-20261120T030000Z  (2026-11-20T03:00:00Z, id-home-20261120)
    - home-20261121T030000Z  (2026-11-21T03:00:00Z, id-home-20261121)
    requires --allow-destroy: it would destroy 3 of 4 points, more than limits.destroy (50%) allows

Forgotten: made by this config, and no longer declared. No run destroys these points:

  ? gone\\x1b.archives["offsite"]: 2 points, newest of 2026-01-01T03:00:00Z

To list the points of one group, and to delete them: rdump retire ADDRESS
If a volume only has a new name, add its line to the config:
  moved: [{ from: "gone\\u001b", to: "NEW NAME" }],

1 group unchanged.
Plan: 1 to create, 4 to destroy.
3 deletions require confirmation. To confirm: rdump apply --allow-destroy 3`,
    );
    const nothing = planAt(NOON, configOf({ old: { daily: 1 } }), { points });
    const linesOf = (wanted: Plan) => planLines(wanted, { color: plain, commandsFrom: null });
    t.strictSame(linesOf(nothing), ["No changes. Everything that is declared is there."]);
    t.equal(linesOf({ ...nothing, only: ["old"] }).at(-1), "No changes. Everything that is declared for old is there.");
    const dropped = { address: "gone", points: 1, newest: NOON };
    t.equal(
      linesOf({ ...nothing, forgotten: [dropped], diagnostics: [{ ...problem("x"), severity: "warning" }] }).at(-1),
      "No changes. Found: 1 target that is no longer declared, 1 warning; see above.",
    );
    const note: Plan = { ...nothing, diagnostics: [{ ...problem("x"), severity: "note" }] };
    t.match(linesOf(note).at(-1), /Everything that is declared is there/);
    const partial = planAt(NOON, configOf({ old: { daily: 1 } }), { points, gaps: { old: problem("x") } });
    t.strictSame(planLines(partial, { color: plain, commandsFrom: null }), [
      "This plan is partial: see the errors above.",
    ]);
    t.end();
  },
);

t.test("steps that only serve another step are on one line, and a run of ten volumes fits one screen", (t) => {
  const names = Array.from({ length: 10 }, (_, index) => `v${index}`);
  const config = configOf(Object.fromEntries(names.map((name) => [name, { daily: 3 }])));
  const points = Object.fromEntries(names.map((name) => [name, daily(name, 3, "2026-11-21")]));
  const night = planAt(NOON, config, { points });
  const serving = (id: string, address: string): Action => ({
    ...(night.actions[0] as Action),
    ...{ id, verb: "update", address, makes: null, destroys: [], records: null, reason: "because", tree: null },
  });
  const actions = night.actions.flatMap((action) => {
    if (action.makes === null) return [action];
    const id = `u ${action.id}`;
    return [serving(id, `${action.address}.integrity`), { ...action, after: [...action.after, id] }];
  });
  const lines = planLines({ ...night, actions }, { color: plain, commandsFrom: null });
  t.ok(lines.length <= 34, `${lines.length} lines`);
  t.equal(
    lines[0],
    '~ update v0.archives["offsite"].integrity, update v1.archives["offsite"].integrity, update v2.archives["offsite"].integrity, and 7 more such steps of the actions below (--verbose shows them)',
  );
  const alone = serving("alone", "web.integrity");
  const both = planLines({ ...night, actions: [...actions, alone] }, { color: plain, commandsFrom: null });
  t.equal(both[lines.indexOf("")], "~ update web.integrity  because", "a step that serves nothing has its own line");
  const order = lines.filter((line) => /^[+-] /.test(line)).map((line) => line.split(" ")[1]);
  t.strictSame(
    order,
    night.actions.map(({ verb }) => verb),
    "in the order in which they run",
  );
  t.end();
});

t.test("the docs page and the help have the same table of states as the code", (t) => {
  const page = readFileSync(new URL("../../../../docs/operations.md", import.meta.url), "utf8");
  const rows = STATES.map(({ state, exit, meaning }) => `| \`${state}\` | ${exit} | ${meaning} |`);
  t.ok(page.includes(rows.join("\n")), "docs/operations.md");
  t.strictSame(
    stateTable().map((line) => line.split(/ +/)[0]),
    ["STATE", ...STATES.map(({ state }) => state)],
  );
  const exitOf = (state: State, overdue = true) => exitOfStates([{ state, overdue }]);
  t.strictSame(
    STATES.map(({ state }) => exitOf(state)),
    [1, 2, 2, 2, 2, 2, 2, 2, 0, 0, 0],
  );
  t.equal(exitOf("absent", false), 0, "within its grace");
  t.equal(exitOfStates([]), 0);
  t.end();
});

t.test("quantities are short and have their unit", (t) => {
  t.strictSame([0, 1023, 1024, 1536, 150 * 1024 ** 2, 1024 ** 5 * 2000].map(bytesText), [
    "0 B",
    "1023 B",
    "1.0 KiB",
    "1.5 KiB",
    "150 MiB",
    "2000 PiB",
  ]);
  t.strictSame([400, 12_000, 200_000, 7_500_000, 100 * 3_600_000].map(spanText), [
    "0.4 s",
    "12 s",
    "3 min 20 s",
    "2 h 5 min",
    "4 d 4 h",
  ]);
  t.equal(
    progressText({ bytes: 2048, totalBytes: 4096, files: 3, current: "a\u001bb" }, 1000),
    "3 files, 2.0 KiB of 4.0 KiB, 2.0 KiB/s  a\\x1bb",
  );
  t.equal(progressText({ current: "\u001b".repeat(4000) }, 0).length, 123, "a user decides how long a path is");
  t.equal(progressText({ part: 0.129, current: "Checking segments" }, 1000), "12%  Checking segments");
  t.end();
});
