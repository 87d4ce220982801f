import { isTooDeep } from "../left-out/reach.ts";
import type { LogEntry } from "./log.ts";

/**
 * What borg could not do with the files that it read. Names are as borg says them: `?` for each byte that is no UTF-8.
 */
export interface ReadingReport {
  /** Gone between their listing and their turn. */
  readonly vanished: NamedFiles;
  /** Changed, or replaced by others, while they were read. */
  readonly changed: NamedFiles;
  /** What makes an archive incomplete: borg's own sentences. */
  readonly failed: NamedFiles;
  /** Mount points that borg found, and that were not mounted when the excludes were written. */
  readonly mounted: NamedFiles;
  /** Directory trees that were left out since borg cannot read them. */
  readonly tooDeep: NamedFiles;
}

/** How many, and the first of them by name. */
export interface NamedFiles {
  readonly count: number;
  readonly first: readonly string[];
}

const MOST_NAMES = 10;
/** Sentences that wait for the line that says which file they are about. borg 1.4 says up to ten for one file. */
const MOST_WAITING = 100;
/** Failures that are kept by their paths until borg has ended. */
const MOST_DOUBTFUL = 10_000;

/**
 * Judges a `borg create` from its log, as it comes. A sentence holds a file's name, which may itself read like a
 * sentence; so a name is never looked for in it, but is taken from the line with the file's status that follows.
 */
export class Reading {
  readonly #vanished = new Names();
  readonly #changed = new Names();
  readonly #failed = new Names();
  readonly #tooDeep = new Names();
  /** What may turn out to be a mount point, by path. */
  #doubtful = new Map<string, string>();
  #waiting: string[] = [];

  hear(entry: LogEntry): void {
    if (entry.kind === "message" && entry.level !== "info") this.#wait(entry.text);
    else if (entry.kind === "file") this.#settle(entry.status, entry.path);
  }

  /** What nothing explained is a failure: rather a backup too few than one that lacks a file. */
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

/** What borg also says as a warning, and what is no reason for its exit status. */
const ASIDES: readonly RegExp[] = [
  // borg 1.4 tries a file again, and only the last result counts. No failure message ends with this text.
  /, slept \d+\.\d+s, next: retry: \d+ of \d+\.\.\.$/,
  // ssh, or the other side of a connection; when it is the cause of a failure, borg fails too.
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

/** In a status line borg writes `?` for what is no UTF-8; in a sentence it is a lone surrogate. */
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
