import { visible } from "@rdump/core/provider";
import { Demand, type Parser } from "../whole/demand.ts";
import { LongPaths } from "../whole/long-paths.ts";
import type { StreamCheck, StreamFacts } from "../whole/program.ts";
import { DirectoryMap, SEGMENTS } from "./directory-map.ts";

/** Of `common/content_inode.h` of xfsdump: sizes, places in the first page, and places in a header. */
const SIZE = { page: 4096, map: 16_384, file: 256, extent: 32, entry: 24, attribute: 16 } as const;
const AT = {
  version: 8,
  kind: 3904,
  parts: 3908,
  level: 3912,
  root: 3928,
  maps: 4016,
  segments: 4024,
  first: 4048,
  last: 4056,
} as const;
const FILE = { flags: 8, inode: 16, mode: 24, attributes: 88 } as const;
const FLAG = { none: 1, end: 4, attributes: 8 } as const;
/** A map of inodes, directories, and a checksum in each header. */
const PARTS = 0x3fc0;
/** Immutable, and append-only. */
const FIXED = 0x08 | 0x10;
const MOST_MAPS = 1024 * 1024;
const MOST_REMEMBERED = 100;

const KIND = { mask: 0o170000, directory: 0o040000, file: 0o100000, link: 0o120000 } as const;
const OTHERS: ReadonlySet<number> = new Set([0o010000, 0o020000, 0o060000, 0o140000]);
const EXTENT = { last: 0, align: 1, data: 4, hole: 8 } as const;
const LAST_ATTRIBUTE = 2;
const LONGEST_LINK = 8192;
const LARGEST_ATTRIBUTE = 128 * 1024;
const LONGEST_ENTRY = 288;

/** xfsrestore makes these in the destination. */
const OWN = { work: "xfsrestorehousekeepingdir", orphans: "orphanage" } as const;

/**
 * Reads a dump of XFS, and finds what xfsrestore must not be given: names that lead out of the destination, and two files of
 * one name, of which the first can be a link.
 */
export class XfsdumpCheck implements StreamCheck {
  readonly #demand: Demand;
  #bytes = 0;
  #files = 0;
  #root = 0n;
  #isFixed = false;
  readonly #directories = new DirectoryMap();
  readonly #paths = new LongPaths();
  /** The inode of the root's entry that must be a directory. */
  #orphans: bigint | null = null;

  constructor() {
    this.#demand = new Demand(this.#stream());
  }

  push(chunk: Buffer): void {
    this.#bytes += chunk.length;
    this.#demand.push(chunk);
  }

