import t from "tap";
import { XfsdumpCheck } from "../../../src/formats/xfsdump/check.ts";

const ROOT = 128;
const [DIRECTORY, FILE, LINK, FIFO] = [0o040755, 0o100644, 0o120777, 0o010644];

function page(parts = 0x3fc0, map = mapOf([128, 192])): Buffer {
  const bytes = Buffer.alloc(4096);
  bytes.write("xFSdump0");
  bytes.writeUInt32BE(3, 8);
  bytes.writeUInt32BE(parts, 3908);
  bytes.writeBigUInt64BE(BigInt(ROOT), 3928);
  bytes.writeBigUInt64BE(1n, 4016);
  bytes.writeBigUInt64BE(2n, 4024);
  bytes.writeBigUInt64BE(128n, 4048);
  bytes.writeBigUInt64BE(255n, 4056);
  return Buffer.concat([bytes, map]);
}

/** The segments of 64 inodes that begin at these. */
function mapOf(first: readonly number[], last = 255): Buffer {
  const map = Buffer.alloc(16_384);
  for (const [index, inode] of first.entries()) map.writeBigUInt64BE(BigInt(inode), index * 32);
  map.writeBigUInt64BE(BigInt(last), 511 * 32);
  return map;
}

/** With the checksum that makes the sum of all words zero. */
function sealed(bytes: Buffer, at: number): Buffer {
  let sum = 0;
  for (let word = 0; word < bytes.length; word += 4) sum = (sum + bytes.readUInt32BE(word)) >>> 0;
  bytes.writeUInt32BE((2 ** 32 - sum) >>> 0, at);
  return bytes;
}

function header(inode: number, mode: number, flags = 2): Buffer {
  const bytes = Buffer.alloc(256);
  bytes.writeUInt32BE(flags, 8);
  bytes.writeBigUInt64BE(BigInt(inode), 16);
  bytes.writeUInt32BE(mode, 24);
  return sealed(bytes, 12);
}

function extent(type: number, content = ""): Buffer {
  const bytes = Buffer.alloc(32);
  bytes.writeBigInt64BE(BigInt(content.length), 0);
  bytes.writeUInt32BE(type, 16);
  return Buffer.concat([sealed(bytes, 24), Buffer.from(content)]);
}

function entry(inode: number, name: string): Buffer {
  const size = Math.max(24, Math.ceil((18 + name.length + 1) / 8) * 8);
  const bytes = Buffer.alloc(size);
  bytes.writeBigUInt64BE(BigInt(inode), 0);
  bytes.writeUInt16BE(size, 16);
  bytes.write(name, 18, "latin1");
  return bytes;
}

function attribute(name: string, flags = 0): Buffer {
  const bytes = Buffer.alloc(16 + Math.ceil((name.length + 1) / 8) * 8);
  bytes.writeUInt32BE(bytes.length, 0);
  bytes.writeUInt16BE(flags, 6);
  bytes.write(name, 16, "latin1");
  return bytes;
}

const directory = (inode: number, ...names: readonly string[]) =>
  Buffer.concat([header(inode, DIRECTORY), ...names.map((name, index) => entry(200 + index, name)), entry(0, "")]);
const END = header(0, 0, 2 | 1 | 4);

function checked(records: readonly Buffer[], begin = page()) {
  const all = Buffer.concat([begin, ...records, END]);
  const [whole, parts] = [new XfsdumpCheck(), new XfsdumpCheck()];
  whole.push(all);
  for (let at = 0; at < all.length; at += 700) parts.push(all.subarray(at, at + 700));
  const facts = whole.end();
  t.same(parts.end(), facts, "the size of the parts has no effect");
  return facts;
}

t.test("a dump of a tree is accepted", async (t) => {
  const found = checked([
    directory(ROOT, "a", "orphanage", "line\nbreak", "n".repeat(255)),
    directory(201, "xfsrestorehousekeepingdir"),
    Buffer.concat([header(201, DIRECTORY, 2 | 8), attribute("user/../x"), attribute("", 2)]),
    Buffer.concat([header(210, FILE), extent(4, "content "), extent(8), extent(0)]),
    Buffer.concat([header(211, LINK), extent(4, "/etc\0\0\0\0")]),
    header(212, FIFO),
  ]);
  t.match(found, { files: 3, lost: 0 });
});

t.test("what xfsrestore must not be given is refused", async (t) => {
  const cases: { readonly [why: string]: readonly Buffer[] } = {
    "a name with a slash": [directory(ROOT, "../planted")],
    "a ..": [directory(ROOT, "..")],
    "a .": [directory(ROOT, ".")],
    "an empty name": [directory(ROOT, "")],
    "two files of one name": [directory(201, "a", "a")],
    "the directory of xfsrestore itself": [directory(ROOT, "xfsrestorehousekeepingdir")],
    "a file in the place of the orphanage": [directory(ROOT, "orphanage")],
    "an unknown part of a file": [header(210, FILE), extent(2, "x")],
    "a link without a target": [header(211, LINK), extent(0)],
    "an unknown type": [header(212, 0o070644)],
    "a header without a checksum": [Buffer.alloc(256, 1)],
  };
  for (const [why, records] of Object.entries(cases)) t.hasProp(checked(records), "fault", why);
  t.hasProp(checked([directory(ROOT, "a")], page(0x80)), "fault", "other parts");
  t.hasProp(checked([directory(ROOT, "a"), header(256, FIFO), END]), "fault", "an inode without a map");
  for (const [first, last] of [
    [[192, 128], 191],
    [[128, 128], 191],
    [[128, 190], 253],
    [[128, 192], 256],
  ] as const)
    t.hasProp(checked([directory(ROOT, "a")], page(0x3fc0, mapOf(first, last))), "fault", `segments at ${first}`);
  for (const [at, value] of [
    [4016, 2n],
    [4024, 512n],
    [4024, 0n],
    [4048, 64n],
    [4056, 256n],
  ] as const) {
    const begin = page();
    begin.writeBigUInt64BE(value, at);
    t.hasProp(checked([directory(ROOT, "a")], begin), "fault", `${value} at ${at}`);
  }
  const cut = new XfsdumpCheck();
  cut.push(Buffer.concat([page(), directory(ROOT, "a")]));
  t.same(cut.end(), { fault: "it has no end" });
});

t.test("directories with paths that xfsrestore leaves out are counted as lost", async (t) => {
  const map = mapOf([ROOT, 300], 363);
  map.writeBigUInt64BE(1n, 8);
  map.writeBigUInt64BE(0xffff_ffffn, 32 + 8);
  const begin = page(0x3fc0, map);
  begin.writeBigUInt64BE(363n, 4056);
  const inside = (inode: number, child: number, name: string) =>
    Buffer.concat([header(inode, DIRECTORY), entry(child, name), entry(0, "")]);
  const long = "d".repeat(255);
  const chain = Array.from({ length: 16 }, (_, depth) => inside(depth === 0 ? ROOT : 299 + depth, 300 + depth, long));
  const names = (last: string) => [...chain.slice(0, 15), inside(314, 400, last)];
  t.match(checked(names("f".repeat(253)), begin), { lost: 0 });
  const firstLost = ["paths of more than 4095 bytes in the directory with the inode 314"];
  t.match(checked(names("f".repeat(254)), begin), { lost: 1, firstLost });
});
