import { visible } from "../diagnostics/visible.ts";
import type { ReadIo } from "./capability.ts";

/** A process that keeps a mount busy, and how it uses the mount. */
export interface Holder {
  readonly pid: number;
  readonly name: string;
  readonly by: "working directory" | "root directory" | "open file" | "another mount namespace";
}

const MOST_PROCESSES = 100_000;
const MOST_FILES = 4_096;
const MOST_HOLDERS = 8;

/**
 * The processes that use a mount point: by a directory, by files, or by a separate mount namespace. Only as far as
 * /proc shows them.
 */
export async function holdersOf(path: string, io: ReadIo): Promise<readonly Holder[]> {
  const pids = ((await io.names("/proc", MOST_PROCESSES)) ?? []).map(String).filter((name) => /^\d+$/.test(name));
  const own = await namespaceOf("self", io);
  const holders: Holder[] = [];
  for (const pid of pids) {
    if (holders.length >= MOST_HOLDERS) break;
    const by = await holdOf(pid, path, own, io);
    if (by !== null) holders.push({ pid: Number(pid), name: await nameOf(pid, io), by });
  }
  return holders;
}

/** The processes in a sentence. */
export function heldBy(holders: readonly Holder[]): string {
  const who = holders.map(({ pid, name, by }) => `process ${pid} (${visible(name)}, by its ${by})`);
  return who.length === 0 ? "No process that uses it was found." : `It is used by ${who.join(", ")}.`;
}

async function holdOf(pid: string, path: string, own: string | null, io: ReadIo): Promise<Holder["by"] | null> {
  if (liesIn(await leadsTo(`/proc/${pid}/cwd`, io), path)) return "working directory";
  if (liesIn(await leadsTo(`/proc/${pid}/root`, io), path)) return "root directory";
  const files = (await io.names(`/proc/${pid}/fd`, MOST_FILES).catch(() => null)) ?? [];
  for (const file of files) {
    if (liesIn(await leadsTo(`/proc/${pid}/fd/${file}`, io), path)) return "open file";
  }
  if ((await namespaceOf(pid, io)) === own) return null;
  const mounts = await io.readFile(`/proc/${pid}/mountinfo`, 2 ** 22).catch(() => null);
  const isThere = mounts?.toString("latin1").includes(` ${path.replaceAll(" ", "\\040")} `) ?? false;
  return isThere ? "another mount namespace" : null;
}

function liesIn(path: string | null, inside: string): boolean {
  return path !== null && (path === inside || path.startsWith(`${inside}/`));
}

function namespaceOf(pid: string, io: ReadIo): Promise<string | null> {
  return leadsTo(`/proc/${pid}/ns/mnt`, io);
}

/** The target of a link of /proc; null for an ended process, or without permission. */
async function leadsTo(link: string, io: ReadIo): Promise<string | null> {
  return io.realpath(link).catch(() => null);
}

async function nameOf(pid: string, io: ReadIo): Promise<string> {
  const comm = await io.readFile(`/proc/${pid}/comm`, 4096).catch(() => null);
  return comm?.toString("utf8").trim() ?? "?";
}
