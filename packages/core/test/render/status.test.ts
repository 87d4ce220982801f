import { Chalk } from "chalk";
import t from "tap";
import { desire } from "../../src/desired/desire.ts";
import { NO_HISTORY } from "../../src/model/history.ts";
import { keyOf, NO_RECORD, type RecordedPoint } from "../../src/model/record.ts";
import type { GroupStatus, Status } from "../../src/model/status.ts";
import { statusOf } from "../../src/reconcile/status-of.ts";
import { statusExitCode, statusLines } from "../../src/render/status.ts";
import { archivesAddress, configOf, observedFor, pointAt, problem, providers } from "../plan/world.ts";

const NOON = "2026-11-22T12:00:00Z";
const plain = new Chalk({ level: 0 });

t.test("status: the worst state determines the exit status", (t) => {
  const config = configOf({ a: { daily: 7 }, b: { daily: 7 }, c: { daily: 7 }, d: { daily: 7 }, e: { daily: 7 } });
  const now = Date.parse(NOON);
  const broken = pointAt("d", "2026-11-22T04:00:00Z", { state: "invalid" });
  const observed = observedFor(config, {
    points: {
      a: [pointAt("a", "2026-11-22T03:00:00Z")],
      b: [pointAt("b", "2026-11-21T03:00:00Z")],
      c: [pointAt("c", "2026-11-20T03:00:00Z")],
      d: [pointAt("d", "2026-11-22T03:00:00Z"), broken],
    },
    gaps: { e: problem("borg-unreachable") },
  });
  const status = statusOf({ desired: desire(config, now), observed, history: NO_HISTORY }, providers);
  const { groups } = status;
  t.strictSame(
    groups.map(({ state }) => state),
    ["ok", "due", "overdue", "incomplete", "unknown"],
  );
  const exitOf = (...wanted: readonly number[]) =>
    statusExitCode({ groups: groups.filter((_, index) => wanted.includes(index)), upkeep: [] });
  t.strictSame([exitOf(0, 1), exitOf(0, 2), exitOf(0, 3), exitOf(0, 2, 4)], [0, 2, 2, 1]);
  t.strictSame(statusLines({ ...status, upkeep: [] }, { color: plain }), [
    "5 targets: 1 unknown, 1 incomplete, 1 overdue, 1 due, 1 ok. As of 2026-11-22 12:00.",
    "",
    "STATE       VOLUME  TARGET   NEWEST  AGE  DUE   SEE",
    "unknown     e       offsite  -       -    -     [1]",
    "incomplete  d       offsite  03:00   9h   11h   [2]",
    "overdue     c       offsite  11-20   2d   -37h",
    "due         b       offsite  11-21   33h  now",
    "ok          a       offsite  03:00   9h   11h",
    "",
    '[1] e.archives["offsite"]',
    "    The disk is gone.",
    "",
    '[2] d.archives["offsite"]',
    "    The target has 1 invalid point.",
  ]);
  t.end();
});

t.test("status: a point that is dated in the future does not count as the newest", (t) => {
  const config = configOf({ a: { daily: 7 } });
  const future = pointAt("a", "2027-11-22T03:00:00Z");
  const statusWith = (...times: readonly string[]) => {
    const points = { a: [...times.map((time) => pointAt("a", time)), future] };
    const desired = desire(config, Date.parse(NOON));
    return statusOf({ desired, observed: observedFor(config, { points }), history: NO_HISTORY }, providers);
  };
  const ok = statusWith("2026-11-22T03:00:00Z");
  t.match(ok.groups, [{ state: "ok", newest: { time: "2026-11-22T03:00:00Z" }, nextDue: "2026-11-22T23:00:00Z" }]);
  t.match(statusLines(ok, { color: plain }).join("\n"), /These points are dated\s+in the future[\s\S]*rdump free/);
  t.match(statusWith("2026-11-20T03:00:00Z").groups, [{ state: "overdue", age: 205200 }]);
  t.end();
});

t.test("status: a command in a cause has a line of its own", (t) => {
  const config = configOf({ a: { daily: 7 } });
  const gap = { ...problem("fs-mirror-absent"), detail: "The directory is missing. To create it:\nmkdir /mnt\u001b" };
  const desired = desire(config, Date.parse(NOON));
  const observed = observedFor(config, { points: {}, gaps: { a: gap } });
  const lines = statusLines(statusOf({ desired, observed, history: NO_HISTORY }, providers), { color: plain });
  t.strictSame(lines.slice(-3), [
    `[1] ${archivesAddress("a")}`,
    "    The directory is missing. To create it:",
    "    mkdir /mnt\\x1b",
  ]);
  t.end();
});

