import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  renameSync,
  type Stats,
  statfsSync,
  unlinkSync,
} from "node:fs";
import { openDirectory } from "../descriptor/open-directory.ts";
import { ENTRY, pathOf, within } from "../descriptor/path.ts";
import { SureError, systemCode } from "../errors.ts";
import { type ByteString, joinPath } from "../format/bytes.ts";
import { type EscapedName, escapeName } from "../format/escape.ts";
import type { Place } from "./place.ts";

/** Another user creates entries with the new names. */
const MOST_ATTEMPTS = 10;
const TAKEN = new Set(["EEXIST", "ENOTEMPTY", "EISDIR", "ENOTDIR"]);

const { O_RDONLY, O_NONBLOCK, O_NOCTTY } = constants;

/** The entry with a name. */
export interface Found {
  readonly stats: Stats;
  /** The file, open for reading; undefined for an entry that is not a regular file, which is never opened. */
  readonly fd: number | undefined;
}

/**
 * The directory of a surefile, opened once. All operations on the surefile and its files are done in this directory,
 * even if another directory replaces it.
 */
export class StoreDirectory {
  readonly place: Place;
  readonly fd: number;
  /** The suffix after `.untrusted-` of a renamed entry. */
  readonly run: string;

  private constructor(place: Place, fd: number, run: string) {
    this.place = place;
    this.fd = fd;
    this.run = run;
  }

  /**
   * @param run the suffix of renamed entries; default: the time
   * @throws SureError `missing` when there is no such directory, `untrusted` for a link that others can replace
   */
  static open(place: Place, run?: string): StoreDirectory {
    try {
      return new StoreDirectory(place, openDirectory(place.directory), run ?? new Date().toISOString());
    } catch (error) {
      if (systemCode(error) !== "ENOENT" && systemCode(error) !== "ENOTDIR") throw error;
      throw new SureError("missing", `the directory of ${quoted(place.file)} does not exist`, { cause: error });
    }
  }

  close(): void {
    closeSync(this.fd);
  }

  /** The path of an entry, through the descriptor. */
  at(name: ByteString): string | Buffer {
    return within(this.fd, name);
  }

  /** The path of an entry as a user knows it, in quotes. */
  shown(name: ByteString): string {
    return quoted(joinPath(this.place.directory, name));
  }

  /** The same path, escaped as in the surefile. */
  escapedPath(name: ByteString): EscapedName {
    return escapeName(joinPath(this.place.directory, name));
  }

  fileSystemType(): number {
    return statfsSync(pathOf(this.fd)).type;
  }

  stats(): Stats {
    return fstatSync(this.fd);
  }

  look(name: ByteString): Stats | undefined {
    return lstatSync(this.at(name), { throwIfNoEntry: false });
  }

  /** Opens a regular file: no link is followed, no FIFO waits, no device is opened. */
  find(name: ByteString): Found | undefined {
    let entry: number | undefined;
    try {
      entry = openSync(this.at(name), ENTRY);
      const stats = fstatSync(entry);
      return { stats, fd: stats.isFile() ? openSync(pathOf(entry), O_RDONLY | O_NONBLOCK | O_NOCTTY) : undefined };
    } catch (error) {
      if (systemCode(error) === "ENOENT") return undefined;
      throw entry === undefined ? error : this.named(error, entry, joinPath(this.place.directory, name));
    } finally {
      if (entry !== undefined) closeSync(entry);
    }
  }

  /** Frees a name: a file with that name is removed, a directory is renamed. */
  clear(name: ByteString): void {
    try {
      unlinkSync(this.at(name));
    } catch (error) {
      const code = systemCode(error);
      if (code === "EISDIR" || code === "EPERM") this.setAside(name);
      else if (code !== "ENOENT") throw error;
    }
  }

  /**
   * Renames an untrusted entry. It is not read, and its mode and owner are not changed: it may be a hard link to a
   * foreign file.
   *
   * @returns the new name; undefined when nothing was there
   */
  setAside(name: ByteString): ByteString | undefined {
    let aside = `${name}.untrusted-${this.run}`;
    for (let attempt = 1; ; attempt++) {
      try {
        if (this.look(aside) === undefined) {
          renameSync(this.at(name), this.at(aside));
          return aside;
        }
      } catch (error) {
        if (systemCode(error) === "ENOENT") return undefined;
        if (attempt === MOST_ATTEMPTS || !TAKEN.has(systemCode(error) ?? "")) throw error;
      }
      if (attempt === MOST_ATTEMPTS) throw new SureError("untrusted", `${this.shown(name)} cannot be renamed`);
      aside = `${name}.untrusted-${this.run}-${Math.random().toString(36).slice(2, 10)}`;
    }
  }

  /** An error of the system, with the path that the user gave in the place of the descriptor's. */
  named(error: unknown, fd = this.fd, path = this.place.directory): unknown {
    if (!(error instanceof Error) || systemCode(error) === undefined) return error;
    const [whole, above] = [`'${pathOf(fd)}'`, `'${pathOf(fd)}/`];
    error.message = error.message
      .replaceAll(whole, `'${escapeName(path)}'`)
      .replaceAll(above, `'${escapeName(joinPath(path, ""))}`);
    return error;
  }
}

const quoted = (path: ByteString): string => JSON.stringify(escapeName(path));

/** Opens the directory of a surefile for as long as `use` takes. */
export async function inStore<T>(
  place: Place,
  run: string | undefined,
  use: (store: StoreDirectory) => Promise<T>,
): Promise<T> {
  const store = StoreDirectory.open(place, run);
  try {
    return await use(store);
  } catch (error) {
    throw store.named(error);
  } finally {
    store.close();
  }
}
