import { spawnSync } from "node:child_process";
import { load } from "@rdump/core";
import t from "tap";
import { calendarOf } from "../../src/index.ts";

function calendarIn(timezone: string, every: string): string {
  const machine = { hostname: "h", machineId: "m", timezone: "UTC", isRoot: true, env: {} };
  const docs = { source: { type: "plain", path: "/a" }, mirrors: [{ path: "/b", every }] };
  const text = JSON.stringify({ version: 1, id: "h", machine: "m", timezone, volumes: { docs } });
  const { config } = load(text, "rdump.json5", machine);
  if (config === null) throw new Error("the config is valid");
  return calendarOf(config);
}

t.test("no time zone skips or repeats the time of the nightly run", (t) => {
  const [, at = ""] = / (\d\d:\d\d):00 /.exec(calendarIn("Europe/Berlin", "daily")) ?? [];
  const HALF = 1_800_000;
  const [first, last] = [Date.UTC(2026, 0, 1), Date.UTC(2028, 0, 1)];
  for (const timeZone of ["UTC", ...Intl.supportedValuesOf("timeZone")]) {
    const format = new Intl.DateTimeFormat("en-GB", { timeZone, timeStyle: "short", dateStyle: "short" });
    const offset = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
    const offsetAt = (time: number) => offset.format(time).replace(/^.*GMT/, "");
    for (let time = first; time < last; time += 86_400_000) {
      if (offsetAt(time) === offsetAt(time + 86_400_000)) continue;
      const shown = Array.from({ length: 4 * 96 }, (_, step) => format.format(time - 86_400_000 + (step * HALF) / 2));
      const runs = shown.filter((each) => each.endsWith(at));
      if (new Set(runs).size !== runs.length || runs.length !== 4) t.fail(`${timeZone} ${runs.join(", ")}`);
    }
  }
  t.end();
});

const canAsk = spawnSync("systemd-analyze", ["--version"]).status === 0;

t.test("systemd starts a run on the days of a change of the clock", { skip: canAsk ? false : "no systemd" }, (t) => {
  const next = (calendar: string, base: string, iterations: number) =>
    spawnSync("systemd-analyze", ["calendar", `--iterations=${iterations}`, `--base-time=${base}`, calendar], {
      encoding: "utf8",
      env: { ...process.env, TZ: "UTC" },
    }).stdout.match(/20\d\d-\d\d-\d\d \d\d:\d\d/g) ?? [];
  for (const zone of ["Europe/Berlin", "Europe/Athens", "America/New_York"]) {
    const days = next(calendarIn(zone, "daily"), "2026-03-01 12:00:00 UTC", 31).map((each) => each.slice(0, 10));
    t.equal(new Set(days).size, 31, zone);
    t.equal(days.filter((day) => day.startsWith("2026-03")).length, 30, zone);
  }
  const hour = next(calendarIn("Europe/Berlin", "15m"), "2026-10-25 00:50:00 UTC", 4);
  t.strictSame(hour, ["2026-10-25 01:00", "2026-10-25 01:15", "2026-10-25 01:30", "2026-10-25 01:45"]);
  t.end();
});
