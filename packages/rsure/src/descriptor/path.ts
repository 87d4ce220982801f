import { constants, existsSync, openSync, readlinkSync } from "node:fs";
import { SureError } from "../errors.ts";
import { type ByteString, bytesOfBuffer, fsPath } from "../format/bytes.ts";

/**
 * O_PATH of Linux, which Node does not export: opens an entry without access to its content. Nothing is read, no FIFO
 * waits, no device and no FUSE server is contacted.
 */
const O_PATH = 0o10000000;

const { O_DIRECTORY, O_NOFOLLOW } = constants;

/** An entry itself, never the target of a link. */
export const ENTRY = O_PATH | O_NOFOLLOW;

/** A directory; needs no permission to list it. */
export const DIRECTORY = ENTRY | O_DIRECTORY;

/** Where this process's descriptors are, with a slash at its end, or "" when that is the working directory. */
let base: string | undefined;

/** The working directory of the start, once it is another one. */
let start = ".";

function descriptors(): string {
  try {
    // Not `/proc/self`: a link more on the way of each call. The number is the one that this /proc uses.
    return `/proc/${readlinkSync("/proc/self")}/fd/`;
  } catch (error) {
    throw new SureError("unsupported", "/proc is not mounted, and rsure requires it", { cause: error });
  }
}

/**
 * The path of an open directory or file. All threads and the children of this process can use it. It means something
 * else as soon as the descriptor is closed.
 */
export function pathOf(fd: number): string {
  base ??= descriptors();
  return `${base}${fd}`;
}

/** The path of an entry of an open directory. */
export const within = (fd: number, name: ByteString): string | Buffer => fsPath(`${pathOf(fd)}/${name}`);

/**
 * Makes the directory of all descriptors the working directory, which saves a third of what a path through a descriptor
 * costs. This is a decision on the whole process, so only the command as a process takes it; `startingPoint` is then
 * the previous working directory.
 */
export function workAmongDescriptors(): void {
  if (base === "" || !existsSync("/proc/self/fd")) return;
  // Not the descriptor's own path, which is a link.
  start = `${openSync(".", DIRECTORY)}/.`;
  process.chdir("/proc/self/fd");
  base = "";
}

/** Where relative paths begin. */
export const startingPoint = (): string => start;

/** The path by which the kernel knows an open directory now; for showing, and for comparing with the mount table. */
export const realPathOf = (fd: number): ByteString => bytesOfBuffer(readlinkSync(pathOf(fd), "buffer"));
