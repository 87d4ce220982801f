import { visible } from "../diagnostics/visible.ts";
import { isReadable } from "../journal/read-journal.ts";
import { type RunRecord, recordOf } from "../journal/run-record.ts";
import type { HostReport, ReportedPoint, ReportedRun } from "../model/host-report.ts";
import type { PointRecord } from "../model/record.ts";
import { deadRunRef } from "../model/run.ts";
import type { Session } from "./session.ts";
import type { StateDirectory } from "./state-directory.ts";
import { statusAndRecord } from "./status-now.ts";

/** More than a year of nightly runs. */
const RUNS = 400;
/** How many journals are read whole; of older runs only the end is read. */
const WHOLE = 20;
const PROBLEMS = 10;

/** The state of this host, its recorded points and its runs. It waits for no lock, as `statusNow`. */
export async function reportNow(session: Session): Promise<HostReport> {
  const { status, record } = await statusAndRecord(session);
  const { host, config } = session;
  const state = host.state(config.stateDir);
  const declared = new Set(status.groups.map(({ address }) => address));
  return {
    formatVersion: 1,
    timezone: config.timezone,
    status,
    points: pointsIn(record, declared),
    runs: await runsIn(state, status.running?.run ?? null),
  };
}

function pointsIn({ points }: Pick<PointRecord, "points">, declared: ReadonlySet<string>): readonly ReportedPoint[] {
  const byAddress = new Map<string, ReportedPoint[]>();
  for (const { address, time, files, bytes, missing } of points.values()) {
    if (!declared.has(address)) continue;
    const point: Writable<ReportedPoint> = { address, time };
    if (files !== undefined) point.files = files;
    if (bytes !== undefined) point.bytes = bytes;
    if (missing !== undefined) point.missing = missing.count;
    const known = byAddress.get(address);
    if (known === undefined) byAddress.set(address, [point]);
    else known.push(point);
  }
  // The points of a group are mostly in order already, which a sort of all points would not see.
  return [...byAddress.keys()].sort().flatMap((address) => (byAddress.get(address) ?? []).sort(byTime));
}

type Writable<T> = { -readonly [key in keyof T]: T[key] };

function byTime(a: ReportedPoint, b: ReportedPoint): number {
  return a.time < b.time ? -1 : a.time > b.time ? 1 : 0;
}

async function runsIn(state: StateDirectory, running: string | null): Promise<readonly ReportedRun[]> {
  const newest = (await state.runs()).slice(-RUNS).reverse();
  const found: ReportedRun[] = [];
  for (const [index, run] of newest.entries()) {
    if (run === running) continue;
    found.push(index < WHOLE ? await wholeRun(state, run) : await endedRun(state, run));
  }
  return found;
}

async function wholeRun(state: StateDirectory, run: string): Promise<ReportedRun> {
  const lines = await state.readJournal(run);
  if (lines === null || !isReadable(lines)) return { run, status: "unreadable", began: beganAt(run), ended: null };
  const record = recordOf(run, lines, []);
  const { status, began, ended } = record;
  return { run, status, began, ended, problems: problemsIn(record) };
}

async function endedRun(state: StateDirectory, run: string): Promise<ReportedRun> {
  const end = await state.endOf(run);
  const ended = end === null || end.status === "recovered" ? null : end.at;
  return { run, status: end?.status ?? "unfinished", began: beganAt(run), ended };
}

/** The time in the id of a run; empty when it has none. */
function beganAt(run: string): string {
  return deadRunRef(run, null).time;
}

function problemsIn({ actions, scopes }: RunRecord): readonly string[] {
  const failed = actions.flatMap(({ address, status, diagnostics }) =>
    status === "done"
      ? []
      : diagnostics.map(({ summary, code }) => `${address ?? ""}: ${status}: ${summary} [${code}]`),
  );
  const open = scopes.flatMap(({ scope, problem }) => (problem === null ? [] : [`${scope}: ${problem.summary}`]));
  return [...new Set([...failed, ...open])]
    .slice(0, PROBLEMS)
    .map((line) => visible(line.replaceAll(/\s*\n\s*/g, " ")));
}
