import { link, lstat, mkdir, readdir, rm, unlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Failure } from "../diagnostics/failure.ts";
import { visible } from "../diagnostics/visible.ts";
import { syncDirectory } from "../io/atomic-file.ts";
import type { Identity, ProcessIdentity } from "../io/process-identity.ts";
import { readRegularFile } from "../io/regular-file.ts";
import { APPLY } from "./codes.ts";

/** Who holds a state directory. */
export interface LockHolder extends ProcessIdentity {
  readonly run: string;
  readonly since: string;
}

export interface Lock {
  release(): Promise<void>;
}

export interface LockRequest {
  readonly stateDir: string;
  /** The process that takes the lock, and the check whether another holder is dead. */
  readonly identity: Identity;
  readonly run: string;
  /** `2026-11-22T20:06:40Z`. */
  readonly since: string;
  /** How long to wait for another run to end, in milliseconds. */
  readonly wait: number;
  readonly signal: AbortSignal;
}

const BETWEEN_TRIES = 250;
/** Maximum time between the creation of a lock file and its rename, in milliseconds. */
const LEFT = 10 * 60_000;
/** More than any lock is long, in bytes. */
const MAX_LOCK = 64 * 1024;

/** `elsewhere`: on another host or in another PID namespace, so its processes cannot be queried. */
export interface LockState {
  readonly holder: LockHolder;
  readonly state: "alive" | "dead" | "elsewhere";
}

/** The holder of the lock of a state directory; null without a lock. */
export async function readLock(stateDir: string, identity: Identity): Promise<LockState | null> {
  const holder = await readHolder(lockPath(stateDir));
  if (holder === null) return null;
  if (identity.isProvablyDead(holder)) return { holder, state: "dead" };
  return { holder, state: identity.isElsewhere(holder) ? "elsewhere" : "alive" };
}

/**
 * Removes the lock of the named run, or its right to remove the lock of another, where it died at that. The run must be
 * dead. For a run on another host or in another PID namespace, the caller is responsible for that.
 */
export async function breakLock(stateDir: string, run: string, identity: Identity): Promise<void> {
  let path = lockPath(stateDir);
  const first = await readHolder(path);
  if (first === null) throw APPLY.failure("lock-none", `${visible(path)} does not exist. Nothing was changed.`);
  let holder = first;
  while (holder.run !== run) {
    path = rightToRemove(path, holder);
    const remover = await readHolder(path);
    if (remover === null) {
      const detail = `Run ${visible(first.run)} holds the lock, not ${visible(run)}. Nothing was changed.`;
      throw APPLY.failure("lock-other-run", detail);
    }
    holder = remover;
  }
  if (!identity.isProvablyDead(holder) && !identity.isElsewhere(holder)) {
    const detail = `Process ${holder.pid} of run ${visible(run)} is running. To interrupt it:\nkill -INT ${holder.pid}`;
    throw APPLY.failure("lock-alive", detail);
  }
  const own = identity.own();
  const breaker = { ...own, run: `unlock-${own.pid}`, since: holder.since };
  const other = await removeLock(path, holder, breaker, identity);
  if (other !== null) throw held(path, other, identity);
}

function rightToRemove(path: string, { run }: LockHolder): string {
  return `${path}.${run}`;
}

function lockPath(stateDir: string): string {
  return join(stateDir, "lock");
}

/** Takes the one lock of a state directory, or fails with who holds it. */
export async function takeLock(request: LockRequest): Promise<Lock> {
  await mkdir(request.stateDir, { recursive: true, mode: 0o700 });
  const path = lockPath(request.stateDir);
  const { identity } = request;
  const holder: LockHolder = { run: request.run, since: request.since, ...identity.own() };
  const deadline = performance.now() + request.wait;
  for (;;) {
    const other = await acquire(path, holder, identity);
    if (other === null) {
      await sweep(request.stateDir).catch(() => {});
      return { release: () => release(path, holder) };
    }
    const left = deadline - performance.now();
    if (left <= 0 || request.signal.aborted) throw held(path, other, identity);
    await sleep(Math.min(BETWEEN_TRIES, Math.max(1, left)));
  }
}

/**
 * Removes files of processes that died while they took the lock. A recent file can belong to a process that takes the
 * lock now. The time of the own lock file is the time of the file system.
 */