/** What the record keeps of an archive of volume `a`. */
function recorded(day: string, bytes: number, repositoryBytes: number, more: Partial<RecordedPoint> = {}) {
  const who = { owner: "box", volume: "a", machine: null, run: `r${day}`, subject: "R" };
  const point = { address: archivesAddress("a"), id: day, name: `a-${day}`, time: `${day}T03:00:00Z`, ...who };
  return { ...point, bytes, repositoryBytes, ...more };
}

t.test("status: sizes and their growth in a week come from the record of points", (t) => {
  const points = [
    recorded("2026-11-01", 1_000_000, 5_000_000),
    recorded("2026-11-15", 2_000_000, 9_000_000),
    recorded("2026-11-16", 4_000_000, 9_500_000),
    recorded("2026-11-21", 2_500_000, 9_700_000, { missing: { count: 1, first: ["x"] } }),
    recorded("2026-11-22", 5_000_000, 9_000_000 + 1536),
  ];
  const config = configOf({ a: { daily: 7 } });
  const observed = observedFor(config, { points: { a: [pointAt("a", "2026-11-22T03:00:00Z")] } });
  const statusWith = (some: readonly RecordedPoint[]) => {
    const record = { ...NO_RECORD, points: new Map(some.map((point) => [keyOf(point), point])) };
    return statusOf({ desired: desire(config, Date.parse(NOON)), observed, history: NO_HISTORY, record }, providers);
  };
  const { groups, repositories } = statusWith(points);
  t.strictSame(groups[0]?.size, {
    bytes: 5_000_000,
    time: "2026-11-22T03:00:00Z",
    growth: { bytes: 3_000_000, since: "2026-11-15T03:00:00Z" },
  });
  t.strictSame(repositories?.[0]?.size.growth, { bytes: 1536, since: "2026-11-15T03:00:00Z" });
  t.equal(statusWith(points.slice(3)).groups[0]?.size?.growth, null, "an incomplete point has no size to compare with");
  t.strictSame(
    statusWith(points.slice(2)).groups[0]?.size?.growth,
    { bytes: 1_000_000, since: "2026-11-16T03:00:00Z" },
    "without an older one, the oldest",
  );
  t.equal(statusWith([]).groups[0]?.size, undefined);
  const lines = statusLines({ ...statusWith(points), upkeep: [] }, { color: plain });
  t.match(lines.slice(2), [
    /^STATE {2}VOLUME {2}TARGET {3}NEWEST {2}AGE {2}DUE {2}SIZE {2}GROWTH$/,
    /^ok {5}a {7}offsite {2}03:00 {3}9h {3}11h {2}4.8M {2}\+2.9M$/,
    "",
    /^STATE {2}REPOSITORY {2}SIZE {2}GROWTH$/,
    /^ok {5}offsite {5}8.6M {2}\+1.5K$/,
  ]);
  t.end();
});

const target: GroupStatus = {
  address: "",
  volume: "",
  state: "ok",
  observed: NOON,
  newest: { id: "i", name: "n", time: "2025-11-22T03:00:00Z" },
  age: 31_536_000,
  points: 1,
  incomplete: 0,
  invalid: 0,
  foreign: 0,
  slot: "2026-11-22",
  due: true,
  overdue: true,
  nextDue: "2025-11-23T00:00:00Z",
  proof: { last: null, due: true, overdue: false },
  size: { bytes: 2_000_000_000_000, time: NOON, growth: { bytes: -5_000_000_000, since: NOON } },
  obstacle: null,
};

const empty: Status = {
  formatVersion: 1,
  owner: "box",
  asOf: NOON,
  running: null,
  lastRun: null,
  groups: [],
  upkeep: [],
  forgotten: [],
  drift: [],
  shrunken: [],
};

