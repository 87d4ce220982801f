import { acceptDrift, differenceLines } from "@rdump/core";
import type { Context, ExitCode } from "../context.ts";
import { durationOf } from "../duration.ts";
import { listenerFor } from "../listener.ts";
import { approve } from "../run/approval.ts";
import { openSession, type SessionOptions } from "../session.ts";

export interface AcceptCommandOptions extends Pick<SessionOptions, "config"> {
  readonly yes?: boolean;
  readonly wait?: string;
  readonly all?: boolean;
}

/** Records that differences are intended: drift, or groups that are not declared any more. */
export async function runAccept(
  wanted: readonly string[],
  options: AcceptCommandOptions,
  context: Context,
): Promise<ExitCode> {
  const { terminal } = context;
  const wait = options.wait === undefined ? 0 : durationOf(options.wait, "--wait");
  const session = await openSession(options, context, listenerFor(false, context).event);
  const accepted = await context.holding(() =>
    acceptDrift(session, {
      wanted,
      wait,
      all: options.all === true,
      approve: (differences) => {
        for (const line of differenceLines(differences)) terminal.out(line);
        return approve("Accept this?", options, context, "rdump accept -y ADDRESS");
      },
    }),
  );
  if (!accepted) return 1;
  terminal.out("Accepted: plan and status no longer show this.");
  return 0;
}
