import { closeSync, constants, openSync } from "node:fs";
import { type ByteString, fsPath } from "../format/bytes.ts";

/** Linux takes no path of 4096 bytes or more; a name has at most 255. */
const LONGEST_PATH = 4095;
const LONGEST_NAME = 255;

const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW } = constants;

/** A directory in whose path there is no room for another name, reached through a descriptor instead. */
export interface Anchor {
  readonly path: ByteString;
  close(): void;
}

export const isOutOfReach = (directory: ByteString): boolean => directory.length + 1 + LONGEST_NAME > LONGEST_PATH;

/**
 * Opens a directory that is itself still within reach. All threads of the process see the descriptor under the path.
 *
 * @throws the system's error
 */
export function anchor(directory: ByteString): Anchor {
  const fd = openSync(fsPath(directory), O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  return { path: `/proc/self/fd/${fd}`, close: () => closeSync(fd) };
}