async function sweep(stateDir: string): Promise<void> {
  const { mtimeMs: now } = await lstat(lockPath(stateDir));
  for (const name of await readdir(stateDir)) {
    if (!/^lock\..*\.tmp$/.test(name)) continue;
    const path = join(stateDir, name);
    if (now - (await lstat(path)).mtimeMs > LEFT) await unlink(path);
  }
}

/**
 * Null if the lock is taken by this run; else its holder. The lock of a holder that is provably dead is removed first,
 * and the right to remove it is a lock of its own, named after that holder's run: so one process removes it once, and
 * never a newer lock. A process that dies during the removal leaves a lock that is removed in the same way.
 */
async function acquire(path: string, holder: LockHolder, identity: Identity): Promise<LockHolder | null> {
  const other = await readHolder(path);
  if (other === null) return linkLock(path, holder);
  if (!identity.isProvablyDead(other)) return other;
  return (await removeLock(path, other, holder, identity)) ?? (await linkLock(path, holder));
}

/** Null when the lock of `other` is removed; else the process that removes it. */
async function removeLock(
  path: string,
  other: LockHolder,
  holder: LockHolder,
  identity: Identity,
): Promise<LockHolder | null> {
  const right = rightToRemove(path, other);
  const faster = await acquire(right, holder, identity);
  if (faster !== null) return faster;
  try {
    if ((await readHolder(path))?.run === other.run) await unlink(path);
  } finally {
    await unlink(right);
  }
  return null;
}

/** A link fails if the name exists. Unlike a rename, a link can never replace a lock. */
async function linkLock(path: string, holder: LockHolder): Promise<LockHolder | null> {
  const temporary = `${path}.${holder.run}.tmp`;
  try {
    await writeFile(temporary, `${JSON.stringify(holder)}\n`, { mode: 0o600, flag: "w", flush: true });
    await link(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    // Awaited here, because the next attempt uses the same temporary name, which `finally` removes.
    return (await readHolder(path)) ?? (await linkLock(path, holder));
  } finally {
    await rm(temporary, { force: true });
  }
  await syncDirectory(dirname(path));
  return null;
}

async function release(path: string, holder: LockHolder): Promise<void> {
  if ((await readHolder(path))?.run === holder.run) await unlink(path);
}

async function readHolder(path: string): Promise<LockHolder | null> {
  const found = await readRegularFile(path, MAX_LOCK).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    if (error instanceof Failure) throw error;
    throw unreadable(
      path,
      error.message,
      "The lock belongs to another user. Each user who runs rdump needs a separate `stateDir`.",
    );
  });
  if (found === null) return null;
  const holder = "text" in found ? parseHolder(found.text) : null;
  if (holder !== null) return holder;
  const fault = "fault" in found ? found.fault : "the content is not what this version of rdump writes";
  throw unreadable(path, fault, "Make sure that no rdump is running, then remove the file.");
}

function unreadable(path: string, why: string, remedy: string): Failure {
  return APPLY.failure("lock-unreadable", `${visible(path)}: ${visible(why)}. ${remedy}`);
}

function parseHolder(text: string): LockHolder | null {
  try {
    const {
      run,
      since,
      host,
      bootId,
      pidNamespace = null,
      pid,
      startTime,
    } = JSON.parse(text) as { [key: string]: unknown };
    if (typeof pid !== "number" || (pidNamespace !== null && typeof pidNamespace !== "string")) return null;
    const texts = { run, since, host, bootId, startTime };
    if (Object.values(texts).some((value) => typeof value !== "string")) return null;
    return { pid, pidNamespace, ...(texts as { [key in keyof typeof texts]: string }) };
  } catch {
    return null;
  }
}

/** Text for a holder that is `elsewhere`. */
export const LOCK_HOLDER_ELSEWHERE =
  "That is another host or container, so rdump cannot know whether the run is alive.";

function held(path: string, holder: LockHolder, identity: Identity): Failure {
  const { run, host, pid, since } = holder;
  const remedy = identity.isElsewhere(holder)
    ? `${LOCK_HOLDER_ELSEWHERE} Wait for that run with --wait. If the run is certainly dead, remove its lock:\nrdump unlock ${visible(run)}`
    : "Wait for that run with --wait, or interrupt its process.";
  const who = `Run ${visible(run)} (process ${pid} on ${visible(host)}, since ${visible(since)})`;
  return APPLY.failure("lock-held", `${who} holds ${path}. ${remedy}`);
}
