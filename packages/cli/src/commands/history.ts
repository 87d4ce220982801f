import {
  type Diagnostic,
  diff,
  diffLines,
  Failure,
  type FindOutput,
  find,
  findLines,
  list,
  listLines,
  type Session,
  shellWord,
  visible,
} from "@rdump/core";
import type { Context, ExitCode } from "../context.ts";
import { showDiagnostics, showFailure } from "../failures.ts";
import { openSession } from "../session.ts";
import { atOf } from "./restore.ts";

export interface HistoryOptions {
  readonly config?: string;
  readonly json?: boolean;
}

export interface ListOptions extends HistoryOptions {
  readonly at?: string;
  readonly from?: string;
  readonly recursive?: boolean;
}

export interface DiffOptions extends HistoryOptions {
  readonly from?: string;
}

/** Not recorded: the answer is unknown, or incomplete. */
const UNKNOWN = 2;

export function runList(
  volume: string,
  path: string | undefined,
  options: ListOptions,
  context: Context,
): Promise<ExitCode> {
  return answered({ ...options, volume }, context, async (session) => {
    const at = atOf(options.at, session.config.timezone);
    const asked = { volume, at, path: path ?? "", recursive: options.recursive === true, from: options.from ?? null };
    const { output, diagnostics } = await list(session, asked);
    return { output, diagnostics, lines: () => listLines(output), code: 0 };
  });
}

export function runFind(
  pattern: string,
  volume: string | undefined,
  options: HistoryOptions,
  context: Context,
): Promise<ExitCode> {
  return answered({ ...options, volume }, context, async (session) => {
    const { output, diagnostics } = await find(session, { pattern, volume: volume ?? null });
    const none = output.volumes.every(({ entries }) => entries.length === 0) ? notFound(pattern) : undefined;
    return { output, diagnostics, lines: () => findLines(output), code: exitCodeOf(output, diagnostics), none };
  });
}

export function runDiff(
  volume: string,
  [older, newer, path = ""]: readonly [string, string, string?],
  options: DiffOptions,
  context: Context,
): Promise<ExitCode> {
  return answered({ ...options, volume }, context, async (session) => {
    const zone = session.config.timezone;
    const asked = { volume, older: atOf(older, zone), newer: atOf(newer, zone), path, from: options.from ?? null };
    const { output, diagnostics } = await diff(session, asked);
    return { output, diagnostics, lines: () => diffLines(output), code: 0 };
  });
}

interface Answer {
  readonly output: object;
  readonly diagnostics: readonly Diagnostic[];
  readonly lines: () => Iterable<string>;
  readonly code: ExitCode;
  /** For a person: nothing was found. */
  readonly none?: string | undefined;
}

function notFound(pattern: string): string {
  const said = `No recorded file has the name or path ${visible(pattern)}.`;
  if (/[*?[]/.test(pattern)) return said;
  return `${said} To find a part of a name:\n  rdump find ${visible(shellWord(`*${pattern}*`))}`;
}

async function answered(
  { config, json, volume }: HistoryOptions & { readonly volume: string | undefined },
  context: Context,
  ask: (session: Session) => Promise<Answer>,
): Promise<ExitCode> {
  const { terminal } = context;
  const session = await openSession(
    { ...(config === undefined ? {} : { config }), volume, waitForLocks: false },
    context,
  );
  try {
    const { output, diagnostics, lines, code, none } = await context.holding(() => ask(session));
    showDiagnostics(diagnostics, context);
    if (json === true) terminal.out(JSON.stringify(output));
    else {
      for (const line of lines()) terminal.out(line);
      if (none !== undefined) terminal.error(none);
    }
    return code;
  } catch (error) {
    const isUnknown = error instanceof Failure && error.diagnostics.some(({ code }) => code === "history-not-recorded");
    if (!isUnknown) throw error;
    showFailure(error, json === true, context);
    return UNKNOWN;
  }
}

function exitCodeOf({ volumes }: FindOutput, diagnostics: readonly Diagnostic[]): ExitCode {
  const isPartial = volumes.some(({ problem, notRecorded }) => problem !== null || notRecorded.length > 0);
  if (isPartial || diagnostics.length > 0) return UNKNOWN;
  return volumes.some(({ entries }) => entries.length > 0) ? 0 : 1;
}
