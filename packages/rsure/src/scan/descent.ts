import { closeSync, fstatSync, openSync, type Stats } from "node:fs";
import { DIRECTORY, ENTRY, within } from "../descriptor/path.ts";
import type { ByteString } from "../format/bytes.ts";
import { kindOf } from "./facts.ts";

/** A directory on the way from the root to the place of a walk. */
interface Level {
  readonly name: ByteString;
  readonly dev: number;
  readonly ino: number;
  /** Closed, and to be opened again, when the walk is far below. */
  fd: number | undefined;
}

/** So many directories above the place of the walk stay open. */
const KEPT_OPEN = 32;

/**
 * Maximum number of steps in a tree whose directories are moved faster than they are scanned. Then the scan of them
 * ends, and each is reported as a problem.
 */
const MOST_STEPS = 100_000;

/** The result for an entry. A directory of the same file system stays open until `leave`. */
export interface Entered {
  readonly stats: Stats;
  readonly fd: number | undefined;
}

/**
 * Goes down a tree by descriptors: each directory is opened within the one above it and never through a link, so
 * nothing outside of the tree can be reached, even if directories are renamed. Only few directories are open at a time,
 * for a tree of any depth.
 */
export class Descent {
  readonly #root: Level;
  readonly #levels: Level[] = [];
  #steps = 0;

  /** @param root stays open; the caller closes it */
  constructor(root: number) {
    const { dev, ino } = fstatSync(root);
    this.#root = { name: "", dev, ino, fd: root };
  }

  /** The descriptor of the directory at hand. */
  get fd(): number | undefined {
    return (this.#levels.at(-1) ?? this.#root).fd;
  }

  /**
   * Looks at an entry, and goes into it when it is a directory of the same file system.
   *
   * @throws the system's error; ENOENT when there is no such entry
   */
  enter(name: ByteString): Entered {
    const above = this.fd;
    if (above === undefined) throw new Error("the directory above is closed");
    const fd = openSync(within(above, name), ENTRY);
    try {
      const stats = fstatSync(fd);
      if (kindOf(stats) === "dir" && stats.dev === this.#root.dev) {
        this.#levels.push({ name, dev: stats.dev, ino: stats.ino, fd });
        this.#closeFarAbove();
        return { stats, fd };
      }
      closeSync(fd);
      return { stats, fd: undefined };
    } catch (error) {
      closeSync(fd);
      throw error;
    }
  }

  /**
   * Goes back to the directory above, which is opened again if it was closed.
   *
   * @returns the open descriptors of the previous directory; the caller closes them
   */
  leave(): number | undefined {
    const left = this.#levels.pop();
    const above = this.#levels.at(-1);
    if (above && above.fd === undefined) above.fd = (left && this.#reopenFrom(left, above)) ?? this.#reopenByNames();
    return left?.fd;
  }

  /** Closes all but the root. */
  close(): void {
    for (const { fd } of this.#levels) if (fd !== undefined) closeSync(fd);
    this.#levels.length = 0;
  }

  #closeFarAbove(): void {
    const far = this.#levels.at(-1 - KEPT_OPEN);
    if (far?.fd === undefined) return;
    closeSync(far.fd);
    far.fd = undefined;
  }

  /** The directory above one that is open is nearly always the one that it was. */
  #reopenFrom({ fd }: Level, above: Level): number | undefined {
    return fd === undefined ? undefined : this.#openSame(fd, "..", above);
  }

  /**
   * Down from the root, for a directory whose child was moved elsewhere. Each step has to lead to what it led to
   * before.
   */
  #reopenByNames(): number | undefined {
    let fd = this.#root.fd as number;
    for (const level of this.#levels) {
      const next = this.#steps++ < MOST_STEPS ? this.#openSame(fd, level.name, level) : undefined;
      if (fd !== this.#root.fd) closeSync(fd);
      if (next === undefined) return undefined;
      fd = next;
    }
    return fd;
  }

  #openSame(from: number, name: ByteString, { dev, ino }: Level): number | undefined {
    let fd: number | undefined;
    try {
      fd = openSync(within(from, name), DIRECTORY);
      const stats = fstatSync(fd);
      if (stats.dev === dev && stats.ino === ino) return fd;
    } catch {
      // Missing, or cannot be opened: the scan cannot continue there, which is reported.
    }
    if (fd !== undefined) closeSync(fd);
    return undefined;
  }
}
