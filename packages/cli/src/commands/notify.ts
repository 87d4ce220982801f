import { visible } from "@rdump/core";
import { CLI } from "../codes.ts";
import type { Context, ExitCode } from "../context.ts";
import { declaredIn, sendTest } from "../run/notify/notify.ts";
import { openSession, type SessionOptions } from "../session.ts";

export interface NotifyOptions extends SessionOptions {
  readonly test?: boolean;
}

/** Sends a test message to each recipient, and prints who got it. */
export async function runNotify({ test, ...options }: NotifyOptions, context: Context): Promise<ExitCode> {
  const { terminal } = context;
  const session = await openSession(options, context);
  const declared = declaredIn(session, context);
  if (declared === null) throw CLI.failure("notify-none", "The config has no `notify`.");
  if (test !== true) throw CLI.failure("usage-notify", "Give `--test` to send a test message to each recipient.");
  const results = await context.holding(() => sendTest(session, declared, context));
  for (const [recipient, why] of results) {
    terminal.out(why === null ? `sent      ${recipient}` : `not sent  ${recipient}: ${visible(why)}`);
  }
  return results.every(([, why]) => why === null) ? 0 : 1;
}
