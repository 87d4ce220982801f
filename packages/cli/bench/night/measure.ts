import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Contender } from "./contenders.ts";

/** Seconds; `cpu`: user and system time of all its processes on this side of a connection. */
export interface Cost {
  readonly wall: number;
  readonly cpu: number;
}

const TIMED = 'TIMEFORMAT="%R %U %S"; { time "$@" >/dev/null 2>&3; } 2>&1 3>"$ERRORS"';

/** Runs one night. Asynchronous, because the delayed connections pass through this process. */
export async function measure(contender: Contender, night: number, env: NodeJS.ProcessEnv): Promise<Cost> {
  const argv = contender.argv(night);
  const errors = join(contender.home, "errors");
  const output = join(contender.home, "time");
  writeFileSync(errors, "");
  const out = openSync(output, "w");
  const exit = await new Promise((resolve, reject) => {
    const child = spawn("bash", ["-c", TIMED, "night", ...argv], {
      cwd: contender.home,
      env: { ...env, HOME: contender.home, ERRORS: errors },
      stdio: ["ignore", out, "inherit"],
    });
    child.once("error", reject);
    child.once("exit", resolve);
  });
  closeSync(out);
  if (exit !== 0)
    throw new Error(`${contender.name} exited with ${exit}: ${readFileSync(errors, "utf8").slice(-2000)}`);
  const [wall = 0, user = 0, system = 0] = readFileSync(output, "utf8").trim().split(" ").map(Number);
  return { wall, cpu: user + system };
}
