import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { build } from "esbuild";
import { buildLab } from "../build/build-lab.ts";
import { readyLab } from "../build/ready.ts";
import { Machine } from "../machine/machine.ts";
import { installRdump } from "../machine/rdump.ts";
import { openWorkplace } from "../machine/workplace.ts";
import type { Options } from "./options.ts";

/** Sizes of the disk of a machine: stores, images and restored trees. The file on this host is sparse. */
const DISKS = { full: "48G", small: "8G" } as const;
const PLACE = "/trial";
/** Milliseconds from one look at the progress to the next. */
const LOOK = 5000;

/**
 * The table, as Markdown, from a fresh machine of the lab. `words`: the arguments of the trial.
 *
 * @throws Error if the lab cannot be built here, or the trial fails
 */
export async function runInLab(
  words: readonly string[],
  { small, record }: Options,
  say: (line: string) => void,
): Promise<string> {
  const cannot = await readyLab(say);
  if (cannot !== null) throw new Error(`the lab is not available: ${cannot}. On this machine instead: --here`);
  const place = await openWorkplace(await buildLab(say));
  try {
    const machine = await Machine.start(place);
    await furnish(machine, DISKS[small ? "small" : "full"]);
    const rest = words.filter((word) => !word.startsWith("--record="));
    const table = await carriedOut(machine, rest, say);
    if (record !== null) writeFileSync(record, await machine.read(`${PLACE}/record.json`));
    await machine.stop();
    return table;
  } finally {
    place.remove();
  }
}

async function furnish(machine: Machine, size: string): Promise<void> {
  const disk = await machine.addDisk("trial", size);
  await machine.sh(`modprobe loop; mkfs.ext4 -q -E lazy_itable_init=1 ${disk}; mkdir ${PLACE}; mount ${disk} ${PLACE}`);
  await installRdump(machine);
  const stage = mkdtempSync(join(tmpdir(), "rdump-trial-"));
  try {
    await build({
      entryPoints: { trial: join(import.meta.dirname, "main.ts") },
      outdir: stage,
      outExtension: { ".js": ".mjs" },
      ...{ bundle: true, format: "esm", platform: "node", target: "node20", logLevel: "warning" },
    });
    await machine.put(stage, "/opt/trial");
  } finally {
    rmSync(stage, { recursive: true });
  }
}

/** Starts the trial, and prints what it says until it ends. */
async function carriedOut(machine: Machine, words: readonly string[], say: (line: string) => void): Promise<string> {
  const env = { TMPDIR: PLACE, RDUMP_TRIAL_RSURE: "/opt/rdump/bundle/rsure.js" };
  const script = `cd ${PLACE}; (nohup bash -c 'status=0; "$@" > table 2> said < /dev/null || status=$?; echo $status > status' \\
    trial "$@" > /dev/null 2>&1 &)`;
  const argv = ["node", "/opt/trial/trial.mjs", ...words, `--record=${PLACE}/record.json`];
  await machine.run(["bash", "-c", script, "bash", ...argv], { env });
  for (let seen = 0; ; ) {
    const isOver = (await machine.run(["test", "-s", `${PLACE}/status`], { mayFail: true })).code === 0;
    const lines = (await machine.read(`${PLACE}/said`)).split("\n").slice(0, -1);
    for (const line of lines.slice(seen)) say(line);
    seen = lines.length;
    if (isOver) break;
    await pause(LOOK);
  }
  const status = (await machine.read(`${PLACE}/status`)).trim();
  if (status !== "0") throw new Error(`the trial ended with ${status}`);
  return (await machine.read(`${PLACE}/table`)).trimEnd();
}
