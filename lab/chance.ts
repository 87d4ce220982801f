import { createHash } from "node:crypto";
import { env } from "node:process";

/** Where a test takes its random instants from: the same seed and name give the same numbers again. */
export interface Chance {
  readonly seed: string;
  /** A whole number from `least` to below `most`. */
  between(least: number, most: number): number;
}

/** The seed of all chance in a lab test; a campaign gives another one each time. */
export const SEED = "RDUMP_LAB_SEED";

export function chance(name: string): Chance {
  const seed = env[SEED] || "1";
  let drawn = 0;
  return {
    seed,
    between(least, most) {
      const digest = createHash("sha256").update(`${seed}\0${name}\0${drawn++}`).digest();
      return least + Math.floor((digest.readUInt32BE(0) / 2 ** 32) * (most - least));
    },
  };
}
