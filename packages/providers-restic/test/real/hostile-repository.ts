import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface Key {
  readonly mac: { readonly k: string; readonly r: string };
  readonly encrypt: Buffer;
}

/** Writes a snapshot with any nodes into a repository of version 1, as a person with the passphrase can. Its id. */
export function writeSnapshot(repository: string, passphrase: string, nodes: readonly object[]): string {
  const key = keyOf(repository, passphrase);
  const put = (kind: string, data: Buffer): string => {
    const id = sha256(data);
    const directory = kind === "data" ? join(repository, kind, id.slice(0, 2)) : join(repository, kind);
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, id), data);
    return id;
  };
  const tree = Buffer.from(`${JSON.stringify({ nodes })}\n`);
  const blob = seal(key, tree);
  const entry = Buffer.concat([Buffer.from([1]), uint32(blob.length), Buffer.from(sha256(tree), "hex")]);
  const header = seal(key, entry);
  const pack = put("data", Buffer.concat([blob, header, uint32(header.length)]));
  const blobs = [{ id: sha256(tree), type: "tree", offset: 0, length: blob.length }];
  put("index", seal(key, Buffer.from(JSON.stringify({ packs: [{ id: pack, blobs }] }))));
  const snapshot = { time: "2026-11-29T10:00:00Z", tree: sha256(tree), paths: ["/x"], hostname: "host" };
  return put("snapshots", seal(key, Buffer.from(JSON.stringify(snapshot))));
}

function sha256(data: Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function keyOf(repository: string, passphrase: string): Key {
  const [name = ""] = readdirSync(join(repository, "keys"));
  const file = JSON.parse(readFileSync(join(repository, "keys", name), "utf8")) as {
    readonly [field in "salt" | "data"]: string;
  } & { readonly [field in "N" | "r" | "p"]: number };
  const cost = { N: file.N, r: file.r, p: file.p, maxmem: 256 * 1024 * 1024 };
  const own = scryptSync(passphrase, Buffer.from(file.salt, "base64"), 64, cost);
  const data = Buffer.from(file.data, "base64");
  const opened = createDecipheriv("aes-256-ctr", own.subarray(0, 32), data.subarray(0, 16)).update(
    data.subarray(16, -16),
  );
  const { mac, encrypt } = JSON.parse(opened.toString()) as { readonly mac: Key["mac"]; readonly encrypt: string };
  return { mac, encrypt: Buffer.from(encrypt, "base64") };
}

/** AES-256-CTR, and Poly1305-AES of the result. */
function seal({ mac, encrypt }: Key, text: Buffer): Buffer {
  const nonce = randomBytes(16);
  const sealed = createCipheriv("aes-256-ctr", encrypt, nonce).update(text);
  return Buffer.concat([nonce, sealed, poly1305(mac, nonce, sealed)]);
}

function poly1305({ k, r }: Key["mac"], nonce: Buffer, text: Buffer): Buffer {
  const factor = number(Buffer.from(r, "base64")) & 0x0ffffffc0ffffffc0ffffffc0fffffffn;
  let sum = 0n;
  for (let at = 0; at < text.length; at += 16) {
    const block = Buffer.concat([text.subarray(at, at + 16), Buffer.from([1])]);
    sum = ((sum + number(block)) * factor) % ((1n << 130n) - 5n);
  }
  const aes = createCipheriv("aes-128-ecb", Buffer.from(k, "base64"), null).setAutoPadding(false);
  const tag = BigInt.asUintN(128, sum + number(aes.update(nonce)));
  return Buffer.from(tag.toString(16).padStart(32, "0"), "hex").reverse();
}

/** The number whose first byte is the least one. */
function number(bytes: Buffer): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`);
}
