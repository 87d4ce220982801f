import { type Diagnostic, onHost, type ReadIo } from "@rdump/core/provider";
import { ZFS } from "./codes/index.ts";
import { poolOf } from "./naming/names.ts";

/**
 * Whether the kernel has suspended a pool. Read from the statistics of the kernel, because a command would hang. Null:
 * not suspended, or no such pool.
 */
export async function suspension(pool: string, io: Pick<ReadIo, "readFile">): Promise<Diagnostic | null> {
  const state = await io.readFile(`/proc/spl/kstat/zfs/${pool}/state`, 4096).catch(() => null);
  return state?.toString("latin1").trim() === "SUSPENDED" ? suspended(pool) : null;
}

/** For handlers: why no command on the pool of a dataset will end by itself. */
export function stuckIn<Input>(
  datasetOf: (input: Input) => string,
  hostOf: (input: Input) => string | undefined = () => undefined,
) {
  return (input: Input, io: ReadIo) => suspension(poolOf(datasetOf(input)), onHost(hostOf(input) ?? null, io));
}

export function suspended(pool: string): Diagnostic {
  const detail = `The disks of ${pool} fail, and all programs that read or write the pool wait. Look at zpool status ${pool}, and bring its disks back. Then resume it with zpool clear ${pool}, and apply again.`;
  return ZFS.error("zfs-suspended", detail);
}
