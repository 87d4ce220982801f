import {
  closeSync,
  linkSync,
  readFileSync,
  readlinkSync,
  readSync,
  renameSync,
  type Stats,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { caller } from "../descriptor/open-directory.ts";
import { SureError, systemCode } from "../errors.ts";
import type { ByteString } from "../format/bytes.ts";
import type { StoreDirectory } from "./directory.ts";
import { isUnsupported, OWN_MODE } from "./unsupported.ts";

/** The holder of a lock. Together these values identify one process of one boot of one machine. */
export interface LockHolder {
  readonly host: string;
  readonly bootId: string;
  /** The pid namespace: a pid means nothing outside of it. */
  readonly pidNamespace: string;
  readonly pid: number;
  /** Clock ticks since boot: a pid is reused, but not with the same start time. */
  readonly started: string;
}

export interface Lock {
  /** @throws SureError `locked` when the lock is no longer this process's own */
  assertHeld(): void;
  release(): void;
}

/** The state of a process from /proc/PID/stat. */
interface Seen {
  readonly state: string;
  readonly started: string;
}

/** A zombie: it has ended, and its parent has not waited for it yet. It writes nothing. */
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

/** The answer of the kernel, also for a process that is not visible. */
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

/** Maximum time that a lock can be without content, in milliseconds. */
const INSTANT = 10 * 60_000;

/** A holder has a few hundred bytes: only this much of a file is read. */
const LONGEST = 4096;

/** A file under a lock's name. Its text is cut at `LONGEST` bytes; undefined for what is no regular file. */
interface FoundLock {
  readonly text: string | undefined;
  readonly stats: Stats;
}

/**
 * What a power cut may leave of a lock where hard links do not exist: a name without content, long after it was made.
 */
const isTorn = (text: string, { mtimeMs }: Stats): boolean => /^\0*$/.test(text) && Date.now() - mtimeMs > INSTANT;

/**
 * Takes the lock of a surefile, or refuses at once.
 *
 * The lock is a file that appears under its name with its content in it, also after a power cut. A dead holder's is
 * moved away first; when two runs do that at once, one may move the lock of the other, so the holder checks again
 * (`assertHeld`) before it commits. An entry that is not a regular file, or belongs to another user, is not a lock, and is
 * renamed.
 *
 * @throws SureError `locked`
 */
export function takeLock(store: StoreDirectory): Lock {
  const self = thisProcess();
  const text = `${JSON.stringify(self)}\n`;
  const { lock } = store.place;
  let found: FoundLock | undefined;
  for (let attempt = 0; attempt < 3; attempt++) {
    const { isClaimed, owner } = claim(store, text);
    if (isClaimed) return heldLock(store, text);
    found = read(store, lock);
    if (found === undefined) continue;
    if (found.text === undefined || isForeign(found.stats, owner)) {
      setAside(store, found);
      continue;
    }
    const holder = parseHolder(found.text);
    if (!(holder ? isDead(holder, self) : isTorn(found.text, found.stats))) throw refusal(store, holder, found.stats);
    moveAway(store, found.text);
  }
  throw refusal(store, undefined, found?.stats);
}

function heldLock(store: StoreDirectory, text: string): Lock {
  const isHeld = (): boolean => read(store, store.place.lock)?.text === text;
  return {
    assertHeld() {
      if (!isHeld()) throw new SureError("locked", "the lock was taken by another run: nothing was written");
    },
    release() {
      if (isHeld()) store.clear(store.place.lock);
    },
  };
}

/** Runs `use` with a private name beside the lock, and removes the file with that name. */
function withOwnName<T>(store: StoreDirectory, use: (name: ByteString) => T): T {
  const name = `${store.place.lock}-${process.pid}`;
  store.clear(name);
  try {
    return use(name);
  } finally {
    store.clear(name);
  }
}

function create(store: StoreDirectory, name: ByteString, text: string): void {
  writeFileSync(store.at(name), text, { flag: "wx", flush: true, mode: OWN_MODE });
}

/** In a directory with the sticky bit, only root can rename the file of another user. */
function setAside(store: StoreDirectory, { stats }: FoundLock): void {
  try {
    store.setAside(store.place.lock);
  } catch (error) {
    if (systemCode(error) !== "EPERM" && systemCode(error) !== "EACCES") throw error;
    throw refusal(store, undefined, stats);
  }
}

/** `owner`: the user to whom files belong that this process creates here. */
function claim(store: StoreDirectory, text: string): { readonly isClaimed: boolean; readonly owner: number } {
  return withOwnName(store, (name) => {
    create(store, name, text);
    const owner = store.look(name)?.uid ?? caller();
    return { isClaimed: unlessThere(() => linkOrCreate(store, name, text)), owner };
  });
}

/** A lock of another user: it can be planted, and would prevent each update. A lock of root is respected. */
const isForeign = ({ uid }: Stats, owner: number): boolean => uid !== owner && uid !== caller() && uid !== 0;

/** Where hard links do not exist the lock is created empty for an instant, which others take for a live one. */
function linkOrCreate(store: StoreDirectory, name: ByteString, text: string): void {
  try {
    linkSync(store.at(name), store.at(store.place.lock));
  } catch (error) {
    if (!isUnsupported(error)) throw error;
    create(store, store.place.lock, text);
  }
}

function moveAway(store: StoreDirectory, expected: string): void {
  withOwnName(store, (name) => {
    unlessThere(() => {
      renameSync(store.at(store.place.lock), store.at(name));
      const moved = read(store, name)?.text;
      if (moved !== undefined && moved !== expected) linkOrCreate(store, name, moved);
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

function read(store: StoreDirectory, name: ByteString): FoundLock | undefined {
  const found = store.find(name);
  if (found?.fd === undefined) return found && { text: undefined, stats: found.stats };
  try {
    const bytes = Buffer.alloc(LONGEST);
    return { text: bytes.toString("utf8", 0, readSync(found.fd, bytes, 0, LONGEST, 0)), stats: found.stats };
  } finally {
    closeSync(found.fd);
  }
}

function refusal(store: StoreDirectory, holder: LockHolder | undefined, stats: Stats | undefined): SureError {
  const who = holder ? `process ${holder.pid} on ${JSON.stringify(holder.host)}` : "another run";
  const owner = stats === undefined || stats.uid === caller() ? "" : `, which belongs to user ${stats.uid}`;
  const how = `if that run has ended, remove ${store.shown(store.place.lock)}${owner}`;
  return new SureError("locked", `the surefile is being written by ${who}; ${how}`);
}
