import type { Hardware } from "./hardware.ts";
import { type Qemu, startQemu } from "./qemu.ts";
import { type Connection, connect } from "./ssh.ts";
import type { Workplace } from "./workplace.ts";

/** What is there while a machine is on. */
export interface Power {
  readonly qemu: Qemu;
  readonly ssh: Connection;
}

/** Switches a machine on and connects to it; with `state` it goes on from there, without it boots. */
export async function switchOn(
  hardware: Omit<Hardware, "resumeFrom">,
  { directory, key, consoleTail }: Pick<Workplace, "directory" | "key" | "consoleTail">,
  state: string | null,
  seconds = 60,
): Promise<Power> {
  const qemu = await startQemu(hardware, state);
  try {
    if (state !== null) await qemu.monitor.execute("cont");
    const ssh = await connect(key, qemu.sshPort, directory, seconds, qemu.ended);
    return { qemu, ssh };
  } catch (error) {
    await qemu.kill();
    const said = error instanceof Error ? error.message : String(error);
    throw new Error(`${said}\nThe end of the machine's console:\n${consoleTail()}`, { cause: error });
  }
}
