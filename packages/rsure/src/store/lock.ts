import { linkSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { SureError, systemCode } from "../errors.ts";
import { fsPath } from "../format/bytes.ts";
import { escapeName } from "../format/escape.ts";
import type { Place } from "./place.ts";
import { isUnsupported } from "./unsupported.ts";

/** Who holds a lock. Together these name one process of one boot of one machine, and never another. */
export interface LockHolder {
  readonly host: string;
  readonly bootId: string;
  /** The pid namespace: a pid means nothing outside of it. */
  readonly pidNamespace: string;
  readonly pid: number;
  /** Clock ticks since boot: a pid is used again, together with this it is not. */
  readonly started: string;
}

export interface Lock {
  /** @throws SureError `locked` when the lock is no longer this process's own */
  assertHeld(): void;
  release(): void;
}

/** What /proc/PID/stat tells of a process. */
interface Seen {
  readonly state: string;
  readonly started: string;
}

/** It has ended, and nobody has waited for it yet: it writes nothing any more. */
const ENDED: ReadonlySet<string> = new Set(["Z", "X", "x"]);

/**
 * Fields 3 and 22; the second may hold spaces and parentheses, so count from its end. Undefined when there is no such
 * process, and when it may not be seen (`hidepid`, or the /proc of another namespace).
 */
function look(pid: number): Seen | undefined {
  try {
    if (readlinkSync("/proc/self") !== String(process.pid)) return undefined;
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const [state = "", ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { state, started: fields[18] ?? "" };
  } catch {
    return undefined;
  }
}

/** The kernel's own word, also of one that may not be seen. */
function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return systemCode(error) === "ESRCH";
  }
}

function thisProcess(): LockHolder {
  return {
    host: hostname(),
    bootId: readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim(),
    pidNamespace: readlinkSync("/proc/self/ns/pid"),
    pid: process.pid,
    started: look(process.pid)?.started ?? "",
  };
}

function parseHolder(text: string): LockHolder | undefined {
  try {
    const { host, bootId, pidNamespace, pid, started } = JSON.parse(text);
    const texts = [host, bootId, pidNamespace, started].every((value) => typeof value === "string");
    return texts && Number.isSafeInteger(pid) ? { host, bootId, pidNamespace, pid, started } : undefined;
  } catch {
    return undefined;
  }
}

/** Dead only when that is certain: same machine and either an earlier boot, or no such process any more. */
export function isDead(holder: LockHolder, self: LockHolder, lookAt = look): boolean {
  if (holder.host !== self.host) return false;
  if (holder.bootId !== self.bootId) return true;
  if (holder.pidNamespace !== self.pidNamespace) return false;
  const seen = lookAt(holder.pid);
  if (seen === undefined) return isGone(holder.pid);
  return ENDED.has(seen.state) || (holder.started !== "" && seen.started !== holder.started);
}

/** No lock is without its content for so long, in milliseconds. */
const INSTANT = 10 * 60_000;

/** What a power cut may leave of a lock where hard links do not exist: a name without content, long after it was made. */
function isTorn(path: string | Buffer, text: string): boolean {
  const facts = /^\0*$/.test(text) ? statSync(path, { throwIfNoEntry: false }) : undefined;
  return facts !== undefined && Date.now() - facts.mtimeMs > INSTANT;
}

/**
 * Takes the lock of a surefile, or refuses at once.
 *
 * The lock is a file that appears under its name with its content in it, also after a power cut. A dead holder's is moved away first; when two
 * runs do that at once, one may move the other's, so whoever holds the lock asks again (`assertHeld`) before it commits.
 *
 * @throws SureError `locked`
 */
export function takeLock(place: Place): Lock {
  const self = thisProcess();
  const text = `${JSON.stringify(self)}\n`;
  const path = fsPath(place.lock);
  for (let attempt = 0; attempt < 3; attempt++) {
    if (claim(place, text)) return heldLock(path, text);
    const found = read(path);
    if (found === undefined) continue;
    const holder = parseHolder(found);
    if (!(holder ? isDead(holder, self) : isTorn(path, found))) throw refusal(place, holder);
    moveAway(place, found);
  }
  throw refusal(place, undefined);
}

function heldLock(path: string | Buffer, text: string): Lock {
  return {
    assertHeld() {
      if (read(path) !== text) throw new SureError("locked", "the lock was taken by another run: nothing was written");
    },
    release() {
      if (read(path) === text) rmSync(path, { force: true });
    },
  };
}

/** Runs `use` with a name beside the lock that is this process's own, and leaves nothing under it. */
function withOwnName<T>(place: Place, use: (path: string | Buffer) => T): T {
  const path = fsPath(`${place.lock}-${process.pid}`);
  rmSync(path, { force: true });
  try {
    return use(path);
  } finally {
    rmSync(path, { force: true });
  }
}

function claim(place: Place, text: string): boolean {
  return withOwnName(place, (path) => {
    writeFileSync(path, text, { flag: "wx", flush: true });
    return unlessThere(() => linkOrCreate(path, fsPath(place.lock), text));
  });
}

/** Where hard links do not exist the lock is created empty for an instant, which others take for a live one. */
function linkOrCreate(path: string | Buffer, lock: string | Buffer, text: string): void {
  try {
    linkSync(path, lock);
  } catch (error) {
    if (!isUnsupported(error)) throw error;
    writeFileSync(lock, text, { flag: "wx", flush: true });
  }
}

function moveAway(place: Place, expected: string): void {
  withOwnName(place, (path) => {
    unlessThere(() => {
      renameSync(fsPath(place.lock), path);
      const moved = read(path);
      if (moved !== undefined && moved !== expected) linkOrCreate(path, fsPath(place.lock), moved);
    });
  });
}

/** False when another process was faster, which is no error. */
function unlessThere(act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (systemCode(error) === "EEXIST" || systemCode(error) === "ENOENT") return false;
    throw error;
  }
}

function read(path: string | Buffer): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

function refusal(place: Place, holder: LockHolder | undefined): SureError {
  const who = holder ? `process ${holder.pid} on ${JSON.stringify(holder.host)}` : "another run";
  const how = `if that run is gone, remove ${JSON.stringify(escapeName(place.lock))}`;
  return new SureError("locked", `the surefile is being written by ${who}; ${how}`);
}
