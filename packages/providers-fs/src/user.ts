import type { ReadIo } from "@rdump/core/provider";

const STATUS_LIMIT = 64 * 1024;

/** The effective user of rdump; null: not known. */
export async function effectiveUser(io: Pick<ReadIo, "readFile">): Promise<number | null> {
  const status = await io.readFile("/proc/self/status", STATUS_LIMIT).catch(() => null);
  const effective = /^Uid:\s+\d+\s+(\d+)/m.exec(status?.toString("latin1") ?? "")?.[1];
  return effective === undefined ? null : Number(effective);
}
