import { join } from "node:path/posix";
import { countOf, fieldsOf, parseJson, type ReadIo, textOf } from "@rdump/core/provider";
import type { Access } from "../access.ts";
import { lockQuery } from "../commands.ts";
import { isRemote } from "../naming/location.ts";

/** The lock of a process of this host that has ended. */
export type DeadLock = {
  readonly id: string;
  readonly pid: number;
  readonly host: string;
};

interface Lock extends DeadLock {
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** So many locks are read: more are not left by processes that died. */
const MOST = 20;

/** The locks of a local repository, in the order of their ids. Of a remote repository nothing is known. */
async function locksOf(io: ReadIo, access: Access): Promise<readonly Lock[]> {
  if (isRemote(access.location)) return [];
  const names = (await io.names(join(access.location, "locks"), MOST).catch(() => null)) ?? [];
  const ids = names.map(String).filter((name) => /^[0-9a-f]{64}$/.test(name));
  const locks: Lock[] = [];
  for (const id of ids.sort()) {
    const { exitCode, stdout } = await io.query(lockQuery(access, id));
    const lock = exitCode === 0 ? parseLock(id, stdout) : null;
    if (lock !== null) locks.push(lock);
  }
  return locks;
}

/** The locks whose processes have provably ended. */
export async function deadLocks(io: ReadIo, access: Access): Promise<readonly DeadLock[]> {
  const locks = await locksOf(io, access);
  if (locks.length === 0) return [];
  const host = (await textAt(io, "/proc/sys/kernel/hostname"))?.trim() ?? "";
  const dead: DeadLock[] = [];
  for (const lock of locks) {
    if (host === "" || lock.host !== host || !(await hasEnded(io, lock))) continue;
    dead.push({ id: lock.id, pid: lock.pid, host: lock.host });
  }
  return dead;
}

/** No such process, or a process that began after the lock: process numbers are used again. */
async function hasEnded(io: ReadIo, { pid, time }: Lock): Promise<boolean> {
  if ((await io.lstat("/proc/self").catch(() => null)) === null) return false;
  const stat = await textAt(io, `/proc/${pid}/stat`);
  if (stat === null) return (await io.lstat(`/proc/${pid}`)) === null;
  const [state = "", ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (state === "Z" || state === "X") return true;
  const boot = /^btime (\d+)$/m.exec((await textAt(io, "/proc/stat")) ?? "")?.[1];
  const ticks = Number(fields[18]);
  if (boot === undefined || !Number.isSafeInteger(ticks)) return false;
  return (Number(boot) + ticks / TICKS) * 1000 > time + CLOCK_STEP;
}

/** Clock ticks a second in /proc, on all machines of Linux. */
const TICKS = 100;
/** A clock that was corrected since must not make a living process dead. In milliseconds. */
const CLOCK_STEP = 3600_000;

async function textAt(io: ReadIo, path: string): Promise<string | null> {
  const content = await io.readFile(path, 1024 * 1024).catch(() => null);
  return content?.toString("utf8") ?? null;
}

function parseLock(id: string, stdout: Buffer): Lock | null {
  const { pid, hostname, time } = fieldsOf(parseJson(stdout.toString("utf8")));
  const number = countOf(pid);
  const at = Date.parse(textOf(time));
  if (number === undefined || textOf(hostname) === "" || Number.isNaN(at)) return null;
  return { id, pid: number, host: textOf(hostname), time: at };
}
