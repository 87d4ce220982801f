import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env } from "node:process";
import { execa } from "execa";
import { dyingWithUs } from "../machine/dying-with-us.ts";
import { cacheDirectory } from "./cache.ts";
import type { Workshop } from "./workshop.ts";

export type Acceleration = "kvm" | "tcg";

const SECONDS = 20;
const PANIC = "Kernel panic";

/** The value of RDUMP_LAB_ACCEL, else the result of an earlier test since the boot of this host; null if unknown. */
export function knownAcceleration(): Acceleration | null {
  const wanted = env.RDUMP_LAB_ACCEL;
  if (wanted === "kvm" || wanted === "tcg") return wanted;
  if (wanted !== undefined && wanted !== "") throw new Error(`RDUMP_LAB_ACCEL=${wanted}: there are kvm and tcg`);
  if (!mayUseKvm()) return "tcg";
  if (!existsSync(note())) return null;
  const { boot, accel } = JSON.parse(readFileSync(note(), "utf8")) as { boot: string; accel: Acceleration };
  return boot === bootId() ? accel : null;
}

/** A file /dev/kvm proves nothing: a kernel may still hang under it. So one is started, and has to get to its end. */
export async function findAcceleration(shop: Workshop, kernel: string): Promise<Acceleration> {
  const known = knownAcceleration();
  if (known !== null) return known;
  shop.say(`trying whether KVM works, for ${SECONDS} s at most`);
  const accel = (await bootsUnderKvm(kernel)) ? "kvm" : "tcg";
  shop.say(accel === "kvm" ? "KVM works" : "KVM does not work: the lab's machines are emulated");
  writeFileSync(note(), JSON.stringify({ boot: bootId(), accel }));
  return accel;
}

/** Without a root the kernel ends in a panic, and says so: that is the end that is waited for. */
async function bootsUnderKvm(kernel: string): Promise<boolean> {
  const directory = mkdtempSync(join(tmpdir(), "rdump-lab-kvm-"));
  const console = join(directory, "console");
  const machine = ["-machine", "pc", "-accel", "kvm", "-cpu", "host", "-m", "512M", "-nodefaults", "-display", "none"];
  const boot = ["-kernel", kernel, "-append", "console=ttyS0 panic=-1", "-no-reboot", "-serial", `file:${console}`];
  const [command = "", ...args] = dyingWithUs(["qemu-system-x86_64", ...machine, ...boot]);
  await execa(command, args, { stdin: "ignore", reject: false, timeout: SECONDS * 1000, killSignal: "SIGKILL" });
  const said = existsSync(console) ? readFileSync(console, "utf8") : "";
  rmSync(directory, { recursive: true });
  return said.includes(PANIC);
}

function mayUseKvm(): boolean {
  try {
    accessSync("/dev/kvm", constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function note(): string {
  return join(cacheDirectory(), "acceleration.json");
}

function bootId(): string {
  return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
}
