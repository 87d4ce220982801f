import t from "tap";
import { desire } from "../../src/desired/desire.ts";
import { stampOf } from "../../src/model/instant.ts";
import { NO_RECORD, type PointRecord } from "../../src/model/record.ts";
import { plan } from "../../src/plan/planner.ts";
import { withUnknownRuns } from "../../src/plan/unknown-runs.ts";
import { archivesAddress, configOf, observedFor, pointAt, providers } from "./world.ts";

const NOON = Date.parse("2026-11-22T12:00:00Z");
const BEGUN = "2026-11-20T12:00:00Z";
const DOCS = archivesAddress("docs");
const runOf = (time: string, end = "0a0b0c0d") => `${stampOf(Date.parse(time))}-${end}`;

/** How many of the points of these runs are own, and how many foreign. */
function split(
  runs: readonly string[],
  {
    record = {},
    journals = [],
    config = configOf({ docs: { daily: 2 } }),
  }: {
    readonly record?: Partial<PointRecord>;
    readonly journals?: readonly string[];
    readonly config?: ReturnType<typeof configOf>;
  } = {},
) {
  const points = runs.map((run) => pointAt("docs", "2026-11-22T03:00:00Z", { id: run, run }));
  const desired = desire(config, NOON);
  const observed = observedFor(config, { points: { docs: points } });
  const group = withUnknownRuns(desired, observed, { ...NO_RECORD, begun: BEGUN, ...record }, journals).groups.get(
    DOCS,
  );
  return [group?.points.length, group?.foreign?.length ?? 0];
}

t.test("a point is foreign when its run began after the record, and nothing knows the run", (t) => {
  const run = runOf("2026-11-22T03:00:00Z");
  const time = "2026-11-22T03:00:07Z";
  t.strictSame(split([run]), [0, 1]);
  t.strictSame(split([run], { record: { runs: new Map([[run, time]]) } }), [1, 0]);
  t.strictSame(split([run], { journals: [run] }), [1, 0]);
  t.strictSame(split([run], { record: { begun: null } }), [1, 0], "there is no record yet");
  t.strictSame(split([run], { record: { begun: "2026-11-22T04:00:00Z" } }), [1, 0], "the point is older");
  t.strictSame(split([runOf("2026-11-23T03:00:00Z")]), [1, 0], "a clock was wrong");
  t.strictSame(split(["earlier", ""]), [2, 0], "no id of a run");
  t.strictSame(split([run, runOf("2026-11-19T03:00:00Z"), runOf("2026-11-22T03:00:00Z", "11111111")]), [1, 2]);
  t.end();
});

t.test("a snapshot has only the time of its run in its name", (t) => {
  const stamp = stampOf(Date.parse("2026-11-22T03:00:07Z"));
  const runs = new Map([[runOf("2026-11-22T03:00:00Z"), "2026-11-22T03:00:07Z"]]);
  t.strictSame(split([stamp]), [0, 1]);
  t.strictSame(split([stamp], { record: { runs } }), [1, 0]);
  t.end();
});

t.test("a takeover that names this machine accepts its unknown runs", (t) => {
  const run = runOf("2026-11-22T03:00:00Z");
  const config = configOf({ docs: { daily: 2 } });
  const takenBy = (machine: string | null, address: string | null) =>
    split([run], { config: { ...config, takenOver: [{ address, machine: machine ?? "" }] } });
  t.strictSame(takenBy(config.machine, null), [1, 0]);
  t.strictSame(takenBy(config.machine, DOCS), [1, 0]);
  t.strictSame(takenBy(config.machine, "other"), [0, 1]);
  t.strictSame(takenBy("00000000000000ff", null), [0, 1]);
  t.end();
});

t.test("the plan names the points, makes a new one, and destroys none", (t) => {
  const config = configOf({ docs: { daily: 1 } });
  const desired = desire(config, NOON);
  const foreign = pointAt("docs", "2026-11-22T03:00:00Z", { run: runOf("2026-11-22T03:00:00Z") });
  const old = ["18", "19"].map((day) => pointAt("docs", `2026-11-${day}T03:00:00Z`));
  const observed = observedFor(config, { points: { docs: [...old, foreign] } });
  const made = plan({
    desired,
    observed: withUnknownRuns(desired, observed, { ...NO_RECORD, begun: BEGUN }, []),
    history: NO_RECORD.history,
    providers,
    config: { file: "F", digest: "D" },
    host: "joke.example",
    simulated: false,
  });
  t.strictSame(
    made.actions.map(({ verb }) => verb),
    ["create"],
  );
  t.match(made.diagnostics, [
    {
      code: "plan-foreign",
      severity: "warning",
      detail: /^1 point of this group was made by a run.*restored[\s\S]*rdump takeover/,
    },
  ]);
  t.end();
});

t.test("points of a clone of this machine are in no forgotten group, which could be retired", (t) => {
  const config = configOf({ docs: { daily: 2 } });
  const [known, unknown] = [runOf("2026-11-21T03:00:00Z"), runOf("2026-11-22T03:00:00Z")];
  const points = [known, unknown].map((run) => pointAt("old", "2026-11-22T03:00:00Z", { id: run, run }));
  const forgotten = [{ address: archivesAddress("old"), points }];
  const record = { ...NO_RECORD, begun: BEGUN, runs: new Map([[known, "2026-11-21T03:00:07Z"]]) };
  const seen = withUnknownRuns(desire(config, NOON), observedFor(config, { forgotten }), record, []);
  t.strictSame(
    seen.forgotten.map((each) => each.points.map(({ id }) => id)),
    [[known]],
  );
  t.end();
});
