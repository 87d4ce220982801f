import {
  assess,
  assessUpkeep,
  forgottenOf,
  groupStatus,
  isoOf,
  look,
  type Status,
  shrunkenIn,
  statusExitCode,
  statusLines,
  upkeepStatus,
} from "@rdump/core";
import type { Context, ExitCode } from "../context.ts";
import { openSession, type SessionOptions } from "../session.ts";

export interface StatusOptions extends SessionOptions {
  readonly json?: boolean;
}

export async function runStatus(options: StatusOptions, context: Context): Promise<ExitCode> {
  const { terminal } = context;
  const session = await openSession(options, context);
  const { desired, observed, history } = await context.holding(() => look(session));
  const status: Status = {
    formatVersion: 1,
    owner: session.config.id,
    asOf: isoOf(desired.now),
    groups: assess(desired, observed, session.providers).map((assessment) => groupStatus(assessment, desired.now)),
    upkeep: assessUpkeep(desired, observed, history).map((assessment) => upkeepStatus(assessment, desired.now)),
    forgotten: forgottenOf(observed.forgotten),
    shrunken: shrunkenIn(desired, history),
  };
  if (options.json === true) terminal.out(JSON.stringify(status, null, 2));
  else for (const line of statusLines(status, terminal.color)) terminal.out(line);
  return statusExitCode(status);
}
