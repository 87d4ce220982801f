import type { BigIntStats } from "node:fs";
import { stat } from "node:fs/promises";
import type { Identity } from "../model/command.ts";
import type { Callers } from "./callers.ts";
import { type Held, NO_DIRECTORY, NOT_CLOSED, NOT_MOUNTED, REPLACED } from "./capability.ts";
import { type Descended, descend, whyExposed } from "./descend.ts";
import { isLinkRefused, LINK_REFUSED } from "./untrusted.ts";

/** The conditions that the open directory must fulfil. */
export interface Required {
  /** The root of a mounted file system: its parent is then on another device. */
  readonly mounted: boolean;
  /** A directory of root or the callers that no other user can write to. */
  readonly closed: boolean;
  readonly expected?: Identity | undefined;
}

/**
 * Opens the working directory of a command, and then checks it. The open directory stays the same if the mount is
 * removed or another directory takes its place.
 *
 * @returns why the command cannot be started, where it cannot
 */
export async function holdDirectory(
  directory: string,
  { mounted, closed, expected }: Required,
  callers: Callers,
): Promise<Descended | { readonly error: string }> {
  let held: Descended;
  try {
    held = await descend(directory, "directory", callers);
  } catch (error) {
    if (isLinkRefused(error)) return { error: LINK_REFUSED };
    return { error: mounted ? NOT_MOUNTED : NO_DIRECTORY };
  }
  if (!isExpected(held.facts, expected)) {
    held.handle.close();
    return { error: REPLACED };
  }
  const isOpen = closed && whyExposed(held.facts, held.real, callers) !== null;
  const error = isOpen ? NOT_CLOSED : mounted && !(await isMountRoot(held)) ? NOT_MOUNTED : null;
  if (error === null) return held;
  held.handle.close();
  return { error };
}

export function isExpected({ dev, ino }: BigIntStats, expected: Identity | undefined): boolean {
  return expected === undefined || (Number(dev) === expected.device && ino.toString() === expected.inode);
}

/** `hold` of `ReadIo` for this machine. */
export async function hold(path: string, callers: Callers): Promise<Held | null> {
  const found = await descend(path, "directory", callers).catch(() => null);
  if (found === null) return null;
  const { dev, ino } = found.facts;
  return { device: Number(dev), inode: ino.toString(), close: async () => found.handle.close() };
}

/** A file system that fails to answer cannot be used. */
async function isMountRoot({ facts, path }: { readonly facts: BigIntStats; readonly path: string }): Promise<boolean> {
  try {
    return facts.dev !== (await stat(`${path}/..`, { bigint: true })).dev;
  } catch {
    return false;
  }
}
