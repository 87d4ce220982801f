import { cryptoModule } from "../late.ts";

/** A number of 53 bits for a text. */
export type Fingerprint = (text: string) => number;

/**
 * Fingerprints with a random seed, so that no user can choose two texts with the same one. Two given texts have the same one
 * with a probability of 2^-53.
 */
export function newFingerprint(): Fingerprint {
  const [first, second] = cryptoModule().randomFillSync(new Uint32Array(2));
  return (text) => {
    let high = first as number;
    let low = second as number;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      high = Math.imul(high ^ code, 0x9e3779b1);
      low = Math.imul(low ^ code, 0x5f356495);
      high ^= high >>> 15;
    }
    high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
    low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
    return 0x100000000 * (high & 0x1fffff) + (low >>> 0);
  };
}
