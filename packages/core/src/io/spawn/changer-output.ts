import { randomUUID } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readSync, statfsSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";

/**
 * In memory only: a changer can have suspended the file system of the temporary directory, and would wait for itself.
 */
const PLACES = ["/dev/shm", "/run"];
const TMPFS = 0x01021994;
const CHUNK = 64 * 1024;

const UNKNOWN = Buffer.from("(the output of this command is unknown: neither /dev/shm nor /run is a writable tmpfs)\n");

/** The output of a changer: files without a name. A pipe would break when rdump is killed, and end the changer. */
export interface ChangerOutput {
  /** Its standard output and standard error. */
  readonly stdio: readonly [number, number] | readonly ["ignore", "ignore"];
  /** Its output until now. */
  read(): { readonly stdout: Readable; readonly stderr: Readable };
  close(): void;
}

/** Never fails: without such a place the changer runs, and only its output is lost. */
export function openChangerOutput(places: readonly string[] = PLACES): ChangerOutput {
  const [stdout, stderr] = [openUnnamed(places), openUnnamed(places)];
  const close = () => {
    for (const descriptor of [stdout, stderr]) if (descriptor !== null) closeSync(descriptor);
  };
  if (stdout === null || stderr === null) {
    return {
      stdio: ["ignore", "ignore"],
      read: () => ({ stdout: Readable.from([]), stderr: Readable.from([UNKNOWN]) }),
      close,
    };
  }
  return {
    stdio: [stdout, stderr],
    read: () => ({ stdout: Readable.from(contentOf(stdout)), stderr: Readable.from(contentOf(stderr)) }),
    close,
  };
}

function openUnnamed(places: readonly string[]): number | null {
  const { O_RDWR, O_APPEND, O_CREAT, O_EXCL } = constants;
  for (const place of places) {
    try {
      if (statfsSync(place).type !== TMPFS) continue;
      const path = join(place, `rdump-${randomUUID()}`);
      const descriptor = openSync(path, O_RDWR | O_APPEND | O_CREAT | O_EXCL, 0o600);
      unlinkSync(path);
      return descriptor;
    } catch {
      // The next place may do.
    }
  }
  return null;
}

/** Only up to the current end: background processes of a changer may go on printing. */
function* contentOf(file: number): Generator<Buffer> {
  const { size } = fstatSync(file);
  for (let at = 0; at < size; ) {
    const chunk = Buffer.alloc(Math.min(CHUNK, size - at));
    const bytes = readSync(file, chunk, 0, chunk.length, at);
    if (bytes === 0) return;
    at += bytes;
    yield chunk.subarray(0, bytes);
  }
}
