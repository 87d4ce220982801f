// The trial of archivers on this machine: see docs/backup-tools.md. Started by lab/bench/archivers.bench.ts.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseOptions } from "./options.ts";
import { runHere } from "./run/here.ts";

const options = parseOptions(process.argv.slice(2));
if (typeof options === "string") {
  console.error(options);
  process.exitCode = 2;
} else if (process.env.RDUMP_TRIAL_ROOM === undefined) {
  process.exitCode = inOwnMounts();
} else {
  console.log(await runHere(process.env.RDUMP_TRIAL_ROOM, options, (line) => console.error(line)));
}

/** Mounts of the trial end with this process, also if it is killed. */
function inOwnMounts(): number {
  const room = mkdtempSync(join(tmpdir(), "trial-of-archivers-"));
  mkdirSync(join(room, "work"));
  try {
    const self = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
    const env = { ...process.env, RDUMP_TRIAL_ROOM: join(room, "work") };
    const words = ["--mount", "--propagation", "private", "--", ...self];
    return spawnSync("unshare", words, { env, stdio: "inherit" }).status ?? 1;
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
}
