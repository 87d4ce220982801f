import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { CommandResult, ReadIo, RunIo } from "../io/capability.ts";
import { type Holder, holdersOf } from "../io/holders.ts";
import { type Mount, mountAt, readMounts } from "../io/mountinfo.ts";
import { type Command, changer } from "../model/command.ts";
import { lastOutput } from "./last-output.ts";

/** A directory where a run mounts a file system, and the diagnostics for it. */
export interface ScratchPlace {
  readonly path: string;
  /** Whether the mount at the path belongs to this run; a diagnostic if that cannot be determined. */
  isOwn(mount: Mount, io: ReadIo): Promise<boolean | Diagnostic> | boolean;
  /** Another file system is mounted at the path. */
  occupied(mount: Mount): Diagnostic;
  busy(words: string, holders: readonly Holder[]): Diagnostic;
  notRemoved(words: string): Diagnostic;
}

const ROOT = { root: true } as const;

/** Creates directories that only root can enter. */
export function scratchDirectoryCommand(scratch: string, ...paths: readonly string[]): Command {
  return changer(["install", "--directory", "--mode=0700", scratch, ...paths], ROOT);
}

export function unmountCommand(path: string): Command {
  return changer(["umount", path], ROOT);
}

export function removeDirectoryCommand(path: string): Command {
  return changer(["rmdir", path], ROOT);
}

/**
 * The first of these paths that is not a directory of root only; null if all are. A mount shows the files of every
 * user, so a symbolic link, or a directory that others can enter or replace, is refused.
 */
export async function unsafeDirectory(paths: readonly string[], io: ReadIo): Promise<string | null> {
  for (const path of paths) {
    const facts = await io.lstat(path).catch(() => null);
    const isSafe = facts?.kind === "directory" && facts.uid === 0 && (facts.mode & 0o077) === 0;
    if (!isSafe) return path;
  }
  return null;
}

/** How a file system is mounted at such a place. */
export interface ScratchMount extends ScratchPlace {
  /** The directory that contains the place. */
  readonly scratch: string;
  readonly mount: Command;
  /** The path is not a directory of root only. */
  unsafe(path: string): Diagnostic;
  notCreated(result: CommandResult): Diagnostic | Promise<Diagnostic>;
  notMounted(result: CommandResult): Diagnostic | Promise<Diagnostic>;
}

/** Creates the directory and mounts there, if the directory is safe and nothing is mounted there yet. */
export async function makeScratchMount(place: ScratchMount, io: RunIo): Promise<Diagnostic | null> {
  const { scratch, path } = place;
  const created = await io.run(scratchDirectoryCommand(scratch, path));
  if (created.exitCode !== 0) return place.notCreated(created);
  const unsafe = await unsafeDirectory([scratch, path], io);
  if (unsafe !== null) return place.unsafe(unsafe);
  const other = await mountedAt(place, io);
  if (other !== null) return place.occupied(other);
  const mounted = await io.run(place.mount);
  return mounted.exitCode === 0 ? null : place.notMounted(withoutHint(mounted));
}

/** mount(8) ends its messages with a hint that names no reason. */
function withoutHint(result: CommandResult): CommandResult {
  const lines = result.stderr.toString("utf8").split("\n");
  return { ...result, stderr: Buffer.from(lines.filter((line) => !line.includes("dmesg(1) may have")).join("\n")) };
}

async function mountedAt({ path }: Pick<ScratchPlace, "path">, io: ReadIo): Promise<Mount | null> {
  return mountAt(await readMounts(io), path);
}

/** How long to wait for a busy mount in all, and between two attempts, in milliseconds. */
export interface Patience {
  readonly most: number;
  readonly between: number;
}

const PATIENCE: Patience = { most: 30_000, between: 1_000 };

/** Unmounts all mounts of this run at the path, and then removes the empty directory. */
export async function removeScratchMount(
  place: ScratchPlace,
  io: RunIo,
  patience: Patience = PATIENCE,
): Promise<Diagnostic | null> {
  return (await unmountOwn(place, io, patience)) ?? (await removeDirectory(place, io));
}

/** Only mounts of this run are unmounted. While a process uses the mount, this waits; then it names the process. */
async function unmountOwn(place: ScratchPlace, io: RunIo, { most, between }: Patience): Promise<Diagnostic | null> {
  let refusal: string | null = null;
  let waited = 0;
  for (;;) {
    const mount = await mountedAt(place, io);
    if (mount === null) return null;
    const isOwn = await place.isOwn(mount, io);
    if (isOwn === false) return place.occupied(mount);
    if (isOwn !== true) return isOwn;
    if (refusal !== null && waited >= most) return place.busy(refusal, await holdersOf(place.path, io));
    const result = await io.run(unmountCommand(place.path));
    refusal = result.exitCode === 0 ? null : lastOutput(result);
    if (refusal === null) continue;
    await new Promise((resolve) => setTimeout(resolve, between));
    waited += between;
  }
}

async function removeDirectory({ path, notRemoved }: ScratchPlace, io: RunIo): Promise<Diagnostic | null> {
  if ((await io.lstat(path)) === null) return null;
  const removed = await io.run(removeDirectoryCommand(path));
  return removed.exitCode === 0 || (await io.lstat(path)) === null ? null : notRemoved(lastOutput(removed));
}
