import { openLocalHost } from "@rdump/core/host";
import { lastOutput, mover } from "@rdump/core/provider";
import { CLI } from "../codes.ts";
import type { Context } from "../context.ts";

/** A minute: systemctl waits for the manager of the units. */
const TIMEOUT = 60;

/** Runs systemctl. @throws a Failure if it fails, with the text `instead` at its end */
export async function systemctl(args: readonly string[], { env, stop }: Context, instead = ""): Promise<void> {
  const host = openLocalHost({ env, ...stop });
  const result = await host.run(mover(["systemctl", ...args], { timeout: TIMEOUT }));
  if (result.exitCode === 0) return;
  throw CLI.failure("schedule-failed", `systemctl ${args.join(" ")}: ${lastOutput(result)}.${instead}`);
}
