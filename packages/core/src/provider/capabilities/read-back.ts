import type { Capabilities } from "./capabilities.ts";
import {
  SAMPLE_ACL_USER,
  SAMPLE_FORMS,
  SAMPLE_GID,
  SAMPLE_LENGTHS,
  SAMPLE_MODE,
  SAMPLE_NAMES,
  SAMPLE_TIME,
  SAMPLE_UID,
} from "./sample.ts";

interface Entry {
  readonly type: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly time: string;
  readonly records: ReadonlyMap<string, string>;
}

/** The parts of the sample that a file system stored, from an archive of the directory. Null: the archive has no sample. */
export function capabilitiesIn(archive: Buffer): Capabilities | null {
  const entries = entriesOf(archive);
  const files = ["file", "hard"].flatMap((name) => entries.get(name) ?? []);
  // tar writes the first name of a file whole, and each other name as a link to it.
  const file = files.find(({ type }) => type === "0");
  if (file === undefined) return null;
  const acl = entries.get("acl")?.records.get("SCHILY.acl.access") ?? "";
  return {
    owners: file.uid === SAMPLE_UID && file.gid === SAMPLE_GID,
    modes: file.mode === SAMPLE_MODE,
    hardLinks: files.some(({ type }) => type === "1"),
    symlinks: entries.get("symbolic")?.type === "2",
    specials: entries.get("fifo")?.type === "6",
    // tar makes no sockets. File systems store both kinds or none.
    sockets: entries.get("fifo")?.type === "6",
    devices: entries.get("device")?.type === "3",
    acls: new RegExp(`^user:([^:]*:)?${SAMPLE_ACL_USER}:|^user:[^:]+:r--`, "m").test(acl),
    xattrs: entries.get("xattr")?.records.has("SCHILY.xattr.user.rdump") ?? false,
    fileCapabilities: entries.get("capability")?.records.has("SCHILY.xattr.security.capability") ?? false,
    sparse: [...(entries.get("sparse")?.records.keys() ?? [])].some((key) => key.startsWith("GNU.sparse.")),
    cases: entries.has("case") && entries.has("CASE"),
    // A file system that refuses both forms does not mix them up.
    forms: new Set(SAMPLE_FORMS.map((name) => entries.has(name))).size === 1,
    anyName: SAMPLE_NAMES.every((name) => entries.has(name)),
    longestName: SAMPLE_LENGTHS.find((length) => entries.has("n".repeat(length))) ?? SHORT,
    times: timesOf(file.time),
  };
}

/** The result for a file system that stores none of the long names. */
const SHORT = 100;

function timesOf(time: string): Capabilities["times"] {
  if (time === SAMPLE_TIME) return "nanoseconds";
  if (time.startsWith(SAMPLE_TIME.slice(0, -"789".length))) return "microseconds";
  return Math.trunc(Number(time)) === Math.trunc(Number(SAMPLE_TIME)) ? "seconds" : "two seconds";
}

const BLOCK = 512;

function entriesOf(archive: Buffer): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  let records = new Map<string, string>();
  for (let at = 0; at + BLOCK <= archive.length; ) {
    const text = (from: number, length: number) =>
      archive.toString("latin1", at + from, at + from + length).replace(/\0.*$/s, "");
    const octal = (from: number, length: number) => Number.parseInt(text(from, length).trim() || "0", 8);
    const [name, size, type] = [text(0, 100), octal(124, 12), text(156, 1)];
    if (name === "") break;
    const content = at + BLOCK;
    if (type === "x") records = recordsOf(archive.toString("latin1", content, content + size));
    else {
      const time = records.get("mtime") ?? String(octal(136, 12));
      const whole = records.get("GNU.sparse.name") ?? records.get("path") ?? name;
      const plain = whole.replace(/^\.\//, "");
      entries.set(plain, { type, mode: octal(100, 8), uid: octal(108, 8), gid: octal(116, 8), time, records });
      records = new Map();
    }
    at = content + Math.ceil(size / BLOCK) * BLOCK;
  }
  return entries;
}

/** `LENGTH KEY=VALUE\n`; the length counts the whole record. */
function recordsOf(text: string): Map<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < text.length; ) {
    const length = Number.parseInt(text.slice(at), 10);
    if (!(length > 0)) break;
    const record = text.slice(text.indexOf(" ", at) + 1, at + length - 1);
    records.set(record.slice(0, record.indexOf("=")), record.slice(record.indexOf("=") + 1));
    at += length;
  }
  return records;
}
