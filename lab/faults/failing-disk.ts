import type { Machine } from "../machine/machine.ts";

/** A disk that fails on request. */
export interface FailingDisk {
  /** What to use as the disk: `/dev/mapper/NAME`. After a power cut it is not there. */
  readonly path: string;
  /** `all`: no read and no write succeeds; `writes`: only reads do; `lost`: writes succeed and leave nothing behind. */
  fail(how: "all" | "writes" | "lost"): Promise<void>;
  heal(): Promise<void>;
}

/** Adds a disk of `size` to a machine, with the kernel's dm-error and dm-flakey between it and its user. */
export async function failingDisk(machine: Machine, name: string, size: string): Promise<FailingDisk> {
  const disk = await machine.addDisk(`${name}-below`, size);
  const sectors = (await machine.run(["blockdev", "--getsz", disk])).stdout.trim();
  const flakey = (feature: string) => `0 ${sectors} flakey ${disk} 0 0 3600 1 ${feature}`;
  const tables = {
    none: `0 ${sectors} linear ${disk} 0`,
    all: `0 ${sectors} error`,
    writes: flakey("error_writes"),
    lost: flakey("drop_writes"),
  };
  await machine.run(["dmsetup", "create", name, "--table", tables.none]);
  const become = async (how: keyof typeof tables) => {
    // Without flushing: what waits to be written meets the new table, as it would meet a dying disk.
    await machine.run(["dmsetup", "suspend", "--noflush", "--nolockfs", name]);
    await machine.run(["dmsetup", "load", name, "--table", tables[how]]);
    await machine.run(["dmsetup", "resume", name]);
  };
  return { path: `/dev/mapper/${name}`, fail: become, heal: () => become("none") };
}
