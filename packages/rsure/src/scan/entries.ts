import { type BigIntStats, closeSync, fstatSync, lstatSync, readlinkSync, type Stats } from "node:fs";
import { systemCode } from "../errors.ts";
import { type ByteString, bytesOfBuffer, fsPath, joinPath } from "../format/bytes.ts";
import { escapeName } from "../format/escape.ts";
import type { Batch, BatchResult, EntryProblem, FilesPart, Settings } from "./batch.ts";
import { ContentReader } from "./content.ts";
import { type FileFacts, fileFacts, kindOf } from "./facts.ts";
import { type Entry, fileHead, fileLine, fileTail, inOnePiece, otherLine } from "./file-line.ts";
import { KnownLines } from "./known.ts";
import { whyNotRead } from "./limits.ts";
import { LinkedDigests, LinkedNames } from "./links.ts";
import type { Doing } from "./problem.ts";
import { QuietOpener } from "./quiet-opener.ts";
import { isInSlices } from "./scrub.ts";
import { digestsThatHold, endOfSameLine } from "./trust.ts";
import { readXattrs } from "./xattrs.ts";

/** From this size on a file is read as a batch of its own, so that several are read at once. */
const LARGE = 1 << 22;

/** Letters of the types of a part: `f`, `s`. */
const [FILE, SKIPPED] = [0x66, 0x73];
/** The result for an entry: its line, nothing (it disappeared), its known line, or a large file that is read later. */
type Outcome = string | undefined | typeof KEPT | typeof PUT_OFF;
const KEPT = Symbol("known line kept");
const PUT_OFF = Symbol("large file");

const exactOfFile = (fd: number): BigIntStats => fstatSync(fd, { bigint: true });
const exactOfPath = (path: string | Buffer): BigIntStats => lstatSync(path, { bigint: true });

