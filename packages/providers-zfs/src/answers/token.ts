import { inflateSync } from "node:zlib";

/** The step that an interrupted receive is in. */
export interface TokenContent {
  readonly toGuid: string;
  /** Null: a full stream. */
  readonly fromGuid: string | null;
  readonly raw: boolean;
}

/** Characters of a token, and bytes of its content. That of a receive has 500. */
const LONGEST = 20_000;
const LARGEST = 10_000;

/**
 * The content of a resume token: `1-CHECKSUM-LENGTH-HEX`, a deflated list of names and values. Null: not exactly such a list.
 * The host of the replica makes tokens, and `zfs send -t` does what a token says. The text that `zfs send -nv` prints of it is
 * no evidence: a name with a line feed adds a line such as `rawok = 1`, and the source would send decrypted data.
 */
export function parseToken(token: string): TokenContent | null {
  if (token.length > LONGEST) return null;
  const [, length, hex] = /^1-[0-9a-f]{1,16}-([0-9a-f]{1,8})-((?:[0-9a-f]{2})+)$/.exec(token) ?? [];
  if (length === undefined || hex === undefined) return null;
  const packed = inflated(Buffer.from(hex, "hex"));
  if (packed === null || packed.length !== Number.parseInt(length, 16)) return null;
  const values = valuesIn(packed);
  if (values === null) return null;
  const [to, from, name, raw] = ["toguid", "fromguid", "toname", "rawok"].map((key) => values.get(key));
  const isComplete = typeof to === "bigint" && typeof name === "string" && PLAIN_NAME.test(name);
  const isTyped = (from === undefined || typeof from === "bigint") && (raw === undefined || raw === true);
  if (!isComplete || !isTyped) return null;
  return {
    toGuid: to.toString(),
    fromGuid: from === undefined || from === 0n ? null : from.toString(),
    raw: raw === true,
  };
}

const PLAIN_NAME = /^[A-Za-z][\w.:/ -]{0,254}@[\w.: -]{1,254}$/;

function inflated(bytes: Buffer): Buffer | null {
  try {
    return inflateSync(bytes, { maxOutputLength: LARGEST });
  } catch {
    return null;
  }
}

type Value = bigint | string | true;

/** In front of the pairs: four bytes of the encoding, the version and the flags. */
const HEADER = 12;
/** In front of the name of a pair: its size, that of the name, the number of values, and their type. */
const PAIR = 16;
const TYPES: { readonly [type: number]: "flag" | "number" | "text" } = { 1: "flag", 8: "number", 9: "text" };

/** The pairs of a packed list (`nvlist_pack`, NV_ENCODE_NATIVE). Null: another encoding or type, a repetition, or broken. */
function valuesIn(packed: Buffer): ReadonlyMap<string, Value> | null {
  const order = packed[1];
  if (packed.length < HEADER + 4 || packed[0] !== 0 || (order !== 0 && order !== 1)) return null;
  const values = new Map<string, Value>();
  const sizeAt = (at: number) => (order === 1 ? packed.readInt32LE(at) : packed.readInt32BE(at));
  let at = HEADER;
  while (at + 4 <= packed.length) {
    const size = sizeAt(at);
    if (size === 0) return at + 4 === packed.length ? values : null;
    if (size < PAIR || size % 8 !== 0 || at + size > packed.length) return null;
    const pair = pairIn(packed.subarray(at, at + size), order === 1);
    if (pair === null || values.has(pair[0])) return null;
    values.set(...pair);
    at += size;
  }
  return null;
}

function pairIn(pair: Buffer, isLittle: boolean): readonly [string, Value] | null {
  const nameSize = isLittle ? pair.readInt16LE(4) : pair.readInt16BE(4);
  const type = TYPES[isLittle ? pair.readInt32LE(12) : pair.readInt32BE(12)];
  const from = PAIR + Math.ceil(nameSize / 8) * 8;
  if (nameSize < 2 || from > pair.length) return null;
  const name = textIn(pair.subarray(PAIR, PAIR + nameSize));
  const rest = pair.subarray(from);
  if (name === null || !/^[a-z_]{1,32}$/.test(name)) return null;
  switch (type) {
    case "flag":
      return rest.length === 0 ? [name, true] : null;
    case "number":
      return rest.length === 8 ? [name, isLittle ? rest.readBigUInt64LE() : rest.readBigUInt64BE()] : null;
    case "text": {
      const text = textIn(rest.subarray(0, rest.indexOf(0) + 1));
      return text === null ? null : [name, text];
    }
    default:
      return null;
  }
}

/** Up to the zero at its end. */
function textIn(bytes: Buffer): string | null {
  return bytes.indexOf(0) === bytes.length - 1 ? bytes.toString("latin1", 0, bytes.length - 1) : null;
}
