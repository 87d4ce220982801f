import { type GroupStatus, isoOf, lastKnownStatus, load, type Session, type Status } from "@rdump/core";
import fc from "fast-check";
import t from "tap";
import { newsOf } from "../src/news.ts";
import { type Problem, problemsOf } from "../src/problems.ts";

const DAY = 86_400_000;
const FIRST = Date.parse("2026-01-01T02:00:00Z");
const NAMES = ["a", "b", "c"] as const;
const ALL = ["failure", "overdue", "recovery"] as const;

/** What happens in a night: the machine is off, the run fails before it plans, or it makes points of some volumes. */
type Night = "off" | "broken" | readonly (typeof NAMES)[number][];

const night: fc.Arbitrary<Night> = fc.oneof(
  { weight: 1, arbitrary: fc.constant("off" as const) },
  { weight: 1, arbitrary: fc.constant("broken" as const) },
  { weight: 4, arbitrary: fc.constant(NAMES) },
  { weight: 2, arbitrary: fc.subarray([...NAMES]) },
);

const volume = (name: string) => ({
  source: { type: "plain", path: `/${name}` },
  mirrors: [{ path: `/m/${name}`, every: "daily" }],
});
const declared = {
  version: 1,
  id: "h",
  machine: "m",
  timezone: "UTC",
  volumes: Object.fromEntries(NAMES.map((name) => [name, volume(name)])),
};
const machine = { hostname: "h", machineId: "m", timezone: "UTC", isRoot: true, env: {} };
const { config } = load(JSON.stringify(declared), "rdump.json5", machine);
if (config === null) throw new Error("the config is valid");

/** A host without journals, at a time, with the last observation of its runs. */
function sessionAt(now: number, status: Status | null): Session {
  const last = status === null ? null : { formatVersion: 1, digest: "d", status };
  const state = { readLastStatus: async () => last, readLock: async () => null, runs: async () => [] };
  const host = { hostname: "h", clock: () => now, state: () => state };
  return { host, config, digest: "d", only: null } as unknown as Session;
}

/** The observation of a run: the points that it made are the newest. */
function observed(before: Status, now: number, made: readonly string[]): Status {
  const groups = before.groups.map((group): GroupStatus => {
    if (!made.includes(group.volume)) {
      const isKnown = group.newest !== null;
      return { ...group, observed: isoOf(now), due: true, overdue: !isKnown, state: isKnown ? group.state : "overdue" };
    }
    const newest = { id: "i", name: "n", time: isoOf(now) };
    return { ...group, newest, observed: isoOf(now), state: "ok", due: false, overdue: false, obstacle: null };
  });
  return { ...before, groups };
}

async function isRightOver(nights: readonly Night[]): Promise<boolean> {
  let status = observed(await lastKnownStatus(sessionAt(FIRST, null)), FIRST, NAMES);
  const newest = new Map<string, number>(NAMES.map((name) => [name, 0]));
  const open = new Set<string>();
  let before: readonly Problem[] = [];
  for (const [index, each] of nights.entries()) {
    if (each === "off") continue;
    const day = index + 1;
    const now = FIRST + day * DAY;
    // A run sees what time did to the targets, before it makes points.
    const known = await lastKnownStatus(sessionAt(now, status));
    if (each !== "broken") status = observed(known, now, each);
    for (const name of each === "broken" ? [] : each) newest.set(name, day);
    const present = await lastKnownStatus(sessionAt(now, status));
    const failure = each === "broken" ? "The record cannot be read" : null;
    const problems = problemsOf(present, { run: null, failure, faults: [] });
    const facts = { host: "h", owner: "h", time: isoOf(now), run: null };
    const message = newsOf(before, problems, ALL, facts);
    for (const text of message?.problems ?? []) {
      if (open.has(text)) return false;
      open.add(text);
    }
    for (const text of message?.recovered ?? []) if (!open.delete(text)) return false;
    const late = NAMES.filter((name) => day - (newest.get(name) ?? 0) > 1).map((name) => `${name}.mirrors`);
    const shown = [...open].filter((text) => text.includes(": overdue"));
    if (shown.length !== late.length || !late.every((name) => shown.some((text) => text.startsWith(name))))
      return false;
    before = problems;
  }
  return true;
}

t.test("over a year with faults, each overdue target is notified once, also when no run can plan", async () => {
  await fc.assert(fc.asyncProperty(fc.array(night, { minLength: 100, maxLength: 365 }), isRightOver), { numRuns: 6 });
});
