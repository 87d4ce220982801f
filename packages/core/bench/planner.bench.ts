import { desire } from "../src/desired/desire.ts";
import { NO_HISTORY } from "../src/model/history.ts";
import { isoOf, stampOf } from "../src/model/instant.ts";
import type { KeepRules } from "../src/model/keep.ts";
import type { Plan } from "../src/model/plan.ts";
import { planText } from "../src/plan/plan-file.ts";
import { plan } from "../src/plan/planner.ts";
import { configOf, observedFor, pointAt, providers, type Seen } from "../test/plan/world.ts";

const NOW = Date.parse("2026-11-22T20:00:00Z");
const MINUTE = 60_000;
const KEEP: Partial<KeepRules> = { daily: 7, weekly: 4, monthly: 12 };
/** Keeps some 50,000 of them: neither all nor next to nothing. */
const KEEP_MANY: Partial<KeepRules> = { hourly: 50_000, daily: 365, monthly: 120 };

/** Milliseconds of CPU, and what the work gave. */
function cpu<T>(work: () => T): { readonly milliseconds: number; readonly result: T } {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { milliseconds: (user + system) / 1000, result };
}

/** Points one `step` apart, the newest an hour old, as a listing gives them: in no order that a clock gave. */
function points(volume: string, count: number, step: number) {
  return Array.from({ length: count }, (_, index) => {
    const age = (index * 7919) % count;
    return pointAt(volume, isoOf(NOW - 60 * MINUTE - age * step));
  });
}

function world(volumes: number, most: number) {
  const names = ["vast", ...Array.from({ length: volumes - 1 }, (_, index) => `volume-${index}`)];
  const config = configOf(Object.fromEntries(names.map((name) => [name, name === "vast" ? KEEP_MANY : KEEP])));
  const lists = names.map((name) => {
    const list = name === "vast" ? points(name, most, 59 * MINUTE) : points(name, 30, 24 * 60 * MINUTE);
    return [name, list] as const;
  });
  const seen: Seen = { points: Object.fromEntries(lists) };
  return { config, observed: observedFor(config, seen) };
}

function planOf({ config, observed }: ReturnType<typeof world>, now: number): Plan {
  const desired = desire(config, now, null);
  const file = { file: "/etc/rdump/rdump.json5", digest: "d".repeat(64) };
  return plan({
    desired,
    observed,
    history: NO_HISTORY,
    providers,
    config: file,
    host: "joke.example",
    simulated: false,
  });
}

function row(what: string, target: string, milliseconds: number, plan: Plan): void {
  const { create, destroy } = plan.summary;
  console.log(`| ${what} | ${milliseconds.toFixed(0)} ms | ${target} | ${create} | ${destroy} |`);
}

const big = world(1000, 100_000);
const tomorrow = NOW + 24 * 60 * MINUTE;
const first = cpu(() => planOf(big, tomorrow));
const runs = Array.from({ length: 5 }, () => cpu(() => planOf(big, tomorrow)).milliseconds);
const calm = cpu(() => planOf(big, NOW));
const small = world(1000, 30);
const quick = cpu(() => planOf(small, tomorrow));
const text = cpu(() => planText(first.result));

console.log(`| planner, ${stampOf(NOW)} | CPU | target | creates | destroys |`);
console.log("| --- | --- | --- | --- | --- |");
row(
  "1,000 volumes and a group of 100,000 points, everything due, in a fresh process",
  "1000 ms",
  first.milliseconds,
  first.result,
);
row("the same again, the least of five", "", Math.min(...runs), first.result);
row("the same, nothing due", "", calm.milliseconds, calm.result);
row("1,000 volumes of 30 points, everything due", "", quick.milliseconds, quick.result);
row(`its plan file, ${(text.result.length / 1e6).toFixed(1)} MB`, "", text.milliseconds, first.result);
