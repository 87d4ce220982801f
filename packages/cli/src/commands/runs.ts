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
  const holder = await holderOf(stateDir);
  const found: (RunRecord | Diagnostic)[] = [];
  for (const run of [...(await runsIn(stateDir))].reverse()) {
    const lines = await readJournal(stateDir, run);
    if (lines !== null) found.push(isReadable(lines) ? recordOf(run, lines, holder) : lines);
  }
  const { terminal } = context;
  if (options.json === true) {
    const runs = found.map((each) => ("run" in each ? summaryOf(each) : { unreadable: each }));
    await terminal.raw(`${JSON.stringify({ formatVersion: 1, runs }, null, 2)}\n`);
  } else for (const line of runListLines(found, terminal.color)) terminal.out(line);
  return found.some((each) => !("run" in each)) ? 1 : 0;
}

/** What one run did. */
export async function runShowRun(run: string, options: RunsOptions, context: Context): Promise<ExitCode> {
  const { stateDir } = (await loadConfig(options, context)).config;
  // A run's id becomes a file's name.
  const lines = /^[\w.-]+$/.test(run) ? await readJournal(stateDir, run) : null;
  if (lines === null) {
    throw failure(
      "usage-run",
      "No such run",
      `There is no journal of a run ${JSON.stringify(run)}. rdump runs lists them.`,
    );
  }
  if (!isReadable(lines)) throw new Failure(lines);
  const record = recordOf(run, lines, await holderOf(stateDir));
  const { terminal } = context;
  if (options.json === true) {
    await terminal.raw(`${JSON.stringify({ formatVersion: 1, ...record }, null, 2)}\n`);
  } else for (const line of runDetailLines(record, terminal.color)) terminal.out(line);
  return 0;
}

/** Who holds the state directory, and is not known to be dead. */
async function holderOf(stateDir: string): Promise<LockState["holder"] | null> {
  const lock = await readLock(stateDir);
  return lock === null || lock.state === "dead" ? null : lock.holder;
}
