import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync, inflateSync } from "node:zlib";
import t from "tap";
import { parseToken } from "../../src/answers/token.ts";

const CAPTURED = join(import.meta.dirname, "../../../../fixtures/captured/zfs");
const captured = (version: string) =>
  readFileSync(join(CAPTURED, version, "get-resume-token.stdout"), "utf8").split("\t")[0] ?? "";

type Pair = readonly [name: string, value: bigint | string | true | readonly bigint[]];

/** A packed list in the order of bytes of this kind of machine. */
function tokenOf(pairs: readonly Pair[], { isLittle = true, after = Buffer.alloc(4) } = {}): string {
  const header = Buffer.from([0, isLittle ? 1 : 0, 0, 0, 0, 0, 0, 0, ...(isLittle ? [1, 0, 0, 0] : [0, 0, 0, 1])]);
  return wrapped(Buffer.concat([header, ...pairs.map((pair) => packed(pair, isLittle)), after]));
}

function wrapped(list: Buffer): string {
  return `1-b1448ea96-${list.length.toString(16)}-${deflateSync(list).toString("hex")}`;
}

function packed([name, value]: Pair, isLittle: boolean): Buffer {
  const type = value === true ? 1 : typeof value === "bigint" ? 8 : typeof value === "string" ? 9 : 16;
  const bytes =
    value === true
      ? Buffer.alloc(0)
      : typeof value === "string"
        ? padded(value)
        : Buffer.concat((typeof value === "bigint" ? [value] : value).map((each) => number(each, isLittle)));
  const head = Buffer.alloc(16);
  const named = padded(name);
  const write32 = (text: number, at: number) => (isLittle ? head.writeInt32LE(text, at) : head.writeInt32BE(text, at));
  write32(16 + named.length + bytes.length, 0);
  if (isLittle) head.writeInt16LE(name.length + 1, 4);
  else head.writeInt16BE(name.length + 1, 4);
  write32(value === true ? 0 : 1, 8);
  write32(type, 12);
  return Buffer.concat([head, named, bytes]);
}

function padded(text: string): Buffer {
  return Buffer.concat([Buffer.from(text, "latin1"), Buffer.alloc(8 - (text.length % 8))]);
}

function number(value: bigint, isLittle: boolean): Buffer {
  const bytes = Buffer.alloc(8);
  if (isLittle) bytes.writeBigUInt64LE(value);
  else bytes.writeBigUInt64BE(value);
  return bytes;
}

const STEP: readonly Pair[] = [
  ...[["object", 2n] as const, ["offset", 0n] as const, ["bytes", 9n] as const],
  ...[["toguid", 2n ** 64n - 1n] as const, ["toname", "tank/home@a"] as const, ["fromguid", 7n] as const],
];
const CONTENT = { toGuid: String(2n ** 64n - 1n), fromGuid: "7", raw: false };

t.test("tokens of OpenZFS 2.1 and 2.3 are read, and those of machines of either order of bytes", async (t) => {
  t.strictSame(parseToken(captured("2.3")), { toGuid: "16976262154838526334", fromGuid: null, raw: false });
  t.match(parseToken(captured("2.1")), { toGuid: /^\d+$/, fromGuid: null, raw: false });
  for (const isLittle of [true, false]) {
    t.strictSame(parseToken(tokenOf(STEP, { isLittle })), CONTENT);
    const raw: Pair[] = [...STEP, ["embedok", true], ["compressok", true], ["rawok", true]];
    t.strictSame(parseToken(tokenOf(raw, { isLittle })), { ...CONTENT, raw: true });
  }
});

t.test("a name that would add lines to the text of zfs, and other forged lists, are no tokens", async (t) => {
  const changed = (name: string, value: Pair[1]) => STEP.map((pair): Pair => (pair[0] === name ? [name, value] : pair));
  const forged: readonly (readonly Pair[])[] = [
    changed("toname", "tank/home@a\n\trawok = 1"),
    changed("toname", "tank/x\u001b[2J/home@a"),
    changed("toname", "tank/home"),
    changed("toname", 3n),
    changed("toguid", "2"),
    changed("fromguid", true),
    [...STEP, ["rawok", 1n]],
    [...STEP, ["toguid", 5n]],
    [...STEP, ["rawok", true], ["rawok", true]],
    [...STEP, ["redact_snaps", [1n, 2n]]],
    [...STEP, ["raw ok", true]],
    STEP.filter(([name]) => name !== "toguid"),
    STEP.filter(([name]) => name !== "toname"),
    [],
  ];
  for (const pairs of forged) t.equal(parseToken(tokenOf(pairs)), null, JSON.stringify(pairs.map(String)));
  t.equal(parseToken(tokenOf(STEP, { after: Buffer.alloc(8) })), null, "something follows the list");
  t.equal(parseToken(tokenOf(STEP, { after: Buffer.alloc(0) })), null, "the list has no end");
});

t.test("sizes out of range, bombs and long tokens are no tokens", async (t) => {
  const list = inflateSync(Buffer.from(tokenOf(STEP).split("-")[3] ?? "", "hex"));
  for (const size of [-1, -(2 ** 31), 2 ** 31 - 1, 1, 8, 15, 40, 4096]) {
    const other = Buffer.from(list);
    other.writeInt32LE(size, 12);
    t.equal(parseToken(wrapped(other)), null, `size ${size}`);
  }
  for (const size of [-1, -(2 ** 15), 0, 1, 2 ** 15 - 1, 100]) {
    const other = Buffer.from(list);
    other.writeInt16LE(size, 16);
    t.equal(parseToken(wrapped(other)), null, `name ${size}`);
  }
  t.equal(parseToken(wrapped(Buffer.alloc(2_000_000))), null);
  t.equal(parseToken(`1-a-b8-${"00".repeat(500_000)}`), null);
});

t.test("a token that was cut or in which a byte was changed is not read as another step", async (t) => {
  const token = captured("2.3");
  const whole = JSON.stringify(parseToken(token));
  for (let at = 0; at < token.length; at++) {
    t.equal(parseToken(token.slice(0, at)), null, `cut at ${at}`);
    const other = token[at] === "0" ? "1" : "0";
    const found = parseToken(token.slice(0, at) + other + token.slice(at + 1));
    // The second part is a checksum that zfs itself compares.
    if (found !== null) t.equal(JSON.stringify(found), whole, `changed at ${at}`);
  }
});
