import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { desire } from "../src/desired/desire.ts";
import { NO_HISTORY } from "../src/model/history.ts";
import { isoOf } from "../src/model/instant.ts";
import type { KeepRules } from "../src/model/keep.ts";
import type { Plan } from "../src/model/plan.ts";
import type { Point } from "../src/model/point.ts";
import { planText } from "../src/plan/plan-file.ts";
import { plan } from "../src/plan/planner.ts";
import { configOf, observedFor, pointAt, providers } from "../test/plan/world.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const LAST = Date.parse("2026-11-22T20:00:00Z");

interface Scenario {
  readonly what: string;
  readonly target: string;
  readonly now: number;
  /** Points of the one vast group, and what is kept of them; every other volume has 30, one a day. */
  readonly vast: readonly [number, Partial<KeepRules>];
  readonly others: Partial<KeepRules>;
}

const FULL = { daily: 7, weekly: 4, monthly: 12 };

const SCENARIOS: readonly Scenario[] = [
  {
    what: "a usual run: every group is due, one point is created and one point expires in each group",
    target: "1000 ms",
    now: LAST + DAY,
    vast: [100_000, { last: 100_000 }],
    others: { last: 30 },
  },
  {
    what: "after a change of the rules: everything due, two thirds expire",
    target: "1000 ms",
    now: LAST + DAY,
    vast: [100_000, { hourly: 50_000, daily: 365, monthly: 120 }],
    others: FULL,
  },
  { what: "nothing to do", target: "", now: LAST, vast: [100_000, { last: 100_000 }], others: { last: 30 } },
  { what: "without the vast group: 1,000 groups of 30", target: "", now: LAST + DAY, vast: [30, FULL], others: FULL },
];

/** Milliseconds of CPU of the whole process, its collector of garbage included, and what the work gave. */
function cpu<T>(work: () => T): { readonly milliseconds: number; readonly result: T } {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { milliseconds: (user + system) / 1000, result };
}

/** Points one `step` apart, the newest an hour old, in no order that a clock gave; made of JSON, as what a tool lists is. */
function points(volume: string, count: number, step: number): readonly Point[] {
  const made = Array.from({ length: count }, (_, index) =>
    pointAt(volume, isoOf(LAST - 60 * MINUTE - ((index * 7919) % count) * step)),
  );
  return JSON.parse(JSON.stringify(made));
}

function planner({ vast: [count, keep], others, now }: Scenario): () => Plan {
  const names = ["vast", ...Array.from({ length: 999 }, (_, index) => `volume-${index}`)];
  const config = configOf(Object.fromEntries(names.map((name) => [name, name === "vast" ? keep : others])));
  const lists = names.map((name) => [name, name === "vast" ? points(name, count, 59 * MINUTE) : points(name, 30, DAY)]);
  const observed = observedFor(config, { points: Object.fromEntries(lists) });
  const file = { file: "/etc/rdump/rdump.json5", digest: "d".repeat(64) };
  const rest = { observed, history: NO_HISTORY, providers, config: file, host: "joke.example", simulated: false };
  return () => plan({ desired: desire(config, now, null), ...rest });
}

/** Collects the garbage of the read, which is not part of the measurement. */
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
}

function measure(scenario: Scenario): void {
  const make = planner(scenario);
  collectGarbage();
  const { milliseconds: first, result } = cpu(make);
  const again = Math.min(...Array.from({ length: 5 }, () => cpu(make).milliseconds));
  const { milliseconds: written, result: text } = cpu(() => planText(result));
  const { create, destroy } = result.summary;
  const cells = [scenario.what, `${first.toFixed(0)} ms`, scenario.target, `${again.toFixed(0)} ms`, create, destroy];
  console.log(`| ${cells.join(" | ")} | ${(text.length / 1e6).toFixed(1)} MB in ${written.toFixed(0)} ms |`);
}

const chosen = SCENARIOS.find(({ what }) => what === process.argv[2]);
if (chosen !== undefined) measure(chosen);
else {
  console.log("| 1,000 volumes, one with 100,000 points | CPU | target | again | creates | destroys | its plan file |");
  console.log("| --- | --- | --- | --- | --- | --- | --- |");
  // Each in a separate process, as `rdump plan` is: no measurement profits from the one before.
  for (const { what } of SCENARIOS) {
    spawnSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), what], { stdio: "inherit" });
  }
}
