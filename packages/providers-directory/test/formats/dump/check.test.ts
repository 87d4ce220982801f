import t from "tap";
import { DumpCheck } from "../../../src/formats/dump/check.ts";

interface Header {
  readonly type: number;
  readonly inode?: number;
  readonly mode?: number;
  readonly size?: number;
  /** One a block; false: a hole. */
  readonly blocks?: readonly boolean[];
  readonly flags?: number;
}

const [TAPE, INODE, BITS, ADDRESS, END] = [1, 2, 3, 4, 5];
const [DIRECTORY, FILE, LINK] = [0o040755, 0o100644, 0o120777];

function header({ type, inode = 0, mode = 0, size = 0, blocks = [], flags = 0 }: Header): Buffer {
  const record = Buffer.alloc(1024);
  record.writeInt32LE(type, 0);
  record.writeUInt32LE(inode, 20);
  record.writeUInt32LE(60_012, 24);
  record.writeUInt16LE(mode, 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeInt32LE(blocks.length, 160);
  for (const [index, isThere] of blocks.entries()) record[164 + index] = isThere ? 1 : 0;
  record.writeInt32LE(flags, 888);
  let sum = 0;
  for (let at = 0; at < 1024; at += 4) sum = (sum + record.readUInt32LE(at)) >>> 0;
  record.writeUInt32LE((84_446 - sum) >>> 0, 28);
  return record;
}

/** The entries of the root, behind `.` and `..`. */
function names(...entries: readonly string[]): Buffer {
  const block = Buffer.alloc(1024);
  let at = 0;
  const put = (name: string, length: number) => {
    block.writeUInt32LE(at <= 12 ? 2 : 12, at);
    block.writeUInt16LE(length, at + 4);
    block[at + 7] = Buffer.byteLength(name, "latin1");
    block.write(name, at + 8, "latin1");
    at += length;
  };
  for (const name of [".", "..", ...entries.slice(0, -1)]) put(name, 8 + Math.ceil((name.length + 1) / 4) * 4);
  put(entries.at(-1) ?? "x", 512 - at);
  return block;
}

const directory = (...entries: readonly string[]) => [
  header({ type: INODE, inode: 2, mode: DIRECTORY, size: 512, blocks: [true] }),
  names(...entries),
];
const BEGIN = [header({ type: TAPE }), header({ type: BITS, blocks: [true] }), Buffer.alloc(1024)];
const file = (mode = FILE, inode = 12, size = 1) => [
  header({ type: INODE, inode, mode, size, blocks: [true] }),
  Buffer.alloc(1024, 1),
];

function checked(...records: readonly Buffer[]) {
  const all = Buffer.concat([...BEGIN, ...records, header({ type: END })]);
  const [whole, parts] = [new DumpCheck(), new DumpCheck()];
  whole.push(all);
  for (let at = 0; at < all.length; at += 700) parts.push(all.subarray(at, at + 700));
  const facts = whole.end();
  t.same(parts.end(), facts, "the size of the parts has no effect");
  return facts;
}

t.test("a dump of a tree is accepted", async (t) => {
  const attributes = [
    header({ type: INODE, inode: 2, mode: DIRECTORY, size: 256, blocks: [true], flags: 0x8000 }),
    Buffer.alloc(1024, "/"),
  ];
  const sparse = [
    header({ type: INODE, inode: 13, mode: FILE, size: 3 * 1024, blocks: [false, true] }),
    Buffer.alloc(1024, 2),
    header({ type: ADDRESS, inode: 13, mode: FILE, size: 3 * 1024, blocks: [true] }),
    Buffer.alloc(1024, 3),
  ];
  const found = checked(
    ...directory("a", "line\nbreak", "..."),
    ...attributes,
    ...file(),
    ...sparse,
    ...file(LINK, 14),
  );
  t.match(found, { files: 3, lost: 0 });
});

t.test("what restore must not be given is refused", async (t) => {
  const cases: { readonly [why: string]: readonly Buffer[] } = {
    "a name with a slash": directory("../planted"),
    "a second ..": directory("a", "..", "b"),
    "a second .": directory("a", ".", "b"),
    "an empty name": directory("a", "", "b"),
    "a name with a NUL": directory("a\0b", "c"),
    "data behind the end of a file": [
      ...directory("a"),
      header({ type: INODE, inode: 12, mode: FILE, size: 1, blocks: [true, true] }),
      ...directory("../planted"),
    ],
    "data of no file": [header({ type: ADDRESS, blocks: [true] }), Buffer.alloc(1024)],
    "a hole in a directory": [header({ type: INODE, inode: 2, mode: DIRECTORY, size: 512, blocks: [false] })],
    "a header without a checksum": [Buffer.alloc(1024, 1)],
    "a second beginning": [header({ type: TAPE })],
    "attributes of another inode": [
      header({ type: INODE, inode: 3, mode: DIRECTORY, size: 512, blocks: [true], flags: 0x8000 }),
      names("../planted"),
    ],
  };
  for (const [why, records] of Object.entries(cases)) t.hasProp(checked(...records), "fault", why);
  const compressed = new DumpCheck();
  compressed.push(Buffer.concat([header({ type: TAPE, flags: 0x80 }), header({ type: END })]));
  t.hasProp(compressed.end(), "fault");
  const cut = new DumpCheck();
  cut.push(Buffer.concat([...BEGIN, ...directory("a")]));
  t.same(cut.end(), { fault: "it has no end" });
});

t.test("names of 255 bytes are counted as lost", async (t) => {
  const [head, block] = directory("a", "b");
  if (head === undefined || block === undefined) throw new Error("no directory");
  // dump writes the length of the name, and an entry of 8 bytes. The bytes behind it are those of the next entry.
  const entry = Buffer.alloc(8);
  entry.writeUInt32LE(14, 0);
  entry.writeUInt16LE(8, 4);
  entry[7] = 255;
  const at = 24;
  const written = Buffer.concat([block.subarray(0, at), entry, block.subarray(at, 1016)]);
  written.writeUInt16LE(512 - (at + 8 + 12), at + 8 + 12 + 4);
  t.match(checked(head, written), { lost: 1, firstLost: ["a name of 255 bytes in the directory with the inode 2"] });
});

t.test("directories with paths that restore leaves out are counted as lost", async (t) => {
  const long = "d".repeat(250);
  const inside = (inode: number, child: number, name: string, type: number) => {
    const block = names(name);
    block.writeUInt32LE(inode, 0);
    block.writeUInt32LE(child, 24);
    block[30] = type;
    return [header({ type: INODE, inode, mode: DIRECTORY, size: 512, blocks: [true] }), block];
  };
  const chain = Array.from({ length: 16 }, (_, depth) => inside(depth === 0 ? 2 : 99 + depth, 100 + depth, long, 4));
  const last = (name: string) => [...chain.toReversed().flat(), ...inside(115, 900, name, 8)];
  // A path of 1 + 16 * 251 bytes is above the last name.
  t.match(checked(...last("f".repeat(77))), { lost: 0 });
  const firstLost = ["paths of more than 4095 bytes in the directory with the inode 115"];
  t.match(checked(...last("f".repeat(78))), { lost: 1, firstLost });
});

t.test("a structure in which restore never ends, or writes behind its arrays, is refused", async (t) => {
  const named = (inode: number, child: number, more: Partial<Header> = {}) => {
    const block = names("a");
    block.writeUInt32LE(inode, 0);
    block.writeUInt32LE(child, 24);
    return [header({ type: INODE, inode, mode: DIRECTORY, size: 512, blocks: [true], ...more }), block];
  };
  const attributes = (size: number, inode = 12) => [
    header({ type: INODE, inode, mode: FILE, size, blocks: [true], flags: 0x8000 }),
    Buffer.alloc(1024),
  ];
  t.match(checked(...named(2, 12), ...named(12, 13), ...file(LINK, 13, 1023)), { files: 1 });
  const cases: { readonly [why: string]: readonly Buffer[] } = {
    "the root in a directory": [...named(2, 12), ...named(12, 2)],
    "a directory in two others": [...named(2, 12), ...named(12, 13), ...named(13, 12)],
    "a directory in itself": [...named(2, 12), ...named(12, 12)],
    "a directory with two names": [...directory("a", "b"), ...named(12, 13)],
    "an inode twice": [...directory("a"), ...file(), ...file(LINK)],
    "a directory behind a file": [...named(2, 12), ...file(FILE, 13), ...named(12, 13)],
    "a directory without .": [
      header({ type: INODE, inode: 12, mode: DIRECTORY, size: 512, blocks: [true] }),
      names("a"),
    ],
    "a directory without entries": [header({ type: INODE, inode: 2, mode: DIRECTORY, size: 0 })],
    "a directory that is cut": named(2, 12, { size: 2048 }),
    "files in another order": [...directory("a"), ...file(FILE, 13), ...file()],
    "a file that is cut": [...directory("a"), ...file(FILE, 12, 1025)],
    "an inode without a map": [...directory("a"), ...file(FILE, 8193)],
    "a name of an inode without a map": [...named(2, 8193)],
    "maps of other sizes": [header({ type: BITS, blocks: [true, true] }), Buffer.alloc(2048), ...directory("a")],
    "a large link": [
      ...directory("a"),
      header({ type: INODE, inode: 12, mode: LINK, size: 4096, blocks: [true] }),
      Buffer.alloc(1024),
    ],
    "large attributes": [...directory("a"), ...file(), ...attributes(1024 * 1024)],
    "attributes of an inode that is not before": [...directory("a"), ...file(FILE, 13), ...attributes(256)],
    "a map behind an inode": [...directory("a"), header({ type: BITS, blocks: [true] }), Buffer.alloc(1024)],
  };
  for (const [why, records] of Object.entries(cases)) t.hasProp(checked(...records), "fault", why);
});

t.test("a dump of a chain has its names, and each inode once", async (t) => {
  const chained = (...records: readonly Buffer[]) => {
    const check = new DumpCheck(true);
    check.push(Buffer.concat([...BEGIN, ...records, header({ type: END })]));
    return check.end();
  };
  const found = chained(...directory("a", "b"), ...file());
  t.match(found, {
    names: { dumped: new Set([2, 12]), directories: new Map([[2, "12 a\x0012 b\0"]]), obstacle: null },
  });
  t.hasProp(chained(...directory("a"), ...file(), ...file(LINK)), "fault", "an inode twice");
  t.hasProp(chained(...file(), ...directory("a")), "fault", "a directory behind a file");
});
