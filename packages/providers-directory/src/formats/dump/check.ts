import { visible } from "@rdump/core/provider";
import { LongPaths } from "../whole/long-paths.ts";
import type { StreamCheck, StreamFacts } from "../whole/program.ts";
import { DumpNames } from "./names.ts";
import { Structure } from "./structure.ts";

const RECORD = 1024;

/** Of `protocols/dumprestore.h`. */
const TYPE = { tape: 1, inode: 2, bits: 3, address: 4, end: 5, clear: 6 } as const;
const MAGIC = 60_012;
const CHECKSUM = 84_446;
const MOST_ADDRESSES = 512;
/** A map of 4 Gi inodes has fewer. */
const MOST_MAP_RECORDS = 1024 * 1024;
const FORMAT = 0o170000;
const REGULAR = 0o100000;
const DIRECTORY = 0o040000;
const LINK = 0o120000;
const FLAG = { compressed: 0x80, extended: 0x8000 } as const;
const AT = {
  inumber: 20,
  magic: 24,
  mode: 32,
  size: 40,
  attributes: 132,
  count: 160,
  addresses: 164,
  flags: 888,
} as const;

/** Immutable, and append-only. */
const FIXED = 0x10 | 0x20;

const MOST_REMEMBERED = 100;

/** A file, directory or extended attribute that is being read. */
interface Body {
  readonly inode: number;
  readonly isDirectory: boolean;
  readonly size: number;
  /** Blocks of 1024 bytes until now, with holes. */
  blocks: number;
}

/**
 * Reads a dump, and finds what restore must not be given: names that lead out of the destination, or that it handles only by
 * asking a question. Blocks of files are skipped as restore does; where the two could differ, the dump is refused.
 */
export class DumpCheck implements StreamCheck {
  #record: Buffer = Buffer.alloc(0);
  #little = true;
  #bytes = 0;
  #files = 0;
  #lost = 0;
  readonly #firstLost: string[] = [];
  readonly #paths = new LongPaths();
  readonly #structure = new Structure();
  #fault: string | null = null;
  #isBegun = false;
  #hasEnded = false;
  #isFixed = false;
  /** Records of data until the next header. */
  #skip = 0;
  #body: Body | null = null;
  readonly #collected: DumpNames | null;

  /** `collects`: the names of the dump, for a chain. */
  constructor(collects = false) {
    this.#collected = collects ? new DumpNames() : null;
  }

