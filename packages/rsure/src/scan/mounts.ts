import { readFileSync } from "node:fs";
import { caller } from "../descriptor/open-directory.ts";
import type { ByteString } from "../format/bytes.ts";
import { type EscapedName, escapeName, unescapeName } from "../format/escape.ts";

/** A line of /proc/self/mountinfo. */
interface Mount {
  readonly path: ByteString;
  /** `major:minor` of the file system. */
  readonly device: string;
  readonly type: string;
  readonly options: string;
}

/** The table is read again for each query, up to this number; then once a second. */
const OFTEN = 1000;
const SECOND = 1000;

const OCTAL = /\\([0-7]{3})/g;

const unescaped = (word: string): ByteString =>
  word.replace(OCTAL, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));

/** The mounts that this process sees, as proc_pid_mountinfo(5) describes them. */
export function parseMounts(text: string): Mount[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [, , device = "", , path = "", ...rest] = line.split(" ");
      const [type = "", , options = ""] = rest.slice(rest.indexOf("-") + 1);
      return { path: unescaped(path), device, type, options };
    });
}

const readMounts = (): Mount[] => parseMounts(readFileSync("/proc/self/mountinfo", "latin1"));

/** Whether a user other than root and the caller mounted it: that user determines its answers, or it never answers. */
function isOfAnotherUser({ type, options }: Mount): boolean {
  if (!/^fuse(blk)?(\.|$)/.test(type)) return false;
  const user = Number(/(?:^|,)user_id=(\d+)/.exec(options)?.[1] ?? 0);
  return user !== 0 && user !== caller();
}

/** Which entries of a tree are mount points of other file systems. */
export class Mounts {
  readonly #root: ByteString;
  readonly #device: string;
  /** Paths relative to the tree, escaped, that are never looked at. */
  readonly untouchable: ReadonlySet<EscapedName>;

  readonly #read: () => readonly Mount[];
  #mounts: readonly Mount[];
  #reads = 0;
  #lastRead = 0;

  /**
   * @param root the tree's path as the kernel knows it
   * @param read tells the mounts of now
   */
  constructor(root: ByteString, read: () => readonly Mount[] = readMounts) {
    const mounts = read();
    this.#read = read;
    this.#mounts = mounts;
    this.#root = root.endsWith("/") ? root : `${root}/`;
    const holders = mounts.filter(({ path }) => path === "/" || this.#root.startsWith(`${path}/`));
    const holder = holders.reduce<Mount | undefined>(longest, undefined);
    this.#device = holder?.device ?? "";
    const below = mounts.filter((mount) => mount.path.startsWith(this.#root) && isOfAnotherUser(mount));
    const isDatasetRoot = holder?.type === "zfs" && (holder.path === "/" ? "/" : `${holder.path}/`) === this.#root;
    // With `snapdir=visible`, a dataset lists its snapshots there.
    const snapshots = isDatasetRoot ? [escapeName(".zfs")] : [];
    this.untouchable = new Set([...below.map(({ path }) => escapeName(path.slice(this.#root.length))), ...snapshots]);
  }

  /** Whether another file system is mounted there now. */
  isElsewhere(path: EscapedName): boolean {
    const wanted = this.#root + unescapeName(path);
    const last = this.#current().findLast((mount) => mount.path === wanted);
    return last !== undefined && last.device !== this.#device;
  }

  /** As of now; where very much cannot be looked at, as of a second ago at most. */
  #current(): readonly Mount[] {
    const now = performance.now();
    if (this.#reads < OFTEN || now - this.#lastRead > SECOND) {
      this.#mounts = this.#read();
      this.#reads++;
      this.#lastRead = now;
    }
    return this.#mounts;
  }
}

/** Of two mounts with one path, the later one is visible. */
const longest = (best: Mount | undefined, mount: Mount): Mount =>
  best !== undefined && best.path.length > mount.path.length ? best : mount;
