import { statusExitCode, statusLines, statusNow } from "@rdump/core";
import type { Context, ExitCode } from "../context.ts";
import { openSession, type SessionOptions } from "../session.ts";

export interface StatusOptions extends SessionOptions {
  readonly json?: boolean;
}

export async function runStatus(options: StatusOptions, context: Context): Promise<ExitCode> {
  const { terminal } = context;
  const session = await openSession({ ...options, waitForLocks: false }, context);
  const status = await context.holding(() => statusNow(session));
  if (options.json === true) terminal.out(JSON.stringify(status, null, 2));
  else for (const line of statusLines(status, terminal.color, session.config.timezone)) terminal.out(line);
  return statusExitCode(status);
}
