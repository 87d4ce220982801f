import { createHash } from "node:crypto";
import {
  type Capabilities,
  canonicalJson,
  type FileWrite,
  type Mark,
  type Point,
  type RunRef,
  readCapabilities,
  stampOf,
} from "@rdump/core/provider";

/** The mark at the root of every directory mirror: its owner and its run. */
export const MARK_NAME = ".rdump.json";
/** Larger than any mark that rdump writes. */
export const MARK_LIMIT = 64 * 1024;
/** The directory for files that a file system check finds. It is not content of a mirror. */
export const LOST_AND_FOUND = "lost+found";

export interface MirrorMark extends Mark {
  /** The time of the run and of the state of the mirror, `2026-11-22T20:06:40Z`. */
  readonly time: string;
  /** False from before the first change until everything is copied, checked and on the disk. */
  readonly complete: boolean;
  /**
   * Of an incomplete mirror, the time of the run that completed it last, or that began it: changes of the source since
   * then can be missing. Absent: not known.
   */
  readonly since?: string;
  /** A digest of the excludes that the mirror was last completed with; absent: not known. */
  readonly excludes?: string;
  /** What the file system of the mirror stores; absent until it was probed. */
  readonly stores?: Stores;
}

export type Stores = Capabilities & {
  /** The mount that was probed: another one is probed again. */
  readonly on: string;
  /** The user who ran rdump, and whether its commands had the rights of root. With other rights the mirror is probed again. */
  readonly user: number | null;
  readonly root: boolean;
};

export type ReadMark =
  | { readonly kind: "mark"; readonly mark: MirrorMark }
  | { readonly kind: "newer"; readonly formatVersion: number }
  | { readonly kind: "unreadable"; readonly reason: string };

const VERSION = 1;

/** Every user may read it: it contains names and times, and `rdump status` without root needs it. */
export const MARK_MODE = 0o644;

export function markWrite(root: string, mark: MirrorMark): FileWrite {
  const content = `${canonicalJson(fieldsOf(mark), 2)}\n`;
  return { do: "write", path: markPath(root), content, mode: MARK_MODE };
}

export function markPath(root: string): string {
  return `${root === "/" ? "" : root}/${MARK_NAME}`;
}

export function parseMark(content: Buffer): ReadMark {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(content));
  } catch {
    return { kind: "unreadable", reason: "it is not JSON" };
  }
  if (typeof value !== "object" || value === null) return { kind: "unreadable", reason: "it is not an object" };
  const { formatVersion, owner, volume, machine = null, run, time, complete } = value as Record<string, unknown>;
  if (typeof formatVersion !== "number") return { kind: "unreadable", reason: "formatVersion is missing" };
  if (formatVersion > VERSION) return { kind: "newer", formatVersion };
  if (typeof owner !== "string") return { kind: "unreadable", reason: "owner is missing" };
  if (typeof volume !== "string") return { kind: "unreadable", reason: "volume is missing" };
  if (machine !== null && typeof machine !== "string") return { kind: "unreadable", reason: "machine is invalid" };
  if (typeof run !== "string") return { kind: "unreadable", reason: "run is missing" };
  const timeRead = readTime(time);
  if (timeRead === null) return { kind: "unreadable", reason: "time is missing or invalid" };
  if (typeof complete !== "boolean") return { kind: "unreadable", reason: "complete is missing" };
  const stores = readStores((value as Record<string, unknown>).stores);
  const since = readTime((value as Record<string, unknown>).since);
  const { excludes } = value as Record<string, unknown>;
  return {
    kind: "mark",
    mark: {
      ...{ owner, volume, machine, run, time: timeRead, complete },
      ...(since === null ? {} : { since }),
      ...(typeof excludes === "string" ? { excludes } : {}),
      ...(stores === null ? {} : { stores }),
    },
  };
}

function readTime(value: unknown): string | null {
  return typeof value === "string" && TIME.test(value) && !Number.isNaN(Date.parse(value)) ? value : null;
}

function readStores(value: unknown): Stores | null {
  const capabilities = readCapabilities(value);
  const { on, user, root } = (value ?? {}) as Record<string, unknown>;
  const isUser = user === null || (typeof user === "number" && Number.isSafeInteger(user));
  if (capabilities === null || typeof on !== "string" || typeof root !== "boolean" || !isUser) return null;
  return { ...capabilities, on, user, root };
}

/** The declarations that decide which files a mirror leaves out. */
export function excludesDigest(rules: readonly string[]): string {
  return createHash("sha256").update(canonicalJson(rules)).digest("hex").slice(0, 16);
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

export interface Belongs {
  readonly owner: string;
  readonly volume: string;
  /** Values of rsync's `--filter`. */
  readonly rules: readonly string[];
  /** Null: not known. */
  readonly stores: Stores | null;
}

export function markOf({ owner, volume, rules, stores }: Belongs, run: RunRef, complete: boolean): MirrorMark {
  const { machine, id, time } = run;
  const about = { ...(complete ? { excludes: excludesDigest(rules) } : {}), ...(stores === null ? {} : { stores }) };
  return { owner, volume, machine, run: id, time, complete, ...about };
}

/** The one state that a mirror holds. Its identity changes with the run, and with whether it is complete. */
export function pointOf(mark: MirrorMark): Point {
  const time = Date.parse(mark.time);
  return {
    id: identityOf(mark),
    name: `${mark.volume}-${stampOf(time)}`,
    time,
    run: mark.run,
    machine: mark.machine,
    state: mark.complete ? "complete" : "incomplete",
    held: [],
  };
}

/** SHA-256 over the mark, in hexadecimal digits. */
function identityOf(mark: MirrorMark): string {
  return createHash("sha256")
    .update(canonicalJson(fieldsOf(mark)))
    .digest("hex");
}

/** As version 0.1 wrote it where there is no machine, so that the identity of its mirrors stays. */
function fieldsOf({ machine, ...mark }: MirrorMark) {
  return { formatVersion: VERSION, ...mark, ...(machine === null ? {} : { machine }) };
}
