import type { BigIntStats } from "node:fs";
import { stat } from "node:fs/promises";
import type { Callers } from "./callers.ts";
import { NO_DIRECTORY, NOT_MOUNTED } from "./capability.ts";
import { type Descended, descend } from "./descend.ts";
import { isLinkRefused, LINK_REFUSED } from "./untrusted.ts";

/**
 * Opens the working directory of a command, and then checks whether it is the root of a mounted file system, if
 * required: its parent is then on another device. The open directory stays the same if the mount is removed or another
 * directory takes its place.
 *
 * @returns why the command cannot be started, where it cannot
 */
export async function holdDirectory(
  directory: string,
  mounted: boolean,
  callers: Callers,
): Promise<Descended | { readonly error: string }> {
  let held: Descended;
  try {
    held = await descend(directory, "directory", callers);
  } catch (error) {
    if (isLinkRefused(error)) return { error: LINK_REFUSED };
    return { error: mounted ? NOT_MOUNTED : NO_DIRECTORY };
  }
  if (!mounted || (await isMountRoot(held))) return held;
  await held.handle.close();
  return { error: NOT_MOUNTED };
}

/** A file system that fails to answer cannot be used. */
async function isMountRoot({ facts, path }: { readonly facts: BigIntStats; readonly path: string }): Promise<boolean> {
  try {
    return facts.dev !== (await stat(`${path}/..`, { bigint: true })).dev;
  } catch {
    return false;
  }
}
