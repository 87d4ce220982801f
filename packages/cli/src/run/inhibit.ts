import { existsSync } from "node:fs";
import { openLocalHost } from "@rdump/core/host";
import { mover } from "@rdump/core/provider";
import type { Context } from "../context.ts";

/** logind makes this directory. */
const LOGIND = "/run/systemd/seats";

/**
 * Neither sleep nor a shutdown by logind interrupts the work. Without logind, and without permission, the work is done
 * all the same. The lock ends with this process, also after a SIGKILL: `tail` waits for it.
 */
export async function inhibitingSleep<T>(
  { env }: Pick<Context, "env">,
  work: () => Promise<T>,
  logind = LOGIND,
): Promise<T> {
  if (!existsSync(logind)) return work();
  const end = new AbortController();
  const host = openLocalHost({ env, signal: end.signal, hurry: end.signal });
  const lock = ["--what=sleep:shutdown", "--who=rdump", "--why=Backup in progress", "--mode=block"];
  const wait = ["tail", `--pid=${process.pid}`, "--sleep-interval=5", "--follow", "/dev/null"];
  const held = host.run(mover(["systemd-inhibit", ...lock, ...wait])).catch(() => null);
  try {
    return await work();
  } finally {
    end.abort();
    await held;
  }
}
