import { Chalk } from "chalk";
import t from "tap";
import { desire } from "../../src/desired/desire.ts";
import { addressOf } from "../../src/model/address.ts";
import { NO_HISTORY } from "../../src/model/history.ts";
import { NO_RULES } from "../../src/model/keep.ts";
import { isWhole } from "../../src/model/plan.ts";
import { keyOf, NO_RECORD, type PointRecord, type RecordedPoint } from "../../src/model/record.ts";
import type { DirectoryMirrorTarget } from "../../src/model/target.ts";
import { withOptionalDisks } from "../../src/plan/optional-disks.ts";
import { plan } from "../../src/plan/planner.ts";
import { statusOf } from "../../src/reconcile/status-of.ts";
import { newsOf } from "../../src/record/news.ts";
import { planLines } from "../../src/render/plan.ts";
import { statusExitCode, statusLines } from "../../src/render/status.ts";
import { configOf, observedFor, pointAt, problem, providers, requestAt, volumeOf } from "./world.ts";

const plain = new Chalk({ level: 0 });
const ADDRESS = addressOf("docs", "mirrors", "/mnt/usb/docs");
const DAY = 86_400_000;

function mirror(optional: DirectoryMirrorTarget["optional"]): DirectoryMirrorTarget {
  return {
    kind: "mirrors",
    targetType: "mirrors/directory",
    address: ADDRESS,
    every: { kind: "calendar", unit: "daily" },
    keep: NO_RULES,
    path: "/mnt/usb/docs",
    mount: "/mnt/usb",
    ...(optional === undefined ? {} : { optional }),
    compare: "times",
  };
}

const copied: RecordedPoint = {
  ...{ address: ADDRESS, subject: null, id: "run1", name: "docs-20261122T030000Z", owner: "joke", volume: "docs" },
  ...{ machine: null, run: "run1", time: "2026-11-22T03:00:00Z", only: true },
};

function recordOf(...points: readonly RecordedPoint[]): PointRecord {
  return { ...NO_RECORD, points: new Map(points.map((point) => [keyOf(point), point])) };
}

/** What is planned and shown of a mirror whose disk is not connected. */
function without(disk: DirectoryMirrorTarget["optional"], now: string, record: PointRecord) {
  const config = configOf({}, { volumes: [volumeOf("docs", {}, { targets: [mirror(disk)] })] });
  const gap = problem("fs-mirror-not-mounted");
  const group = { address: ADDRESS, points: [], gap, disconnected: true as const, facts: null, diagnostics: [] };
  const request = requestAt(now, config, {});
  const { desired } = request;
  const found = { ...observedFor(config, {}), groups: new Map([[ADDRESS, group]]) };
  const observed = withOptionalDisks(desired, found, record);
  const made = plan({ ...request, observed });
  const status = statusOf({ desired, observed, history: NO_HISTORY, record }, providers);
  return { made, lines: planLines(made, { color: plain, commandsFrom: null }).join("\n"), status };
}

t.test("an optional disk that is absent is no failure within its grace", async (t) => {
  const record = recordOf(copied);
  const fresh = without({ grace: 3 * DAY }, "2026-11-22T12:00:00Z", record);
  t.match(fresh.made, { partial: false, actions: [], notAfter: "2026-11-22T23:00:00Z" });
  t.match(fresh.made.diagnostics, [
    {
      code: "plan-disk-absent",
      severity: "note",
      detail: "Nothing to do: the mirror is due from 2026-11-22T23:00:00Z.",
    },
  ]);
  t.match(fresh.lines, "No changes. Found: 1 optional disk that is not connected; see above.");
  t.match(fresh.status.groups, [{ state: "absent", due: false, overdue: false, newest: { id: "run1" }, points: 1 }]);
  t.equal(statusExitCode(fresh.status), 0);

  const due = without({ grace: 3 * DAY }, "2026-11-25T12:00:00Z", record);
  t.ok(isWhole(due.made));
  t.match(due.made.diagnostics, [
    { code: "plan-disk-absent", detail: "due since 2026-11-22T23:00:00Z, and its grace ends at 2026-11-25T23:00:00Z." },
  ]);
  t.match(due.status.groups, [{ state: "absent", due: true, overdue: false }]);
  t.equal(statusExitCode(due.status), 0);
  t.match(statusLines(due.status, { color: plain }).join("\n"), /^absent .* 3d +now/m);
});

t.test("and is a failure beyond it, of this target alone", async (t) => {
  const late = without({ grace: 3 * DAY }, "2026-11-25T23:00:00Z", recordOf(copied));
  t.match(late.made, { partial: true, diagnostics: [{ code: "plan-disk-overdue", severity: "error" }] });
  t.match(late.status.groups, [{ state: "absent", due: true, overdue: true }]);
  t.equal(statusExitCode(late.status), 2);
});

t.test("the default of the grace is one slot of the schedule", async (t) => {
  const at = (now: string) => without({ grace: null }, now, recordOf(copied)).made;
  t.match(at("2026-11-23T22:59:00Z"), { partial: false, notAfter: "2026-11-23T23:00:00Z" });
  t.match(at("2026-11-23T23:00:00Z"), { partial: true });
});

t.test("without a recorded complete copy there is no grace", async (t) => {
  const incomplete = { ...copied, missing: { count: 1, first: ["a"] } };
  const ofAnother = { ...copied, owner: "other" };
  for (const record of [NO_RECORD, recordOf(incomplete), recordOf(ofAnother)]) {
    const { made, status } = without({ grace: 30 * DAY }, "2026-11-22T12:00:00Z", record);
    t.match(made, { partial: true, diagnostics: [{ detail: "No complete copy of this mirror is recorded." }] });
    t.match(status.groups, [{ state: "absent", overdue: true, newest: null, points: 0 }]);
  }
});

t.test("the absence of a required disk stays the error of its provider", async (t) => {
  const { made, status } = without(undefined, "2026-11-22T12:00:00Z", recordOf(copied));
  t.match(made.diagnostics, [{ code: "fs-mirror-not-mounted" }]);
  t.match(status.groups, [{ state: "unknown" }]);
});

t.test("an unfinished copy is not recorded as the newest one", async (t) => {
  const config = configOf({}, { volumes: [volumeOf("docs", {}, { targets: [mirror({ grace: null })] })] });
  const record = { ...recordOf(copied), runs: new Map([["run2", "2026-11-23T03:00:00Z"]]) };
  const news = (state: "complete" | "incomplete") => {
    const points = [pointAt("docs", "2026-11-23T03:00:00Z", { id: "run2", run: "run2", state })];
    const seen = { address: ADDRESS, points, gap: null, facts: null, diagnostics: [] };
    const observed = { ...observedFor(config, {}), groups: new Map([[ADDRESS, seen]]) };
    return newsOf(record, observed, desire(config, Date.parse("2026-11-23T12:00:00Z")));
  };
  t.match(news("complete"), [{ type: "made", id: "run2" }]);
  t.strictSame(news("incomplete"), []);
});
