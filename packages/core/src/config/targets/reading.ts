import { type Address, addressOf, nestedAddress, type TargetKind } from "../../model/address.ts";
import type { Every } from "../../model/every.ts";
import type { KeepRules } from "../../model/keep.ts";
import type { Cursor } from "../cursor.ts";
import type { Placed } from "../placed.ts";
import { readEvery } from "../read/duration.ts";
import { readKeep, scheduleFor } from "../resolve/keep.ts";
import type { Vocabulary } from "../resolve/vocabulary.ts";

/** Addresses of the targets of one volume or one mirror. */
export type Naming = (kind: TargetKind, key: string) => Address;

export function namingIn(volume: string): Naming {
  return (kind, key) => addressOf(volume, kind, key);
}

export function namingUnder(parent: Address): Naming {
  return (kind, key) => nestedAddress(parent, kind, key);
}

/** Each item of a list, sorted by key: the order in the file means nothing. */
export function eachOf<T extends Placed>(list: Cursor, read: (item: Cursor) => T): readonly T[] {
  return list
    .items()
    .map(read)
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

/** `keep`, and the `every` that stands there; without one `otherwise`, or what follows from `keep`. */
export function readSchedule(
  cursor: Cursor,
  words: Vocabulary,
  otherwise: Every | null = null,
): { readonly every: Every; readonly keep: KeepRules } {
  const keep = readKeep(cursor.at("keep"), words.policies, words.report);
  return { every: readEvery(cursor.at("every"), otherwise ?? scheduleFor(keep), words.report), keep };
}
