import { deflateSync, inflateSync } from "node:zlib";
import type { Partial } from "../../world/world.ts";

const NUMBER = 8;
const TEXT = 9;

/** A resume token as OpenZFS makes it, apart from its checksum: a packed list of names and values. */
export function tokenOf({ toGuid, fromGuid }: Partial): string {
  const packed = Buffer.concat([
    Buffer.from([0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]),
    ...["object", "offset", "bytes"].map((name) => pairOf(name, NUMBER, numberOf("1"))),
    pairOf("toguid", NUMBER, numberOf(toGuid)),
    pairOf("toname", TEXT, Buffer.from("tank/x@x\0\0\0\0\0\0\0\0")),
    ...(fromGuid === null ? [] : [pairOf("fromguid", NUMBER, numberOf(fromGuid))]),
    Buffer.alloc(4),
  ]);
  return `1-0-${packed.length.toString(16)}-${deflateSync(packed).toString("hex")}`;
}

function numberOf(text: string): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(text));
  return bytes;
}

function pairOf(name: string, type: number, value: Buffer): Buffer {
  const named = Buffer.alloc(Math.ceil((name.length + 1) / 8) * 8);
  named.write(name);
  const head = Buffer.alloc(16);
  head.writeInt32LE(head.length + named.length + value.length, 0);
  head.writeInt16LE(name.length + 1, 4);
  head.writeInt32LE(1, 8);
  head.writeInt32LE(type, 12);
  return Buffer.concat([head, named, value]);
}

export function partialIn(token: string): Partial {
  const packed = inflateSync(Buffer.from(token.split("-")[3] ?? "", "hex"));
  const guidAt = (name: string) => {
    const at = packed.indexOf(`${name}\0`);
    return at < 0 ? null : packed.readBigUInt64LE(at + Math.ceil((name.length + 1) / 8) * 8).toString();
  };
  return { toGuid: guidAt("toguid") ?? "", fromGuid: guidAt("fromguid") };
}
