import { isTooDeep } from "../left-out/reach.ts";
import type { LogEntry } from "./log.ts";

/** Problems of borg with files. Names are as borg prints them: `?` for each byte that is not UTF-8. */
export interface ReadingReport {
  /** Deleted between the listing and the read. */
  readonly vanished: NamedFiles;
  /** Changed or replaced during the read. */
  readonly changed: NamedFiles;
  /** Messages of borg about missing files, which make an archive incomplete. */
  readonly failed: NamedFiles;
  /** Mount points that borg found, and that were not mounted when the excludes were written. */
  readonly mounted: NamedFiles;
  /** Directory trees that were excluded because borg cannot read them. */
  readonly tooDeep: NamedFiles;
}

/** How many, and the first of them by name. */
export interface NamedFiles {
  readonly count: number;
  readonly first: readonly string[];
}

const MOST_NAMES = 10;
/** Messages without a file yet: a later line names the file. borg 1.4 prints up to ten messages for one file. */
const MOST_WAITING = 100;
/** Failures that are kept by their paths until borg has ended. */
const MOST_DOUBTFUL = 10_000;

/**
 * Evaluates the log of a `borg create`. A message contains a file name, and a file name can look like a message. So the
 * name is taken from the following line with the status of the file.
 */
export class Reading {
  readonly #leftOut: (path: string) => void;
  readonly #vanished = new Names();
  readonly #changed = new Names();
  readonly #failed = new Names();
  readonly #tooDeep = new Names();
  /** Possible mount points, by path. */
  #doubtful = new Map<string, string>();
  #waiting: string[] = [];

  /** `leftOut` takes each path that borg left out for an exclude, from the root of the tree. */
  constructor(leftOut: (path: string) => void = () => {}) {
    this.#leftOut = leftOut;
  }

  hear(entry: LogEntry): void {
    if (entry.kind === "message" && entry.level !== "info") this.#wait(entry.text);
    else if (entry.kind === "file") this.#settle(entry.status, entry.path);
  }

  /** An unexplained message is a failure: a missing backup is better than a backup with missing files. */
  report(isMountPoint: (path: string) => boolean = () => false): ReadingReport {
    const failed = this.#failed.copy();
    const mounted = new Names();
    for (const [path, text] of this.#doubtful) {
      if (isMountPoint(path)) mounted.add(path);
      else failed.add(text);
    }
    for (const text of this.#waiting) if (!isAside(text)) failed.add(text);
    return {
      vanished: this.#vanished.named(),
      changed: this.#changed.named(),
      failed: failed.named(),
      mounted: mounted.named(),
      tooDeep: this.#tooDeep.named(),
    };
  }

  #wait(text: string): void {
    this.#waiting.push(text);
    if (this.#waiting.length <= MOST_WAITING) return;
    const oldest = this.#waiting.shift();
    if (oldest !== undefined && !isAside(oldest)) this.#failed.add(oldest);
  }

  #settle(status: string, path: string): void {
    if (status === "x") {
      if (isTooDeep(path)) this.#tooDeep.add(path);
      else this.#leftOut(path);
      return;
    }
    const about = this.#waiting.filter((text) => isAbout(text, path));
    this.#waiting = this.#waiting.filter((text) => !isAbout(text, path));
    const said = about.at(-1)?.slice(path.length + 2) ?? "";
    if (status === "C") this.#changed.add(path);
    else if (path !== "." && GONE.test(said)) this.#vanished.add(path);
    else if (REPLACED.has(said)) this.#changed.add(path);
    else this.#fail(path, about.at(-1) ?? path);
  }

  #fail(path: string, text: string): void {
    if (this.#doubtful.size < MOST_DOUBTFUL && !this.#doubtful.has(path)) this.#doubtful.set(path, text);
    else this.#failed.add(text);
  }
}

const GONE = /^(?:[a-z0-9_]+: )?\[Errno 2\] /;

const REPLACED: ReadonlySet<string> = new Set([
  // borg 1.2
  "file type changed (race condition), skipping file",
  "file inode changed (race condition), skipping file",
  // borg 1.4
  "file type or inode changed while we backed it up (race condition, skipped file)",
]);

/** Warnings of borg that are not the reason for its exit status. */
const ASIDES: readonly RegExp[] = [
  // borg 1.4 tries a file again, and only the last result counts. No failure message ends with this text.
  /, slept \d+\.\d+s, next: retry: \d+ of \d+\.\.\.$/,
  // Messages of ssh or of the remote host. If they are the cause of a failure, borg fails too.
  /^Remote: /,
  // A volume's first archive, and one after a crash.
  /^The files cache (can't be read|seems invalid|is corrupted)\. /,
  /^Continuing without files cache - /,
  /^Discarding incompatible cache and forcing a cache rebuild/,
  /^Cache integrity data not available: /,
  /^Repository (index|hints file) missing or corrupted, trying to recover/,
  /^Checking repository transaction due to previous error: /,
];

function isAside(text: string): boolean {
  return ASIDES.some((aside) => aside.test(text));
}

/** In a status line, borg writes `?` for a byte that is not UTF-8; in a message, a lone surrogate. */
function isAbout(text: string, path: string): boolean {
  const named = text.slice(0, path.length).replace(/\p{Cs}/gu, "?");
  return named === path && text.slice(path.length, path.length + 2) === ": ";
}

class Names {
  #count = 0;
  #first: string[] = [];

  add(name: string): void {
    this.#count++;
    if (this.#first.length < MOST_NAMES) this.#first.push(name);
  }

  copy(): Names {
    const copy = new Names();
    copy.#count = this.#count;
    copy.#first = [...this.#first];
    return copy;
  }

  named(): NamedFiles {
    return { count: this.#count, first: [...this.#first] };
  }
}
