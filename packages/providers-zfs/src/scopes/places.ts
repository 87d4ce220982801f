import {
  type Diagnostic,
  holdersOf,
  lastWords,
  type Mount,
  type ReadIo,
  type RunIo,
  readMounts,
} from "@rdump/core/provider";
import { removeDirectoryCommand, unmountCommand } from "../commands.ts";
import { busy, notReleased, somethingThere, unsafePlace } from "./troubles.ts";

/** What is mounted there holds everybody's files: the place must be root's alone, and no link. */
export async function whyUnsafe(paths: readonly string[], io: ReadIo): Promise<Diagnostic | null> {
  for (const path of paths) {
    const facts = await io.lstat(path);
    const isSafe = facts?.kind === "directory" && facts.uid === 0 && (facts.mode & 0o077) === 0;
    if (!isSafe) return unsafePlace(path);
  }
  return null;
}

/** Whether a mount is of what a name says; `DATASET@rdump-*` stands for any snapshot of rdump's. */
export function isMountOf({ type, from, root }: Mount, what: string): boolean {
  const matches = what.endsWith("*") ? from.startsWith(what.slice(0, -1)) : from === what;
  return type === "zfs" && root === "/" && matches;
}

const PATIENCE = 30_000;
const BETWEEN = 1_000;

/** Unmounts what is ours from its place, and nothing else; waits while somebody holds it, then says who. */
export async function unmountFrom(path: string, what: string, io: RunIo): Promise<Diagnostic | null> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const mount = (await readMounts(io)).findLast(({ point }) => point === path);
    if (mount === undefined) return null;
    if (!isMountOf(mount, what)) return somethingThere(path, mount);
    const result = await io.run(unmountCommand(path));
    if (result.exitCode === 0) continue;
    if (Date.now() >= deadline) return busy(path, lastWords(result), await holdersOf(path, io));
    await new Promise((resolve) => setTimeout(resolve, BETWEEN));
  }
}

/** Of a mount point that is empty again. */
export async function removeDirectory(path: string, io: RunIo): Promise<Diagnostic | null> {
  if ((await io.lstat(path)) === null) return null;
  const removed = await io.run(removeDirectoryCommand(path));
  return removed.exitCode === 0 || (await io.lstat(path)) === null ? null : notReleased(path, lastWords(removed));
}
