import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Call } from "../archivers/archiver.ts";

/** What calls cost together, and what they said. */
export interface Measured {
  readonly seconds: number;
  /** User and system time. */
  readonly cpuSeconds: number;
  /** The largest resident memory of one process. */
  readonly kibibytes: number;
  /** The exit status of the last call. */
  readonly status: number;
  /** Whether a call ended with a status that does not count as success. Later calls were not made. */
  readonly failed: boolean;
  readonly said: string;
}

export const NOTHING: Measured = { seconds: 0, cpuSeconds: 0, kibibytes: 0, status: 0, failed: false, said: "" };
const MOST_TEXT = 64 * 1024;

/** Runs the calls in order, up to the first that fails. Measured by time(1). */
export async function measure(calls: readonly Call[]): Promise<Measured> {
  let sum = NOTHING;
  for (const call of calls) {
    if (sum.failed) break;
    sum = together(sum, await measureOne(call));
  }
  return sum;
}

function together(one: Measured, next: Measured): Measured {
  return {
    seconds: one.seconds + next.seconds,
    cpuSeconds: one.cpuSeconds + next.cpuSeconds,
    kibibytes: Math.max(one.kibibytes, next.kibibytes),
    status: next.status,
    failed: one.failed || next.failed,
    said: (one.said + next.said).slice(-MOST_TEXT),
  };
}

async function measureOne({ argv, cwd, env, accepts = [] }: Call): Promise<Measured> {
  const directory = mkdtempSync(join(tmpdir(), "trial-time-"));
  const file = join(directory, "time");
  try {
    const child = spawn("time", ["--quiet", "--format=%e %U %S %M", `--output=${file}`, ...argv], {
      cwd,
      env: { PATH: process.env.PATH, HOME: "/root", LC_ALL: "C.UTF-8", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    const listen = (text: Buffer) => {
      said = (said + text.toString("latin1")).slice(-MOST_TEXT);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    const [status] = (await once(child, "close")) as [number | null];
    const [seconds = 0, user = 0, system = 0, kibibytes = 0] = readFileSync(file, "utf8").trim().split(" ").map(Number);
    const failed = status !== 0 && !accepts.includes(status ?? 1);
    return { seconds, cpuSeconds: user + system, kibibytes, status: status ?? 1, failed, said };
  } finally {
    rmSync(directory, { recursive: true });
  }
}
