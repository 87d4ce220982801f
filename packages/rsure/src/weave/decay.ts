import type { EscapedName } from "../format/escape.ts";
import { attributesOf } from "../format/line.ts";
import type { Attributes } from "../format/node.ts";
import { FILE, LEAVE, LinePath } from "./line-path.ts";
import type { MergeSink } from "./merge.ts";

/**
 * The attribute of a file that decayed: the SHA-1 of its last good content, and the time of the revision that had it, in
 * seconds since 1970: `f572d3...@1795374274`. Its file is read by each update, until it is written, deleted or good again.
 */
export const DECAYED = "decayed";

/** A file whose content changed although inode, size, mtime and ctime did not. */
export interface Decay {
  readonly path: EscapedName;
  /** The SHA-1 of the good content. */
  readonly good: string;
  /** The SHA-1 of the content now; null: it could not be read. */
  readonly now: string | null;
  /** The time of the last revision with the good content, in seconds since 1970. */
  readonly asOf: number;
  /** False: the ctime is not clearly older than the recorded tree, so the file can have been written in that second. */
  readonly isCertain: boolean;
}

interface WatchOptions {
  /** The time of the base revision, in seconds since 1970; null: not known. */
  readonly asOf: number | null;
  /** The recorded ctime below which a file with the same ctime was not written. */
  readonly trustedBefore: number;
  /** Whether the file has been written since it was read. */
  readonly isWritten: (path: EscapedName, now: Attributes) => boolean;
  readonly onDecay: (decay: Decay) => void;
  /** The base revision has it as decayed, and it is good, written or deleted. */
  readonly onEnd: (path: EscapedName) => void;
  /** The file decayed, and its line was handed on without this value of the attribute. */
  readonly onLate: (path: EscapedName, mark: string) => void;
}

/** Finds files that decayed since the base revision, and marks them in the new one. Hands everything on. */
export class DecayWatch implements MergeSink {
  readonly #path = new LinePath();
  /** By identity: decayed files of the base revision that are not at their path any more. */
  readonly #lost = new Map<string, Lost>();
  /** By identity: files with a new path and an old ctime, which a renamed directory has. */
  readonly #moved = new Map<string, Moved>();
  readonly #options: WatchOptions;
  readonly #next: MergeSink;

  constructor(next: MergeSink, options: WatchOptions) {
    this.#next = next;
    this.#options = options;
  }

  both(old: string, fresh: string): void {
    this.#path.follow(fresh);
    const watched = fresh.charCodeAt(0) === FILE && old !== fresh ? this.#watched(old, fresh) : fresh;
    if (old !== fresh && isMarked(old) && !isMarked(watched)) this.#options.onEnd(this.#path.of(old));
    this.#next.both(old, watched);
    if (this.#path.hasLeftRoot && old.charCodeAt(0) === LEAVE) this.#endLost();
  }

  dropped(old: string, outermost: boolean): void {
    this.#path.follow(old);
    if (isMarked(old)) this.#lose(old);
    this.#next.dropped(old, outermost);
  }

  added(fresh: string, outermost: boolean): void {
    this.#path.follow(fresh);
    this.#next.added(fresh.charCodeAt(0) === FILE ? this.#found(fresh) : fresh, outermost);
  }

  /** The new path of the file can come later, or was before. */
  #lose(old: string): void {
    const before = attributesOf(old);
    const good = goodOf(before, this.#options.asOf);
    const path = this.#path.of(old);
    const identity = identityOf(before);
    const moved = this.#moved.get(identity);
    if (good === null) this.#options.onEnd(path);
    else if (moved === undefined) this.#lost.set(identity, { path, ...good });
    else if (good.sha1 === moved.sha1) this.#options.onEnd(path);
    else {
      this.#report(good, moved);
      this.#options.onLate(moved.path, markOf(good));
    }
  }

  /** A file whose directory was renamed keeps its inode and its ctime. */
  #found(fresh: string): string {
    const now = attributesOf(fresh);
    if (!(Number(now.ctime) < this.#options.trustedBefore)) return fresh;
    const identity = identityOf(now);
    const path = this.#path.of(fresh);
    const lost = this.#lost.get(identity);
    if (lost === undefined) {
      if (this.#moved.size < MOST_MOVED) this.#moved.set(identity, { path, sha1: now.sha1 ?? null });
      return fresh;
    }
    if (lost.sha1 === now.sha1) return fresh;
    this.#lost.delete(identity);
    this.#report(lost, { path, sha1: now.sha1 ?? null });
    return withDecayed(fresh, markOf(lost));
  }

  #report({ sha1, asOf }: Good, { path, sha1: now }: Moved): void {
    this.#options.onDecay({ path, good: sha1, now, asOf, isCertain: true });
  }

  #endLost(): void {
    for (const { path } of this.#lost.values()) this.#options.onEnd(path);
    this.#lost.clear();
  }

  #watched(old: string, fresh: string): string {
    const [before, now] = [attributesOf(old), attributesOf(fresh)];
    if (!isSameFile(before, now)) return fresh;
    const good = goodOf(before, this.#options.asOf);
    if (good === null || good.sha1 === now.sha1 || (now.sha1 === undefined && before[DECAYED] === undefined))
      return fresh;
    const path = this.#path.of(fresh);
    if (this.#options.isWritten(path, now)) return fresh;
    const isCertain = before[DECAYED] !== undefined || Number(before.ctime) < this.#options.trustedBefore;
    this.#options.onDecay({ path, good: good.sha1, now: now.sha1 ?? null, asOf: good.asOf, isCertain });
    return isCertain ? withDecayed(fresh, markOf(good)) : fresh;
  }
}

interface Good {
  readonly sha1: string;
  readonly asOf: number;
}

interface Lost extends Good {
  readonly path: EscapedName;
}

interface Moved {
  readonly path: EscapedName;
  readonly sha1: string | null;
}

/** So many files are kept in memory, some 200 bytes each. */
const MOST_MOVED = 50_000;

/** A name has no blank, so it cannot be taken for the attribute. */
function isMarked(line: string): boolean {
  return line.charCodeAt(0) === FILE && line.includes(` ${DECAYED} `);
}

function isSameFile(before: Attributes, now: Attributes): boolean {
  return before.kind === "file" && now.kind === "file" && identityOf(before) === identityOf(now);
}

function identityOf({ ino, size, mtime, ctime }: Attributes): string {
  return `${ino} ${size} ${mtime} ${ctime}`;
}

/** The good content of a file, by the line of a revision. */
export function goodOf(line: Attributes, asOf: number | null): Good | null {
  const [, sha1, time] = /^([0-9a-f]{40})@(-?\d{1,12})$/.exec(line[DECAYED] ?? "") ?? [];
  if (sha1 !== undefined) return { sha1, asOf: Number(time) };
  return line.sha1 === undefined || asOf === null ? null : { sha1: line.sha1, asOf };
}

function markOf({ sha1, asOf }: Good): string {
  return `${sha1}@${asOf}`;
}

/** Its place is behind ctime, the first attribute of a file. */
export function withDecayed(line: string, value: string): string {
  const at = line.indexOf(" gid ", line.indexOf(" ["));
  return `${line.slice(0, at)} ${DECAYED} ${value}${line.slice(at)}`;
}
