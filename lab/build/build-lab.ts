import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { makeImage } from "../recipe/image.ts";
import type { Init } from "../recipe/inits.ts";
import { makeKernel } from "../recipe/kernel.ts";
import { saveState } from "../recipe/state.ts";
import { type Acceleration, findAcceleration, knownAcceleration } from "./acceleration.ts";
import { cacheDirectory, findStage, keyOf, makeStage } from "./cache.ts";
import type { Lab } from "./lab.ts";
import { locked } from "./lock.ts";
import { openWorkshop } from "./workshop.ts";
import { wantedZfs, type ZfsSeries } from "./zfs-series.ts";

const KERNEL_RECIPE = ["recipe/kernel.ts"];
/** Everything that determines the machine and the hardware of its saved state. */
const MACHINE_RECIPE = [...readdirSync(join(import.meta.dirname, "../recipe")).map((name) => `recipe/${name}`)].concat(
  "machine/hardware.ts",
);

/** The lab, if it is built as this recipe says. */
export async function findLab(init: Init = "script"): Promise<Lab | null> {
  const accel = knownAcceleration();
  const series = wantedZfs();
  const kernel = findStage(`kernel-${series}`, kernelKey(series));
  if (accel === null || kernel === null) return null;
  const machine = findStage(stageOf(init, series), await machineKey(series, accel, init));
  return machine === null ? null : labIn(machine, kernel, accel);
}

/** Builds what is not built yet: ten minutes for all of it, seconds for nothing. */
export async function buildLab(print: (line: string) => void, init: Init = "script"): Promise<Lab> {
  const found = await findLab(init);
  if (found !== null) return found;
  const series = wantedZfs();
  const log = join(cacheDirectory(), "build.log");
  const shop = openWorkshop(log, print);
  return await locked(shop.say, async () => {
    rmSync(log, { force: true });
    const kernel = await makeStage(`kernel-${series}`, kernelKey(series), (path) => makeKernel(shop, path, series));
    const accel = await findAcceleration(shop, join(kernel, "vmlinuz"));
    const key = await machineKey(series, accel, init);
    const machine = await makeStage(stageOf(init, series), key, async (path) => {
      await makeImage(shop, path, kernel, init);
      await saveState(shop, labIn(path, kernel, accel), join(path, "console.log"));
    });
    return labIn(machine, kernel, accel);
  });
}

function stageOf(init: Init, series: ZfsSeries): string {
  return init === "script" ? `machine-${series}` : `machine-${init}-${series}`;
}

function labIn(machine: string, kernel: string, accel: Acceleration): Lab {
  const path = (name: string) => join(machine, name);
  const files = { initrd: path("initrd"), image: path("root.img"), state: path("state"), key: path("key") };
  return { accel, kernel: join(kernel, "vmlinuz"), ...files };
}

function kernelKey(series: ZfsSeries): string {
  return keyOf(KERNEL_RECIPE, [series]);
}

/** A state fits the QEMU and the processor under which it was saved, and the machine has this host's Node. */
async function machineKey(series: ZfsSeries, accel: Acceleration, init: Init): Promise<string> {
  const qemu = await execa("qemu-system-x86_64", ["--version"]);
  const processor = accel === "kvm" ? /^model name.*$/m.exec(readFileSync("/proc/cpuinfo", "utf8"))?.[0] : undefined;
  const ingredients = [kernelKey(series), accel, processor ?? "", qemu.stdout, process.version, init];
  return keyOf(MACHINE_RECIPE, ingredients);
}