  end(): StreamFacts | { readonly fault: string } {
    const fault = this.#demand.end();
    if (fault !== null) return { fault };
    const { count, first } = this.#paths.end(MOST_REMEMBERED);
    const lost = { lost: count, firstLost: first };
    return { files: this.#files, bytes: this.#bytes, ...lost, isFixed: this.#isFixed, names: null };
  }

  *#stream(): Parser {
    const page = yield { read: SIZE.page };
    const isDump =
      page.subarray(0, 8).toString("latin1") === "xFSdump0" &&
      page.readUInt32BE(AT.version) === 3 &&
      page.readUInt32BE(AT.kind) === 0 &&
      page.readUInt32BE(AT.parts) === PARTS &&
      page.readUInt32BE(AT.level) === 0;
    const maps = Number(page.readBigUInt64BE(AT.maps));
    const segments = Number(page.readBigUInt64BE(AT.segments));
    if (!isDump || maps > MOST_MAPS || maps !== Math.ceil(segments / SEGMENTS)) return "its header is not valid";
    this.#root = page.readBigUInt64BE(AT.root);
    for (let map = 0; map < maps; map++) {
      const count = Math.min(SEGMENTS, segments - map * SEGMENTS);
      const content = yield { read: SIZE.map };
      if (!this.#directories.add(content, count, () => this.#paths.cut())) return "a map of inodes is not valid";
    }
    const [first, last] = [page.readBigUInt64BE(AT.first), page.readBigUInt64BE(AT.last)];
    if (!this.#directories.isFirst(first) || !this.#directories.isLast(last)) return "a map of inodes is not valid";
    for (;;) {
      const header = yield { read: SIZE.file };
      const flags = header.readUInt32BE(FILE.flags);
      const isLast = (flags & FLAG.none) !== 0;
      if (!isSound(header) || (isLast && (flags & FLAG.end) === 0)) return "a header is not valid";
      if (isLast) break;
      const fault = yield* this.#content(header, flags);
      if (fault !== null) return fault;
    }
    return this.#orphans === null ? null : wrongName(OWN.orphans, this.#root);
  }

  *#content(header: Buffer, flags: number): Parser {
    if ((flags & FLAG.attributes) !== 0) return yield* attributes();
    const inode = header.readBigUInt64BE(FILE.inode);
    if (!this.#directories.knows(inode)) return `no map has the inode ${inode}`;
    this.#isFixed ||= (header.readUInt32BE(FILE.attributes) & FIXED) !== 0;
    const kind = header.readUInt32BE(FILE.mode) & KIND.mask;
    if (kind === KIND.directory) {
      if (inode === this.#orphans) this.#orphans = null;
      return yield* this.#entries(inode);
    }
    this.#files++;
    if (kind === KIND.file) return yield* extents();
    if (kind === KIND.link) return yield* link();
    return OTHERS.has(kind) ? null : "a file has an unknown type";
  }

  *#entries(directory: bigint): Parser {
    const names = new Set<string>();
    for (;;) {
      const head = yield { read: SIZE.entry };
      const inode = head.readBigUInt64BE(0);
      const size = head.readUInt16BE(16);
      // The checksums of entries and attributes depend on the byte order of the machine.
      if (size < SIZE.entry || size > LONGEST_ENTRY || size % 8 !== 0)
        return `the directory with the inode ${directory} is not valid`;
      const rest = yield { read: size - SIZE.entry };
      if (inode === 0n) return null;
      const text = Buffer.concat([head.subarray(18), rest]);
      const name = text.subarray(0, text.indexOf(0)).toString("latin1");
      const isPath = name === "" || name === "." || name === ".." || name.includes("/") || !text.includes(0);
      const isRoot = directory === this.#root;
      if (isPath || names.has(name) || (isRoot && name === OWN.work)) return wrongName(name, directory);
      if (isRoot && name === OWN.orphans) this.#orphans = inode;
      names.add(name);
      this.#paths.add(Number(directory), name.length, this.#directories.has(inode) ? Number(inode) : null);
    }
  }
}

function* attributes(): Parser {
  for (;;) {
    const head = yield { read: SIZE.attribute };
    const size = head.readUInt32BE(0);
    if (size < SIZE.attribute || size > LARGEST_ATTRIBUTE) return "an attribute is not valid";
    yield { skip: size - SIZE.attribute };
    if ((head.readUInt16BE(6) & LAST_ATTRIBUTE) !== 0) return null;
  }
}

function* extents(): Parser {
  for (;;) {
    const head = yield { read: SIZE.extent };
    const size = Number(head.readBigInt64BE(0));
    const type = head.readUInt32BE(16);
    if (!isSound(head) || size < 0) return "a part of a file is not valid";
    if (type === EXTENT.last) return size === 0 ? null : "a part of a file is not valid";
    if (type === EXTENT.data || type === EXTENT.align) yield { skip: size };
    else if (type !== EXTENT.hole) return "a part of a file is not valid";
  }
}

function* link(): Parser {
  const head = yield { read: SIZE.extent };
  const size = Number(head.readBigInt64BE(0));
  if (!isSound(head) || head.readUInt32BE(16) !== EXTENT.data || size < 0 || size > LONGEST_LINK)
    return "a link is not valid";
  yield { skip: size };
  return null;
}

/** The sum of all words of a header is zero. */
function isSound(header: Buffer): boolean {
  let sum = 0;
  for (let at = 0; at < header.length; at += 4) sum = (sum + header.readUInt32BE(at)) >>> 0;
  return sum === 0;
}

function wrongName(name: string, directory: bigint): string {
  return `xfsrestore would restore the name ${visible(name)} of the directory with the inode ${directory} at another place`;
}
