import { appendFileSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Chalk } from "chalk";
import type { ReadIo } from "../src/io/capability.ts";
import { thisProcess } from "../src/io/process-identity.ts";
import { JOURNAL_VERSION } from "../src/journal/entry.ts";
import { isoOf } from "../src/model/instant.ts";
import type { RecordLine } from "../src/model/record.ts";
import { runAt } from "../src/model/run.ts";
import { compose } from "../src/provider/providers.ts";
import { reportNow } from "../src/reconcile/report-now.ts";
import type { Session } from "../src/reconcile/session.ts";
import { openState } from "../src/reconcile/state.ts";
import { statusNow } from "../src/reconcile/status-now.ts";
import { statusLines } from "../src/render/status.ts";
import { HEAD } from "../test/journal/head.ts";
import { archivesAddress, configOf, observedFor, paperProvider, pointAt } from "../test/plan/world.ts";

const DAY = 86_400_000;
const NOW = Date.parse("2026-11-22T12:00:00Z");
const [VOLUMES, POINTS, RUNS] = [1000, 100, 400];
/** So many actions have an entry in each journal; a night of all volumes has three for each. */
const ACTIONS = 3000;
/** So many journals are read whole by a report. */
const WHOLE = 20;

const names = Array.from({ length: VOLUMES }, (_, index) => `volume${index}`);
const root = mkdtempSync(join(tmpdir(), "rdump-bench-"));
const who = { hostname: thisProcess.own().host, identity: thisProcess, clock: () => NOW };
const state = openState(root, who);
const runOf = (day: number) => runAt(`${isoOf(NOW - day * DAY).replaceAll(/[-:]/g, "")}-0000000a`, NOW - day * DAY);
const config = configOf(Object.fromEntries(names.map((name) => [name, { last: POINTS }])), { stateDir: root });
const points = Object.fromEntries(
  names.map((name) => [
    name,
    Array.from({ length: POINTS }, (_, day) => pointAt(name, runOf(day).time, { run: runOf(day).id })),
  ]),
);

async function fill(): Promise<void> {
  const runs = Array.from({ length: RUNS }, (_, day) => runOf(day)).reverse();
  await state.appendRecord(runs.map(({ id: run, time }): RecordLine => ({ type: "run", run, time })));
  for (const name of names) await state.appendRecord(points[name]?.map((point) => madeOf(name, point)) ?? []);
  for (const [index, { id, time }] of runs.entries()) {
    const journal = await state.beginJournal(id);
    await journal.append({ ...HEAD, run: id, time, actions: ACTIONS });
    await journal.close();
    // The journal syncs each entry, which is not what is measured.
    const entries = index < RUNS - WHOLE ? 1 : ACTIONS;
    const outcome = { type: "outcome", status: "done", made: null, moved: {}, milliseconds: 1, diagnostics: [] };
    const lines = Array.from({ length: entries }, (_, action) => ({ ...outcome, action: `create ${action}` }));
    const texts = [...lines, { type: "end", status: "ok" }].map((line) =>
      JSON.stringify({ v: JOURNAL_VERSION, at: time, ...line }),
    );
    appendFileSync(join(root, "runs", `${id}.jsonl`), `${texts.join("\n")}\n`);
  }
}

function madeOf(volume: string, { id, name, time, run }: ReturnType<typeof pointAt>): RecordLine {
  const where = { address: archivesAddress(volume), subject: "repository", volume, owner: config.id, machine: null };
  return { type: "made", ...where, id, name, run: run ?? "", time: isoOf(time), files: 1000, bytes: time };
}

const seen = observedFor(config, { points });
const listing = {
  ...paperProvider,
  discover: async () => ({ sources: [...seen.sources.values()], groups: [...seen.groups.values()], forgotten: [] }),
};
const never = new AbortController().signal;
const session: Session = {
  host: {
    ...who,
    machineId: null,
    nonce: () => "00000000",
    reader: () => ({ readFile: async () => null }) as unknown as ReadIo,
    worker: () => {
      throw new Error("status changes nothing");
    },
    state: () => state,
    warnings: () => [],
  },
  config,
  file: "rdump.json5",
  digest: "d",
  providers: compose([listing]),
  only: null,
  stop: { signal: never, hurry: never },
  listener: { event: () => {}, warn: () => {} },
};

async function timed(what: string, work: () => Promise<string>): Promise<void> {
  const times: number[] = [];
  let size = "";
  for (let round = 0; round < 3; round++) {
    const before = process.cpuUsage();
    size = await work();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  console.log(`| ${what} | ${Math.min(...times).toFixed(0)} ms | 2000 ms | ${size} |`);
}

try {
  await fill();
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  console.log(`${VOLUMES} volumes, ${VOLUMES * POINTS} points, ${RUNS} runs; CPU time without the listing\n`);
  console.log("| | best of 3 | target | size |\n| --- | --- | --- | --- |");
  await timed("read the record", async () => {
    await state.readRecord();
    return megabytes(statSync(join(root, "points.jsonl")).size);
  });
  await timed("`rdump status`", async () => {
    const lines = statusLines(await statusNow(session), { color: new Chalk({ level: 0 }) });
    return `${lines.length} lines`;
  });
  await timed("`rdump report --json`", async () => megabytes(JSON.stringify(await reportNow(session)).length));
} finally {
  rmSync(root, { recursive: true });
}
