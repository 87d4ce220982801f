import { closeSync, constants, fstatSync, openSync, statSync } from "node:fs";

/**
 * Opens a directory and only then looks whether it is the root of a mounted file system, which it is when what is above it
 * is on another device. The path of the open directory goes on leading there when the mount is taken away.
 */
export function holdMount(directory: string): { readonly held: number; readonly cwd: string } | null {
  let held: number;
  try {
    held = openSync(directory, constants.O_RDONLY | constants.O_DIRECTORY);
  } catch {
    return null;
  }
  const cwd = `/proc/self/fd/${held}`;
  if (isMountRoot(held, cwd)) return { held, cwd };
  closeSync(held);
  return null;
}

/** A file system that fails to answer is one that cannot be worked in. */
function isMountRoot(held: number, path: string): boolean {
  try {
    return fstatSync(held).dev !== statSync(`${path}/..`).dev;
  } catch {
    return false;
  }
}
