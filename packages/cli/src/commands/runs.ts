import {
  type Diagnostic,
  Failure,
  isReadable,
  type LockState,
  type RunRecord,
  recordOf,
  runDetailLines,
  runListLines,
  type StateDirectory,
  summaryOf,
} from "@rdump/core";
import { CLI } from "../codes.ts";
import { loadConfig } from "../config.ts";
import type { Context, ExitCode } from "../context.ts";

export interface RunsOptions {
  readonly config?: string;
  readonly json?: boolean;
}

/** All runs that have a journal, the newest first. */
export async function runRuns(options: RunsOptions, context: Context): Promise<ExitCode> {
  const state = await stateOf(options, context);
  const found: (RunRecord | Diagnostic)[] = [];
  for (const run of [...(await state.runs())].reverse()) {
    const record = await recordIn(state, run);
    if (record !== null) found.push(record);
  }
  const { terminal } = context;
  if (options.json === true) {
    const runs = found.map((each) => ("run" in each ? summaryOf(each) : { unreadable: each }));
    await terminal.raw(`${JSON.stringify({ formatVersion: 1, runs }, null, 2)}\n`);
  } else for (const line of runListLines(found, terminal.color)) terminal.out(line);
  return found.some((each) => !("run" in each)) ? 1 : 0;
}

/** Shows one run. `named`: its id, or an unambiguous beginning of it; undefined: the newest run. */
export async function runShowRun(named: string | undefined, options: RunsOptions, context: Context): Promise<ExitCode> {
  const state = await stateOf(options, context);
  const all = await state.runs();
  const run = named === undefined ? newestOf(all) : runNamed(named, all);
  const record = await recordIn(state, run);
  if (record === null) throw noSuchRun(run);
  if (!("run" in record)) throw new Failure(record);
  const { terminal } = context;
  if (options.json === true) {
    await terminal.raw(`${JSON.stringify({ formatVersion: 1, ...record }, null, 2)}\n`);
  } else for (const line of runDetailLines(record, terminal.color)) terminal.out(line);
  return 0;
}

async function stateOf(options: RunsOptions, context: Context): Promise<StateDirectory> {
  const { config } = await loadConfig(options, context);
  return context.host.state(config.stateDir);
}

/** The content of the journal of a run, or why it cannot be read; null without a journal. */
async function recordIn(state: StateDirectory, run: string): Promise<RunRecord | Diagnostic | null> {
  const before = await holdersOf(state);
  const lines = await state.readJournal(run);
  if (lines === null || !isReadable(lines)) return lines;
  // A run that begins or ends in the meantime is seen by one of the two queries of the lock.
  return recordOf(run, lines, [...before, ...(await holdersOf(state))]);
}

function newestOf(all: readonly string[]): string {
  const run = all.at(-1);
  if (run === undefined) throw CLI.failure("usage-run", "No run has a journal yet. To make what is due:\nrdump apply");
  return run;
}

function runNamed(named: string, all: readonly string[]): string {
  const found = all.includes(named) ? [named] : all.filter((run) => run.startsWith(named));
  const [run] = found;
  if (run === undefined) throw noSuchRun(named);
  if (found.length === 1) return run;
  const detail = `The ids of ${found.length} runs begin with ${JSON.stringify(named)}. Give more characters of the id. To list the runs:\nrdump runs`;
  throw CLI.failure("usage-runs", detail);
}

function noSuchRun(named: string): Failure {
  const detail = `No run with the id ${JSON.stringify(named)} has a journal. To list the runs:\nrdump runs`;
  return CLI.failure("usage-run", detail);
}

/** The holder of the state directory, unless it is known to be dead. */
async function holdersOf(state: StateDirectory): Promise<readonly LockState["holder"][]> {
  const lock = await state.readLock();
  return lock === null || lock.state === "dead" ? [] : [lock.holder];
}
