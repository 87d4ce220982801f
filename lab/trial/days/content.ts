import { type Cipher, createCipheriv } from "node:crypto";
import type { Content } from "./operation.ts";

const CHUNK = 1 << 16;
const ZEROS = Buffer.alloc(CHUNK >> 1);

/** The same bytes for the same seed; half of them compress to their half. Chunks of at most 64 KiB. */
export function* chunksOf({ bytes, seed }: Content): Generator<Buffer, void> {
  const cipher = createCipheriv("aes-128-ctr", Buffer.alloc(16, `rdump trial ${seed} `), Buffer.alloc(16));
  for (let left = bytes; left > 0; left -= CHUNK) yield chunk(cipher).subarray(0, left);
}

function chunk(cipher: Cipher): Buffer {
  const noise = cipher.update(ZEROS);
  const text = noise.subarray(0, CHUNK >> 2).toString("hex");
  return Buffer.concat([Buffer.from(text, "latin1"), noise]);
}
