import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import type { Lab } from "../build/lab.ts";
import type { Workshop } from "../build/workshop.ts";
import { until } from "../machine/patience.ts";
import { type Power, switchOn } from "../machine/power.ts";
import type { Monitor } from "../machine/qmp.ts";
import { commandLine, quote } from "../machine/quote.ts";
import { tailOf } from "../machine/workplace.ts";

/** Run once before the state is saved, so that each machine has these programs in its memory. */
const WARM = `[ ! -d /run/systemd/system ] || systemctl is-system-running --wait || true
node -e 0; borg --version; restic version; rsync --version; lvs; vgs; pvs; dmsetup ls; zpool list; zfs list; findmnt
tar --version; python3 -c 'import socket; print(socket.getfqdn())'; udevadm settle; sync`;

/** Boots the machine once, and saves what it is then: its disk in `lab.image`, the rest in `lab.state`. */
export async function saveState(shop: Workshop, lab: Lab, console: string): Promise<void> {
  const began = performance.now();
  shop.say(`booting the machine once (${lab.accel})`);
  const hardware = {
    ...{ accel: lab.accel, kernel: lab.kernel, initrd: lab.initrd, console, clock: new Date() },
    ...{ root: { file: lab.image, format: "raw" as const }, disks: [], ports: [] },
  };
  const directory = mkdtempSync(join(tmpdir(), "rdump-lab-first-"));
  let power: Power | null = null;
  try {
    power = await switchOn(hardware, { directory, key: lab.key, consoleTail: () => tailOf(console) }, null, 300);
    const [ssh = "", ...args] = power.ssh.argv(commandLine(["sh", "-c", WARM]));
    await execa(ssh, args, { stdin: "ignore", timeout: 300_000 });
    await save(power, lab.state);
    shop.say(`the machine was up, and is saved, after ${((performance.now() - began) / 1000).toFixed(0)} s`);
  } finally {
    await power?.qemu.kill();
    rmSync(directory, { recursive: true });
  }
}

async function save({ qemu: { monitor }, ssh }: Power, state: string): Promise<void> {
  ssh.close();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await monitor.execute("stop");
  await monitor.execute("migrate-set-parameters", { "max-bandwidth": 1e11 });
  await monitor.execute("migrate", { uri: `exec:cat > ${quote(state)}` });
  await until(
    120,
    () => finished(monitor),
    () => "the machine's state was not saved within 120 s",
  );
  await monitor.execute("quit").catch(() => {});
}

async function finished(monitor: Monitor): Promise<true | null> {
  const { status } = (await monitor.execute("query-migrate")) as { status?: string };
  if (status === "failed")
    throw new Error(`the machine's state could not be saved: ${await monitor.human("info migrate")}`);
  return status === "completed" ? true : null;
}
