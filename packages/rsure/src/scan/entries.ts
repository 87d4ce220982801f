import { closeSync, constants, fstatSync, lstatSync, openSync, readlinkSync, type Stats } from "node:fs";
import { systemCode } from "../errors.ts";
import { type ByteString, bytesOfBuffer, fsPath, joinPath } from "../format/bytes.ts";
import { escapeName } from "../format/escape.ts";
import type { Batch, BatchResult, FilesPart, Settings } from "./batch.ts";
import { ContentReader } from "./content.ts";
import { deviceNumbers, fileFacts, kindOf, permissionsOf } from "./facts.ts";
import type { Doing, Problem } from "./problem.ts";
import { digestsThatHold, isSameLine } from "./trust.ts";
import { readXattrs } from "./xattrs.ts";

/** From this size on a file is read as a batch of its own, so that several are read at once. */
const LARGE = 1 << 22;

const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK, O_NOCTTY, O_NOATIME } = constants;
const OPEN = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;

/** What an entry came to: its line, nothing because it vanished, or a large file that is put off. */
type Outcome = string | undefined | typeof PUT_OFF;
const PUT_OFF = Symbol("large file");

/** Turns entries into lines. One for each thread; all calls are synchronous, because that is what is fast here. */
export class EntryReader {
  readonly #settings: Settings;
  readonly #content: ContentReader;
  #openFlags = OPEN | O_NOATIME;
  #problems: Problem[] = [];
  #files = 0;
  #bytes = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#content = new ContentReader(settings.digests);
  }

  /** Yields now and then within a large file, so that a thread with other duties can see to them. */
  *read(batch: Batch): Generator<void, BatchResult> {
    this.#problems = [];
    this.#files = this.#bytes = 0;
    const pieces: string[] = [];
    const large: FilesPart[] = [];
    let text = "";
    for (const part of batch.parts) {
      if (typeof part === "string") {
        text += part;
        continue;
      }
      const names = part.names.split("/");
      const known = part.known === "" ? [] : part.known.split("\n");
      const xattrs = this.#xattrsOf(part, names);
      for (const [index, typed] of names.entries()) {
        const name = typed.slice(1);
        const line = known[index] ?? "";
        const xattr = xattrs?.get(name);
        const outcome = yield* this.#entry(part, name, typed[0] === "f", line, xattr, batch.alone);
        if (outcome === PUT_OFF) {
          large.push({ ...part, names: typed, known: line });
          pieces.push(text);
          text = "";
        } else if (outcome !== undefined) {
          this.#files++;
          text += outcome;
        }
      }
    }
    pieces.push(text);
    return { pieces, large, problems: this.#problems, files: this.#files, bytes: this.#bytes };
  }

  #xattrsOf(part: FilesPart, names: readonly string[]): Map<ByteString, string> | undefined {
    if (!this.#settings.xattrs) return undefined;
    return readXattrs(
      part.directory,
      names.map((name) => name.slice(1)),
    );
  }

  *#entry(
    part: FilesPart,
    name: ByteString,
    isFile: boolean,
    known: string,
    xattr: string | undefined,
    alone: boolean,
  ): Generator<void, Outcome> {
    const path = fsPath(joinPath(part.directory, name));
    const escaped = escapeName(name);
    const tail = xattr === undefined ? "]\n" : `xattrs ${xattr} ]\n`;
    try {
      if (isFile && known === "") return yield* this.#file(part, escaped, path, tail, alone);
      const stats = lstatSync(path);
      if (kindOf(stats) !== "file") return this.#other(part, escaped, path, stats, tail);
      const facts = fileFacts(stats, () => lstatSync(path, { bigint: true }));
      const { trustedBefore, digests } = this.#settings;
      const trusted = known !== "" && facts.ctime < trustedBefore;
      if (trusted && isSameLine(known, fileLine(escaped, stats, facts, "", tail), digests)) return `${known}\n`;
      const held = trusted ? digestsThatHold(known, facts, digests) : undefined;
      if (held !== undefined) return fileLine(escaped, stats, facts, held, tail);
      return yield* this.#file(part, escaped, path, tail, alone);
    } catch (error) {
      if (systemCode(error) === "ENOENT") return undefined;
      this.#note(part, escaped, "look", error);
      return undefined;
    }
  }

  /** Attributes and content come from one open file, so they belong together whatever happens to the name. */
  *#file(part: FilesPart, name: string, path: string | Buffer, tail: string, alone: boolean): Generator<void, Outcome> {
    let fd: number;
    try {
      fd = this.#open(path);
    } catch (error) {
      if (systemCode(error) === "ENOENT") return undefined;
      const stats = lstatSync(path);
      if (kindOf(stats) !== "file") return this.#other(part, name, path, stats, tail);
      this.#note(part, name, "read", error);
      return fileLine(
        name,
        stats,
        fileFacts(stats, () => lstatSync(path, { bigint: true })),
        "",
        tail,
      );
    }
    try {
      const stats = fstatSync(fd);
      if (kindOf(stats) !== "file") return this.#other(part, name, path, stats, tail);
      const facts = fileFacts(stats, () => fstatSync(fd, { bigint: true }));
      if (facts.size >= LARGE && !alone) return PUT_OFF;
      let digests = "";
      try {
        const short = this.#content.short(fd, facts.size);
        if (short !== undefined) {
          digests = short;
          this.#bytes += facts.size;
        } else digests = yield* this.#long(fd, alone);
      } catch (error) {
        this.#note(part, name, "read", error);
      }
      return fileLine(name, stats, facts, digests, tail);
    } finally {
      closeSync(fd);
    }
  }

  *#long(fd: number, alone: boolean): Generator<void, string> {
    const reading = this.#content.long(fd);
    for (;;) {
      const { value, done } = reading.next();
      if (done) {
        this.#bytes += value.bytes;
        return value.text;
      }
      if (alone) yield;
    }
  }

  /** Reading must not change atime; that is allowed for own files only, so the first refusal ends the attempts. */
  #open(path: string | Buffer): number {
    try {
      return openSync(path, this.#openFlags);
    } catch (error) {
      if (systemCode(error) !== "EPERM" || this.#openFlags === OPEN) throw error;
      this.#openFlags = OPEN;
      return openSync(path, OPEN);
    }
  }

  #other(part: FilesPart, name: string, path: string | Buffer, stats: Stats, tail: string): string | undefined {
    const kind = kindOf(stats);
    const owner = `gid ${stats.gid} kind ${kind} perm ${permissionsOf(stats)}`;
    switch (kind) {
      case "lnk": {
        const target = this.#target(part, name, path);
        const words = target === undefined ? "" : `targ ${escapeName(target)} `;
        return `f${name} [${owner} ${words}uid ${stats.uid} ${tail}`;
      }
      case "chr":
      case "blk": {
        const { major, minor } = deviceNumbers(lstatSync(path, { bigint: true }).rdev);
        return `f${name} [devmaj ${major} devmin ${minor} ${owner} uid ${stats.uid} ${tail}`;
      }
      case "fifo":
      case "sock":
        return `f${name} [${owner} uid ${stats.uid} ${tail}`;
      default:
        this.#problems.push({ path: part.path + name, doing: "kind", code: "CHANGED" });
        return undefined;
    }
  }

  #target(part: FilesPart, name: string, path: string | Buffer): ByteString | undefined {
    try {
      return bytesOfBuffer(readlinkSync(path, "buffer"));
    } catch (error) {
      this.#note(part, name, "link", error);
      return undefined;
    }
  }

  #note(part: FilesPart, name: string, doing: Doing, error: unknown): void {
    const code = systemCode(error);
    if (code === undefined || !("syscall" in (error as object))) throw error;
    this.#problems.push({ path: part.path + name, doing, code });
  }
}

/** Keys in their order; `tail` closes the line. */
function fileLine(
  name: string,
  stats: Stats,
  facts: { ino: number | bigint; size: number; mtime: number; ctime: number },
  digests: string,
  tail: string,
): string {
  const { ino, size, mtime, ctime } = facts;
  return `f${name} [ctime ${ctime} gid ${stats.gid} ino ${ino} kind file mtime ${mtime} perm ${permissionsOf(stats)} ${digests}size ${size} uid ${stats.uid} ${tail}`;
}
