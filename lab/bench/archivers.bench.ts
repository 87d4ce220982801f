/**
 * Which archiver gives back each day of a tree: docs/backup-tools.md. In a machine of the lab, or here as root.
 *
 *     npm run bench archivers -- [--here] [--small] [--seed=NUMBER] [--only=ARCHIVER] [--record=FILE]
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { findLab } from "../build/build-lab.ts";
import type { Lab } from "../build/lab.ts";
import { Machine } from "../machine/machine.ts";
import { installRdump } from "../machine/rdump.ts";
import { openWorkplace } from "../machine/workplace.ts";

const MAIN = join(import.meta.dirname, "../trial/main.ts");
const HOURS = 6;

const words = process.argv.slice(2);
const wanted = words.filter((word) => word !== "--here");
if (words.includes("--here")) process.exitCode = runHere();
else {
  const lab = await findLab();
  if (lab !== null) await runInLab(lab);
  else {
    console.error("The lab is not built. Build it with npm run lab:build, or use --here on this machine.");
    process.exitCode = 1;
  }
}

function runHere(): number {
  return spawnSync(process.execPath, ["--import=tsx", MAIN, ...wanted], { stdio: "inherit" }).status ?? 1;
}

async function runInLab(lab: Lab): Promise<void> {
  const place = await openWorkplace(lab);
  const stage = mkdtempSync(join(tmpdir(), "trial-for-the-lab-"));
  try {
    const machine = await Machine.start(place);
    await installRdump(machine);
    await build({
      entryPoints: [MAIN],
      outfile: join(stage, "main.mjs"),
      bundle: true,
      format: "esm",
      platform: "node",
    });
    await machine.put(stage, "/opt/trial");
    const disk = await machine.addDisk("trial", "40G");
    await machine.sh(`mkfs.ext4 -q ${disk}; mount ${disk} /srv`);
    const env = { TMPDIR: "/srv", RDUMP_TRIAL_RSURE: "/opt/rdump/bundle/rsure.js" };
    const argv = ["node", "/opt/trial/main.mjs", ...wanted];
    const { code, stdout, stderr } = await machine.run(argv, { env, mayFail: true, timeout: HOURS * 3600 });
    console.error(stderr);
    console.log(stdout);
    process.exitCode = code;
    await machine.stop();
  } finally {
    rmSync(stage, { recursive: true });
    place.remove();
  }
}
