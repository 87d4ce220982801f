import { type HostStatus, statusExitCode, statusLines, statusNow } from "@rdump/core";
import { CLI } from "../codes.ts";
import type { Context, ExitCode } from "../context.ts";
import { durationOf } from "../duration.ts";
import { watch } from "../run/watch.ts";
import { openSession, type SessionOptions } from "../session.ts";

export interface StatusOptions extends SessionOptions {
  readonly json?: boolean;
  /** The time between two pages; true without one. */
  readonly watch?: string | true;
}

/** The time between two pages, in milliseconds. While a run works, only its journal is read. */
const BETWEEN = 60_000;
const WHILE_RUNNING = 2000;
const SHORTEST = 1000;

export async function runStatus(
  { json, watch: every, ...options }: StatusOptions,
  context: Context,
): Promise<ExitCode> {
  if (every !== undefined) return watchStatus(every, options, context);
  const { terminal } = context;
  const { status, zone } = await statusIn(options, context);
  if (json === true) terminal.out(JSON.stringify(status, null, 2));
  else for (const line of pageOf(status, zone, context)) terminal.out(line);
  return statusExitCode(status);
}

async function statusIn(options: SessionOptions, context: Context) {
  const session = await openSession({ ...options, waitForLocks: false }, context);
  return { status: await context.holding(() => statusNow(session)), zone: session.config.timezone };
}

function pageOf(status: HostStatus, timeZone: string, { terminal }: Context): readonly string[] {
  return statusLines(status, { color: terminal.color, timeZone, width: terminal.width() });
}

/** Opens the config for each page, since it can change. Only the first page shows the warnings about it. */
async function watchStatus(every: string | true, options: SessionOptions, context: Context): Promise<ExitCode> {
  const between = every === true ? BETWEEN : durationOf(every, "--watch");
  if (between < SHORTEST) throw CLI.failure("usage-duration", "--watch must be at least 1s.");
  let exitCode: ExitCode = 0;
  let surroundings = context;
  const pageNow = async () => {
    const { status, zone } = await statusIn(options, surroundings);
    surroundings = { ...context, terminal: { ...context.terminal, error: () => {} } };
    exitCode = statusExitCode(status);
    const wait = status.running === null ? between : Math.min(between, WHILE_RUNNING);
    return { lines: pageOf(status, zone, context), wait };
  };
  await watch(pageNow, context.terminal, context.stop.signal);
  return exitCode;
}
