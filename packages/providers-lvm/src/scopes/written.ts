import type { ReadIo } from "@rdump/core/provider";

/** The number of bytes written to a device since it was attached, according to the kernel. */
interface Count {
  readonly bytes: number;
  readonly writes: number;
}

/** How much room one write takes at most beside its own length: the chunk that it begins in. */
const CHUNK = 4096;

/**
 * Remembers, while this process runs, how much had been written to each origin when its snapshot was made: so that of one
 * that overflowed it can be said how large it should have been.
 */
export class Written {
  readonly #before = new Map<string, Count>();

  /** @param device `MAJOR:MINOR` of the origin */
  async note(origin: string, device: string | null, io: ReadIo): Promise<void> {
    const count = device === null ? null : await countOf(device, io);
    if (count !== null) this.#before.set(origin, count);
  }

  /** The bytes that a snapshot of an origin needed until now, at most; null when that was not noted. */
  async roomSince(origin: string, device: string | null, io: ReadIo): Promise<number | null> {
    const before = this.#before.get(origin);
    const now = device === null ? null : await countOf(device, io);
    if (before === undefined || now === null) return null;
    return now.bytes - before.bytes + (now.writes - before.writes) * CHUNK;
  }
}

const SECTOR = 512;

/** The fields of the kernel's Documentation/block/stat.rst: the fifth counts writes, the seventh sectors written. */
async function countOf(device: string, io: ReadIo): Promise<Count | null> {
  const text = await io.readFile(`/sys/dev/block/${device}/stat`, 65_536).catch(() => null);
  const fields = text?.toString("latin1").trim().split(/\s+/).map(Number) ?? [];
  const [writes, sectors] = [fields[4], fields[6]];
  if (writes === undefined || sectors === undefined || Number.isNaN(writes + sectors)) return null;
  return { bytes: sectors * SECTOR, writes };
}
