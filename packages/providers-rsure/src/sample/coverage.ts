import { createHash } from "node:crypto";
import { type Coverage, isoOf } from "@rdump/core/provider";
import type { EntryKey } from "./entry.ts";

/** What is known about one entry. */
export interface Covered {
  readonly key: EntryKey;
  /** When it was proven last, or else seen first, in seconds since 1970. */
  readonly since: number;
  /** It was proven with these attributes. */
  readonly proven: boolean;
}

const MAGIC = Buffer.from("rdump coverage 1\n", "latin1");
const HASH = 32;
const RECORD = 24;
const HEAD = MAGIC.length + HASH;

/** In bytes: 10 million entries. */
export const LARGEST_COVERAGE = HEAD + RECORD * 10_000_000;

/** The state of the proofs of one target: an entry for each file of the point that was proven last. */
export class CoverageTable {
  readonly #places = new Map<bigint, number>();
  readonly #records: Buffer;

  private constructor(records: Buffer) {
    this.#records = records;
    for (let at = 0; at < records.length; at += RECORD) this.#places.set(records.readBigUInt64BE(at), at);
  }

  /** Null: it is damaged, of another target, or of a newer rdump. Then all files are proven again. */
  static parse(content: Buffer, of: string): CoverageTable | null {
    const records = content.subarray(HEAD);
    if (!content.subarray(0, MAGIC.length).equals(MAGIC) || records.length % RECORD !== 0) return null;
    if (!digestOf(records, of).equals(content.subarray(MAGIC.length, HEAD))) return null;
    return new CoverageTable(records);
  }

  static readonly empty = new CoverageTable(Buffer.alloc(0));

  /** Null: the path was not seen before. `proven` only if the attributes are still the same. */
  of([path, path2, state, state2]: EntryKey): Omit<Covered, "key"> | null {
    const at = this.#places.get((BigInt(path) << 32n) | BigInt(path2));
    if (at === undefined) return null;
    const records = this.#records;
    const isSame = records.readUInt32BE(at + 8) === state && records.readUInt32BE(at + 12) === state2;
    return { since: records.readUInt32BE(at + 16), proven: isSame && records[at + 20] === 1 };
  }
}

/** What a proof found about an entry that the point has. */
export type Result = "same" | "different" | "not read";

/** Pure: what is known after a proof. A file that differs stays in its place: the next proof reads it again. */
export function coveredBy(
  key: EntryKey,
  result: Result,
  { table, now }: { readonly table: CoverageTable; readonly now: number },
): Covered {
  if (result === "same") return { key, since: now, proven: true };
  const before = table.of(key);
  return { key, since: before?.since ?? now, proven: result === "not read" && before?.proven === true };
}

/** Pure. */
export function coverageOf(covered: readonly Covered[]): Coverage {
  let [proven, oldest] = [0, Number.POSITIVE_INFINITY];
  for (const each of covered) {
    if (!each.proven) continue;
    proven++;
    oldest = Math.min(oldest, each.since);
  }
  return { files: covered.length, proven, since: proven === 0 ? null : isoOf(oldest * 1000) };
}

/** The file of these entries. `of`: the owner and the target. */
export function formatCoverage(entries: readonly Covered[], of: string): Buffer {
  const records = Buffer.alloc(RECORD * entries.length);
  for (const [index, { key, since, proven }] of entries.entries()) {
    const at = index * RECORD;
    for (const [place, half] of key.entries()) records.writeUInt32BE(half, at + 4 * place);
    records.writeUInt32BE(since, at + 16);
    records[at + 20] = Number(proven);
  }
  return Buffer.concat([MAGIC, digestOf(records, of), records]);
}

/** It finds damage. Somebody who can write to the state directory can write anything. */
function digestOf(records: Buffer, of: string): Buffer {
  return createHash("sha256").update(`${of}\0`).update(records).digest();
}
