import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { makeBorgArchives, PYTHON } from "../../../../testing/borg-archives.ts";
import { openZone } from "../../src/desired/calendar.ts";
import { isoOf } from "../../src/model/instant.ts";
import { type KeepRules, NO_RULES } from "../../src/model/keep.ts";
import { type AgedPoint, retain } from "../../src/plan/retention.ts";
import { borgRules, DAY, HOUR, inBorgsWords, MINUTE } from "../plan/groups.ts";

const hasBorg =
  spawnSync("borg", ["--version"]).status === 0 && spawnSync(PYTHON, ["-c", "import borg.archiver"]).status === 0;

/** `count` moments from `start` on, one every `step`. */
function series(start: string, step: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => Date.parse(start) + index * step);
}

const TIMES = [
  ...["2019", "2020", "2021", "2022", "2023"].map((year) => Date.parse(`${year}-07-01T10:00:00Z`)),
  ...Array.from({ length: 12 }, (_, month) => Date.UTC(2024, month, 1, 0, 30)),
  Date.parse("2024-02-29T23:30:00Z"),
  ...series("2025-01-01T03:17:00Z", DAY, 40),
  ...series("2025-03-09T05:00:00Z", 30 * MINUTE, 9), // New York's spring
  ...series("2025-03-29T23:50:00Z", 20 * MINUTE, 10), // Berlin's
  ...series("2025-04-05T14:00:00Z", 20 * MINUTE, 10), // Lord Howe's autumn
  ...series("2025-10-04T14:00:00Z", 20 * MINUTE, 10), // and spring
  ...series("2025-10-25T23:00:00Z", 15 * MINUTE, 17), // Berlin's autumn
  ...series("2025-11-02T04:00:00Z", 30 * MINUTE, 9), // New York's
  ...series("2025-11-05T12:00:00Z", 1000, 4),
  ...series("2025-11-05T12:00:02Z", 1000, 2), // of one second with two of them
  ...series("2025-11-10T00:00:00Z", 7 * HOUR, 21),
];
const POINTS = TIMES.map((time, index): AgedPoint => {
  const name = `a${String((index * 37) % TIMES.length).padStart(3, "0")}`;
  return { id: name, name, time, held: [] };
});

const CASES: readonly (readonly [string, Partial<KeepRules>, string?])[] = [
  // zone, rules, the day at whose noon (UTC) `within` begins
  ["UTC", { daily: 7, weekly: 4, monthly: 12 }],
  ["UTC", { last: 25 }],
  ["Europe/Berlin", { hourly: 30, daily: 3 }],
  ["Europe/Berlin", { hourly: 44, weekly: 6, yearly: 2 }],
  ["Europe/Berlin", { daily: 1000 }],
  ["America/New_York", { hourly: 24, monthly: 3 }],
  ["America/New_York", { last: 10, hourly: 10, daily: 10, weekly: 10, monthly: 10, yearly: 10 }],
  ["Australia/Lord_Howe", { hourly: 70 }],
  ["Australia/Lord_Howe", { hourly: 60, daily: 20, monthly: 2 }],
  ["Asia/Kathmandu", { weekly: 5, yearly: 20 }],
  ["Pacific/Apia", { daily: 2, weekly: 100 }],
  ["UTC", {}, "2025-10-10"],
  ["Europe/Berlin", { daily: 5, monthly: 24 }, "2025-01-20"],
  ["America/New_York", { hourly: 3, yearly: 3 }, "2025-06-01"],
];

t.test(
  "`borg prune --dry-run --list` keeps the same of 150 archives",
  { skip: !hasBorg && "borg is not there" },
  (t) => {
    const home = t.testdir();
    const repository = join(home, "repository");
    const tree = join(home, "tree");
    mkdirSync(tree);
    writeFileSync(join(tree, "file"), "a file\n");
    const env = {
      PATH: process.env.PATH,
      HOME: home,
      LC_ALL: "C.UTF-8",
      BORG_BASE_DIR: join(home, "borg"),
      BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: "yes",
      BORG_SELFTEST: "disabled",
    };
    execFileSync("borg", ["init", "-e", "none", repository], { env, stdio: "pipe" });
    const archives = POINTS.map(({ name, time }) => [name, isoOf(time).slice(0, -1)] as const);
    makeBorgArchives({ repository, tree, archives }, env);

    for (const [zone, rules, since] of CASES) {
      const now = Date.now();
      // Whole hours, as borg takes them; no archive is within two hours of those noons.
      const hours = since === undefined ? null : Math.ceil((now - Date.parse(`${since}T12:00:00Z`)) / HOUR);
      const keep: KeepRules = { ...NO_RULES, ...rules, within: hours === null ? null : hours * HOUR };
      const options = borgRules(keep).flatMap(([rule, count]) => [`--keep-${rule}`, String(count)]);
      if (hours !== null) options.push("--keep-within", `${hours}H`);
      const prune = ["prune", "--dry-run", "--list", ...options, repository];
      const { status, stderr } = spawnSync("borg", prune, { env: { ...env, TZ: zone }, encoding: "utf8" });
      if (status !== 0) t.fail(stderr);
      const retention = retain({ points: POINTS, keep, zone: openZone(zone), now });
      t.same(inBorgsWords(retention), listed(stderr), `${zone} ${JSON.stringify(rules)} ${since ?? ""}`);
    }
    t.end();
  },
);

/** What borg lists as kept, and why. Throws when a line is neither kept nor pruned. */
function listed(text: string): Record<string, readonly [string, number]> {
  const kept: Record<string, readonly [string, number]> = {};
  const lines = text.trimEnd().split("\n");
  if (lines.length !== POINTS.length) throw new Error(`${lines.length} lines: ${lines[0]}`);
  for (const line of lines) {
    const match = /^(?:Would prune:|Keeping archive \(rule: (\S+) #(\d+)\):)\s+(\S+)/.exec(line);
    if (match === null) throw new Error(`borg says: ${line}`);
    const [, rule, number, name] = match;
    if (rule !== undefined && name !== undefined) kept[name] = [rule, Number(number)];
  }
  return kept;
}