  push(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#fault !== null || this.#hasEnded) return;
    const whole = this.#record.length === 0 ? chunk : Buffer.concat([this.#record, chunk]);
    let at = 0;
    while (at + RECORD <= whole.length && this.#fault === null && !this.#hasEnded) {
      if (this.#skip > 0 && this.#body?.isDirectory !== true) {
        const records = Math.min(this.#skip, Math.floor((whole.length - at) / RECORD));
        this.#skip -= records;
        at += records * RECORD;
        continue;
      }
      const record = whole.subarray(at, at + RECORD);
      at += RECORD;
      if (this.#skip === 0) this.#header(record);
      else this.#names(record);
    }
    this.#record = Buffer.from(whole.subarray(at));
  }

  end(): StreamFacts | { readonly fault: string } {
    if (this.#fault !== null) return { fault: this.#fault };
    if (!this.#hasEnded) return { fault: "it has no end" };
    const { count, first } = this.#paths.end(MOST_REMEMBERED);
    const firstLost = [...this.#firstLost, ...first].slice(0, MOST_REMEMBERED);
    const names = this.#collected?.end() ?? null;
    const lost = this.#lost + count;
    return { files: this.#files, bytes: this.#bytes, lost, firstLost, isFixed: this.#isFixed, names };
  }

  #number(record: Buffer, at: number): number {
    return this.#little ? record.readUInt32LE(at) : record.readUInt32BE(at);
  }

  #header(record: Buffer): void {
    if (!this.#isBegun) this.#little = record.readUInt32LE(AT.magic) === MAGIC;
    let sum = 0;
    for (let at = 0; at < RECORD; at += 4) sum = (sum + this.#number(record, at)) >>> 0;
    const type = this.#number(record, 0);
    const isFirst = type === TYPE.tape;
    if (this.#number(record, AT.magic) !== MAGIC || sum !== CHECKSUM || isFirst === this.#isBegun) {
      this.#fault = "a header is not valid";
      return;
    }
    this.#isBegun = true;
    if (isFirst) this.#fault = (this.#number(record, AT.flags) & FLAG.compressed) === 0 ? null : "it is compressed";
    else if (type === TYPE.end) this.#last();
    else if (type === TYPE.bits || type === TYPE.clear) this.#map(record);
    else if (type === TYPE.inode) this.#inode(record);
    else if (type === TYPE.address && this.#body !== null) this.#addresses(record, this.#body);
    else this.#fault = "a header is not valid";
  }

  #map(record: Buffer): void {
    const count = this.#number(record, AT.count);
    if (count > MOST_MAP_RECORDS) this.#fault = "a map of inodes is too large";
    else this.#fault = this.#structure.map(count * RECORD * 8);
    this.#skip = count;
  }

  #inode(record: Buffer): void {
    const inode = this.#number(record, AT.inumber);
    const mode = this.#little ? record.readUInt16LE(AT.mode) : record.readUInt16BE(AT.mode);
    // restore looks for the attributes of an inode right after its data.
    const isExtended = (this.#number(record, AT.flags) & FLAG.extended) !== 0;
    if (isExtended && this.#body?.inode !== inode) {
      this.#fault = "attributes are not behind their inode";
      return;
    }
    const isDirectory = (mode & FORMAT) === DIRECTORY && !isExtended;
    const size = Number(this.#little ? record.readBigUInt64LE(AT.size) : record.readBigUInt64BE(AT.size));
    if (!isDirectory && !isExtended) this.#files++;
    this.#fault = this.#unfinished();
    this.#body = { inode, isDirectory, size: hasData(mode) || isExtended ? size : 0, blocks: 0 };
    const flags = this.#number(record, AT.attributes);
    this.#isFixed ||= (flags & FIXED) !== 0;
    const kind = isDirectory ? "directory" : (mode & FORMAT) === LINK ? "link" : "other";
    if (isExtended) this.#fault ??= this.#structure.attributes(inode, size);
    else
      this.#fault ??=
        this.#structure.inode(inode, kind, size) ?? this.#collected?.header(inode, isDirectory, flags) ?? null;
    if (this.#fault === null) this.#addresses(record, this.#body);
  }

  #last(): void {
    this.#hasEnded = true;
    this.#fault = this.#unfinished() ?? this.#structure.end();
  }

  /** The fault of a body without its end. restore would add holes, one at a time. */
  #unfinished(): string | null {
    const body = this.#body;
    if (body === null) return null;
    if (body.isDirectory && body.size < 2 * OWN_ENTRY) return notValid(body.inode);
    return body.blocks * RECORD >= body.size ? null : `the data of the inode ${body.inode} is not whole`;
  }

  /** A block whose address is zero is a hole, and is not in the dump. */
  #addresses(record: Buffer, body: Body): void {
    const count = this.#number(record, AT.count);
    if (count > MOST_ADDRESSES || body.blocks + count > Math.ceil(body.size / RECORD)) {
      this.#fault = "a file has more data than its size";
      return;
    }
    body.blocks += count;
    for (const address of record.subarray(AT.addresses, AT.addresses + count)) if (address !== 0) this.#skip++;
    if (body.isDirectory && this.#skip !== count) this.#fault = `the directory ${body.inode} has a hole`;
  }

  /** The entries of a directory: number of the inode, length of the entry, a type, length of the name, and the name. */
  #names(record: Buffer): void {
    const body = this.#body;
    if (body === null) return;
    const first = body.blocks - this.#skip;
    this.#skip--;
    const end = Math.min(RECORD, body.size - first * RECORD);
    for (let at = 0; at < end && this.#fault === null; ) {
      if (at + ENTRY > end) {
        this.#fault = notValid(body.inode);
        return;
      }
      const length = this.#little ? record.readUInt16LE(at + 4) : record.readUInt16BE(at + 4);
      const place = { isFirst: first === 0 && at === 0, isSecond: first === 0 && at === OWN_ENTRY, end };
      this.#entry(record, at, length, place, body);
      at += length;
    }
  }

  #entry(
    record: Buffer,
    at: number,
    length: number,
    { isFirst, isSecond, end }: { readonly isFirst: boolean; readonly isSecond: boolean; readonly end: number },
    { inode }: Body,
  ): void {
    if (length < ENTRY || length % 4 !== 0 || at + length > end || (isFirst && length !== OWN_ENTRY)) {
      this.#fault = notValid(inode);
      return;
    }
    const child = this.#number(record, at);
    if (child === 0 && !isFirst && !isSecond) return;
    const size = record[at + 7] ?? 0;
    // A name of 255 bytes has no space in its entry, and restore reads the entry behind it as the name.
    const isLost = ENTRY + size + 1 > length;
    const text = record.subarray(at + ENTRY, isLost ? RECORD : at + ENTRY + size);
    const zero = text.indexOf(0);
    const name = text.subarray(0, zero < 0 ? text.length : zero).toString("latin1");
    const isShort = !isLost && zero >= 0;
    if (isLost && size !== LONGEST_NAME) this.#fault = notValid(inode);
    else if (isShort || name === "" || name.includes("/")) this.#fault = wrongName(inode, name, isLost);
    else if (isFirst || isSecond || name === "." || name === "..") {
      const isPlaced = (name === "." && isFirst && child === inode) || (name === ".." && isSecond);
      if (!isPlaced) this.#fault = wrongName(inode, name, isLost);
    } else this.#fault = this.#structure.name(child);
    if (this.#fault === null && !isFirst && !isSecond)
      this.#paths.add(inode, size, record[at + 6] === DIRECTORY_ENTRY ? child : null);
    if (!isLost) {
      this.#collected?.entry(child, name);
      return;
    }
    this.#lost++;
    if (this.#firstLost.length < MOST_REMEMBERED)
      this.#firstLost.push(`a name of ${LONGEST_NAME} bytes in the directory with the inode ${inode}`);
  }
}

/** The bytes of an entry before its name. */
const ENTRY = 8;
/** The bytes of an entry for `.`, which is the first one. `..` is behind it. */
const OWN_ENTRY = ENTRY + 4;
/** The type of an entry, as `d_type` of readdir(3). */
const DIRECTORY_ENTRY = 4;
const LONGEST_NAME = 255;

/** A device has none, and can have a size. */
function hasData(mode: number): boolean {
  return [REGULAR, DIRECTORY, LINK].includes(mode & FORMAT);
}

function notValid(inode: number): string {
  return `the directory ${inode} is not valid`;
}

function wrongName(inode: number, name: string, isLost: boolean): string {
  const instead = isLost ? `, which it reads in place of a name of ${LONGEST_NAME} bytes` : "";
  return `restore would refuse the name ${visible(name)} in the directory with the inode ${inode}${instead}`;
}
