import {
  type Diagnostic,
  Failure,
  failure,
  isReadable,
  type LockState,
  type RunRecord,
  readJournal,
  readLock,
  recordOf,
  runDetailLines,
  runListLines,
  runsIn,
  summaryOf,
} from "@rdump/core";
import { loadConfig } from "../config.ts";
import type { Context, ExitCode } from "../context.ts";

export interface RunsOptions {
  readonly config?: string;
  readonly json?: boolean;
}

/** All runs whose journals are still there, the newest first. */
export async function runRuns(options: RunsOptions, context: Context): Promise<ExitCode> {
  const { stateDir } = (await loadConfig(options, context)).config;
  const found: (RunRecord | Diagnostic)[] = [];
  for (const run of [...(await runsIn(stateDir))].reverse()) {
    const record = await recordIn(stateDir, run);
    if (record !== null) found.push(record);
  }
  const { terminal } = context;
  if (options.json === true) {
    const runs = found.map((each) => ("run" in each ? summaryOf(each) : { unreadable: each }));
    await terminal.raw(`${JSON.stringify({ formatVersion: 1, runs }, null, 2)}\n`);
  } else for (const line of runListLines(found, terminal.color)) terminal.out(line);
  return found.some((each) => !("run" in each)) ? 1 : 0;
}

/** What one run did; `named`: its id, or a beginning that no other has. */
export async function runShowRun(named: string, options: RunsOptions, context: Context): Promise<ExitCode> {
  const { stateDir } = (await loadConfig(options, context)).config;
  const run = runNamed(named, await runsIn(stateDir));
  const record = await recordIn(stateDir, run);
  if (record === null) throw noSuchRun(named);
  if (!("run" in record)) throw new Failure(record);
  const { terminal } = context;
  if (options.json === true) {
    await terminal.raw(`${JSON.stringify({ formatVersion: 1, ...record }, null, 2)}\n`);
  } else for (const line of runDetailLines(record, terminal.color)) terminal.out(line);
  return 0;
}

/** What the journal of a run tells, or why it cannot be read; null when there is none. */
async function recordIn(stateDir: string, run: string): Promise<RunRecord | Diagnostic | null> {
  const before = await holdersOf(stateDir);
  const lines = await readJournal(stateDir, run);
  if (lines === null || !isReadable(lines)) return lines;
  // Who begins meanwhile, or ends, is seen by the one look at the lock or by the other.
  return recordOf(run, lines, [...before, ...(await holdersOf(stateDir))]);
}

function runNamed(named: string, all: readonly string[]): string {
  const found = all.includes(named) ? [named] : all.filter((run) => run.startsWith(named));
  const [run] = found;
  if (run === undefined) throw noSuchRun(named);
  if (found.length === 1) return run;
  const detail = `${found.length} runs begin with ${JSON.stringify(named)}. Give more of it: rdump runs lists them.`;
  throw failure("usage-runs", "More than one run begins so", detail);
}

function noSuchRun(named: string): Failure {
  const detail = `There is no journal of a run ${JSON.stringify(named)}. rdump runs lists them.`;
  return failure("usage-run", "No such run", detail);
}

/** Who holds the state directory, and is not known to be dead. */
async function holdersOf(stateDir: string): Promise<readonly LockState["holder"][]> {
  const lock = await readLock(stateDir);
  return lock === null || lock.state === "dead" ? [] : [lock.holder];
}
