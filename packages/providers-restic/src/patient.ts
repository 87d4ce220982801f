import { setTimeout as sleep } from "node:timers/promises";
import type { Command, CommandResult, LineListener, RunIo } from "@rdump/core/provider";
import type { Access } from "./access.ts";
import { LOCKED } from "./errors/causes.ts";
import { causeOf } from "./errors/explain.ts";

/** The seconds between two attempts. */
const BETWEEN = 5;

/** Runs a command, and repeats it while another process holds a lock: restic before 0.16 does not wait for locks. */
export async function runPatiently(
  io: RunIo,
  { lockWait }: Access,
  command: Command,
  listener?: LineListener,
): Promise<CommandResult> {
  for (let waited = 0; ; waited += BETWEEN) {
    const result = await io.run(command, listener);
    if (result.exitCode === 0 || causeOf(result) !== LOCKED || waited + BETWEEN > lockWait) return result;
    await sleep(BETWEEN * 1000);
  }
}