/** Turns entries into lines. One for each thread; all calls are synchronous, because that is what is fast here. */
export class EntryReader {
  readonly #settings: Settings;
  readonly #content: ContentReader;
  readonly #opener = new QuietOpener();
  readonly #linked: LinkedDigests | undefined;
  readonly #links: LinkedNames | undefined;
  #text = "";
  #same = true;
  #pieces: string[] = [];
  #large: FilesPart[] = [];
  #problems: EntryProblem[] = [];
  #files = 0;
  #bytes = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#content = new ContentReader(settings.digests);
    this.#linked = settings.stableInodes ? new LinkedDigests() : undefined;
    this.#links = settings.links === true ? new LinkedNames() : undefined;
  }

  /** Yields now and then within a large file, so that a thread with other duties can see to them. */
  *read(batch: Batch): Generator<void, BatchResult> {
    this.#text = "";
    this.#same = !batch.alone;
    this.#pieces = [];
    this.#large = [];
    this.#problems = [];
    this.#files = this.#bytes = 0;
    for (const part of batch.parts) {
      if (typeof part === "string") this.#text += part;
      else if (batch.alone) {
        const entryOf = this.#entriesOf(part);
        for (const name of part.names.split("/")) {
          const entry = entryOf(name);
          this.#add(entry, yield* this.#alone(entry));
        }
      } else this.#part(part);
    }
    const pieces = this.#same ? undefined : [...this.#pieces, this.#text];
    const links = this.#links?.take() ?? [];
    return { pieces, large: this.#large, problems: this.#problems, links, files: this.#files, bytes: this.#bytes };
  }

  #part(part: FilesPart): void {
    const known = part.known === "" ? undefined : new KnownLines(part.known);
    const entryOf = this.#entriesOf(part);
    const names = part.names.split("/");
    let allKept = true;
    for (let at = 0; at < names.length; at++) {
      const entry = entryOf(names[at] as string);
      const outcome = this.#entry(entry, part.types.charCodeAt(at), known);
      if (outcome === KEPT) this.#files++;
      else {
        allKept = false;
        if (known) this.#text += known.take();
        this.#add(entry, outcome);
      }
    }
    const rest = known?.take() ?? "";
    this.#text += rest;
    this.#same &&= allKept && rest === part.known;
  }

  #add(entry: Entry, outcome: Exclude<Outcome, typeof KEPT>): void {
    if (outcome === PUT_OFF) {
      this.#large.push({ ...entry.part, names: entry.bytes, types: "f", known: "" });
      this.#pieces.push(this.#text);
      this.#text = "";
    } else if (outcome !== undefined) {
      this.#files++;
      this.#text += inOnePiece(outcome);
    }
  }

  #entriesOf(part: FilesPart): (bytes: ByteString) => Entry {
    const xattrs = this.#settings.xattrs ? this.#xattrs(part) : undefined;
    const prefix = joinPath(part.directory, "");
    // A slash is not escaped, so one test of all names shows that none needs an escape.
    const isPlain = escapeName(part.names) === part.names;
    return (bytes) => {
      const xattr = xattrs?.get(bytes);
      const tail = xattr === undefined ? "]\n" : `xattrs ${xattr} ]\n`;
      return isPlain
        ? { part, bytes, name: bytes, path: prefix + bytes, tail }
        : { part, bytes, name: escapeName(bytes), path: fsPath(prefix + bytes), tail };
    };
  }

  #xattrs(part: FilesPart): Map<ByteString, string> {
    return readXattrs(part.directory, part.names.split("/"), (bytes) =>
      this.#problems.push({ at: part.at, name: escapeName(bytes), doing: "xattrs", code: "E2BIG" }),
    );
  }

  #entry(entry: Entry, type: number, known: KnownLines | undefined): Outcome {
    try {
      if (type === SKIPPED) return this.#skipped(entry);
      const isKnown = known?.seek(entry.name) ?? false;
      if (type === FILE && !isKnown) return this.#file(entry);
      const stats = lstatSync(entry.path);
      if (kindOf(stats) !== "file") return this.#other(entry, stats);
      return (known && isKnown ? this.#unchanged(entry, stats, known) : undefined) ?? this.#file(entry);
    } catch (error) {
      return this.#vanished(entry, error);
    }
  }

  /** The line of a file whose recorded digests still hold. */
  #unchanged(entry: Entry, stats: Stats, known: KnownLines): string | typeof KEPT | undefined {
    const facts = fileFacts(stats, entry.path, exactOfPath);
    const { trustedBefore, digests, scrub } = this.#settings;
    if (facts.ctime >= trustedBefore || (scrub !== undefined && isInSlices(facts, scrub))) return undefined;
    const head = fileHead(entry, stats, facts);
    const tail = fileTail(entry, stats, facts);
    const end = endOfSameLine(known.text, known.at, head, digests, tail);
    if (end >= 0) {
      known.keep(end);
      return KEPT;
    }
    const held = digestsThatHold(known.line, facts, digests);
    return held === undefined ? undefined : head + held + tail;
  }

  #file(entry: Entry): Outcome {
    const fd = this.#open(entry);
    if (typeof fd !== "number") return fd.line;
    try {
      const stats = fstatSync(fd);
      if (kindOf(stats) !== "file") return this.#other(entry, stats);
      const facts = fileFacts(stats, fd, exactOfFile);
      if (this.#isUnread(entry, stats, facts)) return this.#line(entry, stats, facts, "");
      const known = this.#linked?.of(stats, facts);
      if (known === undefined && facts.size >= LARGE) return PUT_OFF;
      const digests = known ?? this.#digests(entry, fd, Number(facts.size));
      this.#linked?.keep(stats, facts, digests);
      return this.#line(entry, stats, facts, digests);
    } finally {
      closeSync(fd);
    }
  }

  #skipped(entry: Entry): string | undefined {
    const stats = lstatSync(entry.path);
    if (kindOf(stats) !== "file") return this.#other(entry, stats);
    return this.#line(entry, stats, fileFacts(stats, entry.path, exactOfPath), "");
  }

  #line(entry: Entry, stats: Stats, facts: FileFacts, digests: string): string {
    this.#links?.note(entry, stats, facts);
    return fileLine(entry, stats, facts, digests);
  }

  #isUnread({ part, name }: Entry, stats: Stats, facts: FileFacts): boolean {
    const code = whyNotRead(stats, facts, this.#settings.largest);
    if (code !== undefined) this.#problems.push({ at: part.at, name, doing: "hash", code });
    return code !== undefined;
  }

  #digests(entry: Entry, fd: number, size: number): string {
    try {
      const short = this.#content.short(fd, size);
      if (short !== undefined) {
        this.#bytes += size;
        return short;
      }
      const reading = this.#content.long(fd, size);
      let step = reading.next();
      while (!step.done) step = reading.next();
      this.#bytes += step.value.bytes;
      return step.value.text;
    } catch (error) {
      this.#note(entry, "read", error);
      return "";
    }
  }

  /** A large file, which is a batch of its own. */
  *#alone(entry: Entry): Generator<void, string | undefined> {
    try {
      const fd = this.#open(entry);
      if (typeof fd !== "number") return fd.line;
      try {
        const stats = fstatSync(fd);
        if (kindOf(stats) !== "file") return this.#other(entry, stats);
        const facts = fileFacts(stats, fd, exactOfFile);
        if (this.#isUnread(entry, stats, facts)) return this.#line(entry, stats, facts, "");
        const known = this.#linked?.of(stats, facts);
        const digests = known ?? (yield* this.#digestsInSteps(entry, fd, Number(facts.size)));
        this.#linked?.keep(stats, facts, digests);
        return this.#line(entry, stats, facts, digests);
      } finally {
        closeSync(fd);
      }
    } catch (error) {
      return this.#vanished(entry, error);
    }
  }

  *#digestsInSteps(entry: Entry, fd: number, size: number): Generator<void, string> {
    const reading = this.#content.long(fd, size);
    try {
      let step = reading.next();
      for (; !step.done; step = reading.next()) yield;
      this.#bytes += step.value.bytes;
      return step.value.text;
    } catch (error) {
      this.#note(entry, "read", error);
      return "";
    }
  }

  /**
   * Attributes and content come from one open file, so they belong together even if the name changes. A file that
   * cannot be opened gets a line without digests.
   *
   * @throws the system's error when there is no such entry any more
   */
  #open(entry: Entry): number | { readonly line: string | undefined } {
    try {
      return this.#opener.open(entry.path);
    } catch (error) {
      if (systemCode(error) === "ENOENT") throw error;
      const stats = lstatSync(entry.path);
      if (kindOf(stats) !== "file") return { line: this.#other(entry, stats) };
      this.#note(entry, "read", error);
      return { line: this.#line(entry, stats, fileFacts(stats, entry.path, exactOfPath), "") };
    }
  }

  #other(entry: Entry, stats: Stats): string | undefined {
    const kind = kindOf(stats);
    switch (kind) {
      case "lnk":
        return otherLine(entry, stats, { kind, target: this.#target(entry) });
      case "chr":
      case "blk":
        return otherLine(entry, stats, { kind, rdev: exactOfPath(entry.path).rdev });
      case "fifo":
      case "sock":
        return otherLine(entry, stats, { kind });
      default:
        this.#problems.push({ at: entry.part.at, name: entry.name, doing: "kind", code: "CHANGED" });
        return undefined;
    }
  }

  #target(entry: Entry): ByteString | undefined {
    try {
      return bytesOfBuffer(readlinkSync(entry.path, "buffer"));
    } catch (error) {
      this.#note(entry, "link", error);
      return undefined;
    }
  }

  #vanished(entry: Entry, error: unknown): undefined {
    if (systemCode(error) !== "ENOENT") this.#note(entry, "look", error);
    return undefined;
  }

  /** Only errors of the system are problems of the tree; any other error is a bug and is thrown. */
  #note(entry: Entry, doing: Doing, error: unknown): void {
    const code = systemCode(error);
    if (code === undefined || !("syscall" in (error as object))) throw error;
    this.#problems.push({ at: entry.part.at, name: entry.name, doing, code });
  }
}
