import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";

const DIRECTORIES = 1000;
const FILES = 100;
const LARGEST = 8192;

/** A sequence that is the same every time. */
function* sequence(): Generator<number, never> {
  for (let seed = 1; ; ) {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    yield seed / 0x7fffffff;
  }
}

/** 100,000 files of 0 to 8 KiB in 1,000 directories. */
export function makeSmall(root: string): void {
  const pool = randomBytes(2 * LARGEST);
  const numbers = sequence();
  mkdirSync(root);
  for (let d = 0; d < DIRECTORIES; d++) {
    const directory = `${root}/d${String(d).padStart(4, "0")}`;
    mkdirSync(directory);
    for (let f = 0; f < FILES; f++) {
      const length = Math.floor(numbers.next().value * (LARGEST + 1));
      const start = Math.floor(numbers.next().value * LARGEST);
      writeFileSync(`${directory}/file-${String(f).padStart(4, "0")}.dat`, pool.subarray(start, start + length));
    }
  }
}

/** 20 files of 50 MiB. */
export function makeLarge(root: string): void {
  mkdirSync(root);
  for (let i = 0; i < 20; i++) writeFileSync(`${root}/large-${i}`, randomBytes(50 << 20));
}