t.test("status: no line of the tables is longer than 80 characters, and a wide terminal shows whole names", (t) => {
  const path = "/mnt/backup/of/a/disk/with/a/long/path";
  const volume = "tank/home/somebody/with/a/long/name";
  const group: GroupStatus = {
    ...target,
    state: "incomplete",
    volume,
    address: `${volume}.mirrors[${JSON.stringify(path)}]`,
    obstacle: `A long sentence ${"with words ".repeat(20)}that ends.\n${"rdump a-long-command ".repeat(6)}`,
  };
  const nested = `${volume}.mirrors["tank/m"].archives["offsite"]`;
  const status = { ...empty, groups: [group, { ...group, address: nested }] };
  const lines = statusLines(status, { color: plain });
  const long = lines.filter((line) => line.length > 80 && !line.includes(`${volume}.mirrors`));
  t.strictSame(long, [`    ${"rdump a-long-command ".repeat(6)}`], "only addresses and a command, which stay whole");
  t.match(lines[3], /^incomplete {2}…\S*name {2}\S.* 2025-11 {2}365d {2}-364d {2}never {2}1.8T {2}-4.7G {3}\[1\]$/);
  t.equal(lines.filter((line) => line.startsWith("[")).length, 1, "the cause of two targets is shown once");
  const wide = statusLines(status, { color: plain, width: 200 });
  t.match(wide[3], new RegExp(`${volume} {2}${path} `));
  t.match(wide[4], /^incomplete {3,}offsite of mirror tank\/m /, "the name of the volume is shown once");
  t.end();
});

t.test("status: what follows the tables is no longer than 80 characters, except for addresses and commands", (t) => {
  const address = `home.mirrors[${JSON.stringify("/mnt/backup/of/a/disk/with/a/long/path/of/more/than/eighty/characters")}]`;
  const points = ["a", "b", "c"].map((name) => ({ id: name, name: `home-20261122T0300${name}`, time: NOON, run: "R" }));
  const loss = { volume: "", by: address, run: "R", time: NOON, had: 100, gone: 99, has: 1 };
  const lines = statusLines(
    {
      ...empty,
      groups: [{ ...target, state: "shrunken" }],
      shrunken: [loss],
      drift: [{ kind: "gone", address, points }],
      forgotten: [{ address, points: 3, newest: NOON, recorded: true }],
    },
    { color: plain },
  );
  const long = lines.filter((line) => line.length > 80 && /rdump|^(?!.*home\.)/.test(line));
  t.strictSame(long, [`    rdump accept '${address}'`]);
  t.match(lines.join("\n"), /drift {2}home[^\n]*\n {4}3 points are missing[\s\S]*To accept it:\n {4}rdump accept/);
  t.end();
});

t.test("status: expired points for replicas above the limit follow the tables, with the space that they take", (t) => {
  const config = configOf({ a: { daily: 7 } });
  const desired = desire(config, Date.parse(NOON));
  const status = statusOf({ desired, observed: observedFor(config, { points: {} }), history: NO_HISTORY }, providers);
  const points = [1, 2, 3, 4].map((day) => `a.snapshots["tank/a"]@rdump-2026110${day}T030000Z`);
  const lines = statusLines(
    { ...status, heldSpace: [{ place: "tank", bytes: 3 * 2 ** 30, points }] },
    { color: plain },
  );
  t.strictSame(lines.slice(lines.indexOf("held  tank")), [
    "held  tank",
    "    4 expired points kept for replicas, at least 3.0 GiB:",
    '    a.snapshots["tank/a"]@rdump-20261101T030000Z,',
    '    a.snapshots["tank/a"]@rdump-20261102T030000Z,',
    '    a.snapshots["tank/a"]@rdump-20261103T030000Z, and others. Details:',
    "    rdump plan",
  ]);
  t.end();
});

t.test("status: volumes with the worst target come first, and colour comes only from the caller", (t) => {
  const group = (volume: string, key: string, state: GroupStatus["state"]): GroupStatus => ({
    ...target,
    volume,
    address: `${volume}.archives["${key}"]`,
    state,
  });
  const groups = [group("a", "x", "ok"), group("b", "y", "ok"), group("b", "z", "failed"), group("c", "x", "due")];
  const lines = statusLines({ ...empty, groups }, { color: plain });
  const shown = lines.slice(3).map((line) => line.split(/ +/).slice(0, 3).join(" "));
  t.strictSame(shown, ["failed b z", "ok y 2025-11", "due c x", "ok a x"]);
  const colored = statusLines({ ...empty, groups }, { color: new Chalk({ level: 1 }) });
  t.notOk(lines.join("\n").includes("\u001b"));
  t.ok(colored[3]?.startsWith("\u001b[31mfailed\u001b[39m"));
  t.strictSame(statusLines(empty, { color: plain }), ["No target is declared."]);
  t.end();
});
