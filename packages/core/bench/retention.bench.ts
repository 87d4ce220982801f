import { openZone, type Zone } from "../src/desired/calendar.ts";
import { slotKey } from "../src/desired/schedule.ts";
import type { KeepRules } from "../src/model/keep.ts";
import { type AgedPoint, retain } from "../src/plan/retention.ts";

const HOUR = 3_600_000;
const NOW = Date.parse("2026-11-22T20:00:00Z");
const FULL: KeepRules = {
  last: 10,
  hourly: 48,
  daily: 30,
  weekly: 12,
  monthly: 24,
  yearly: 10,
  within: 2 * 24 * HOUR,
};
/** No rule is ever reached, so that each looks at every point. */
const ENDLESS: KeepRules = {
  last: 1e9,
  hourly: 1e9,
  daily: 1e9,
  weekly: 1e9,
  monthly: 1e9,
  yearly: 1e9,
  within: 1000 * 24 * HOUR,
};

/** One point every 59 minutes up to now, in an order that no clock gave. */
function group(count: number): AgedPoint[] {
  return Array.from({ length: count }, (_, index) => {
    const age = (index * 7919) % count;
    const name = `n${age}`;
    return { id: name, name, time: NOW - age * 59 * 60_000, held: [] };
  });
}

/** CPU milliseconds, the least of five. */
function cpu(work: () => void): number {
  const runs = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...runs);
}

function row(what: string, target: string, work: () => void): void {
  console.log(`| ${what} | ${cpu(work).toFixed(1)} ms | ${target} |`);
}

const zone = openZone("Europe/Berlin");
const points = group(100_000);
const small = Array.from({ length: 1000 }, () => group(60));
const keepIn = (keep: KeepRules, zone: Zone) => () => retain({ points, keep, zone, now: NOW });

console.log("| retention and slots | CPU | target |");
console.log("| --- | --- | --- |");
row("100,000 points, full rules, zone never opened before", "", () => keepIn(FULL, openZone("Europe/Berlin"))());
row("100,000 points, full rules", "250 ms", keepIn(FULL, zone));
row("100,000 points, rules that never end", "", keepIn(ENDLESS, zone));
row("1,000 groups of 60 points, full rules", "", () => {
  for (const points of small) retain({ points, keep: FULL, zone, now: NOW });
});
row("100,000 keys of daily slots", "", () => {
  for (const { time } of points) slotKey({ kind: "calendar", unit: "daily" }, zone, time);
});
