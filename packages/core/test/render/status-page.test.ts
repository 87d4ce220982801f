import { readFileSync } from "node:fs";
import { Chalk } from "chalk";
import t from "tap";
import type { GroupStatus, Status } from "../../src/model/status.ts";
import { statusLines } from "../../src/render/status.ts";

const plain = new Chalk({ level: 0 });

/** A target with a point of one time. `due`: since that time, which is before the present slot. */
function targetOf(address: string, time: string, at: { readonly now: string; readonly nextDue: string }): GroupStatus {
  const age = (Date.parse(at.now) - Date.parse(time)) / 1000;
  const isDue = at.nextDue <= at.now;
  return {
    ...{ address, volume: address.split(".")[0] ?? "", state: isDue ? "due" : "ok", observed: at.now, age },
    ...{ newest: { id: "id", name: "name", time }, points: 7, incomplete: 0, invalid: 0, foreign: 0, slot: "" },
    ...{ due: isDue, overdue: false, nextDue: at.nextDue, obstacle: null },
  };
}

const GIB = 1024 ** 3;

function sizeOf(bytes: number, growth: number | null): NonNullable<GroupStatus["size"]> {
  const time = "2026-11-28T00:00:00Z";
  return { bytes, time, growth: growth === null ? null : { bytes: growth, since: time } };
}

t.test("status: the page of operations shows what is printed", (t) => {
  const page = readFileSync(new URL("../../../../docs/operations.md", import.meta.url), "utf8");
  const isOnPage = (status: Status, what: string) => {
    const lines = statusLines(status, { color: plain, timeZone: "Europe/Berlin" });
    t.ok(
      page.includes(lines.map((line) => (line === "" ? "" : `    ${line}`)).join("\n")),
      `${what}\n${lines.join("\n")}`,
    );
  };
  const nothing = { formatVersion: 1, owner: "joke", forgotten: [], drift: [], shrunken: [] } as const;
  const at = { now: "2026-11-28T11:00:00Z", nextDue: "2026-11-28T23:00:00Z" };
  const night = "2026-11-28T00:00:00Z";
  const run = "20261128T000000Z-de98c28d";
  const proof = { run, time: "2026-11-25T09:00:00Z", verdict: "proven", point: "id" } as const;
  const upkeep = (kind: "check" | "compact", time: string, freed: number | null) => ({
    ...{ address: 'repository["offsite"]', kind, state: "ok" as const, last: { run, time, freed } },
    ...{ age: (Date.parse(at.now) - Date.parse(time)) / 1000, slot: "", due: false, overdue: false },
    ...{ failure: null, obstacle: null },
  });
  const late = targetOf('home.archives["offsite"]', "2026-11-26T00:00:00Z", { ...at, nextDue: "2026-11-26T23:00:00Z" });
  const obstacle = `Failed in run ${run}: Repository is locked [borg-locked]`;
  isOnPage(
    {
      ...nothing,
      ...{ asOf: at.now, running: null, lastRun: { run, status: "partial", began: night, ended: night } },
      groups: [
        { ...late, state: "failed", overdue: true, obstacle, size: sizeOf(48 * GIB, 1.2 * GIB) },
        {
          ...targetOf('home.mirrors["/mnt/usb"]', night, at),
          size: sizeOf(49 * GIB, null),
          proof: { last: proof, due: false, overdue: false },
        },
        { ...targetOf('etc.archives["offsite"]', night, at), size: sizeOf(12 * 1024 ** 2, 0) },
      ],
      upkeep: [
        upkeep("check", "2026-11-16T00:00:00Z", null),
        upkeep("compact", "2026-11-23T00:00:00Z", 640 * 1024 ** 2),
      ],
      repositories: [{ address: 'repository["offsite"]', size: sizeOf(61 * GIB, 2.1 * GIB) }],
    },
    "after a run",
  );
  const now = { now: "2026-11-28T01:12:05Z", nextDue: "2026-11-27T23:00:00Z" };
  const observed = "2026-11-28T01:00:00Z";
  const before = "2026-11-27T01:00:00Z";
  const targets = ['docs.archives["offsite"]', 'docs.mirrors["/mnt/usb"]'].map((address) => ({
    ...targetOf(address, before, now),
    observed,
  }));
  isOnPage(
    {
      ...nothing,
      asOf: now.now,
      running: {
        ...{ run: "20261128T010000Z-de98c28d", since: observed, step: 3, steps: 7 },
        action: 'create docs.archives["offsite"]',
      },
      lastRun: { run: "20261127T010000Z-7c1e9a04", status: "ok", began: before, ended: before },
      groups: targets.map((each, index) => (index === 0 ? { ...each, state: "running" } : each)),
      upkeep: [],
    },
    "during a run",
  );
  t.end();
});
