import type { Instant } from "@rdump/core/provider";
import { type KeyFacts, type Remembered, rememberedIn } from "../replica/remembered.ts";
import { type Answer, eachOf, namedRowsOf, type Row } from "./table.ts";

/** A snapshot or a bookmark of a dataset: the states that a stream can begin at or lead to. */
export interface Moment {
  readonly dataset: string;
  readonly kind: "snapshot" | "bookmark";
  /** Behind the `@` or the `#`. */
  readonly name: string;
  /** A bookmark and a received snapshot have the guid of the original snapshot. */
  readonly guid: string;
  /** The order in which they were made in their pool. Of a bookmark: of its snapshot. */
  readonly txg: number;
  /** When it was made. Of a bookmark: when its snapshot was. */
  readonly created: Instant;
  /**
   * The set of initialization vectors of an encrypted snapshot. A raw stream requires that it is equal on both sides. Null
   * for one that is not encrypted.
   */
  readonly ivset: string | null;
}

/** Behind the name and the guid. */
export const MOMENT_VALUES = ["createtxg", "creation", "ivsetguid"];
export const STREAM_FIELDS = ["name", "guid", ...MOMENT_VALUES, "name"];

export function parseMoments(output: Buffer): Answer<readonly Moment[]> {
  return eachOf(namedRowsOf(output, STREAM_FIELDS.length), momentIn);
}

/** Null: not a snapshot or a bookmark. */
export function momentIn([full, guid, txg, creation, ivset]: Row): Moment | null {
  const at = full?.search(/[@#]/) ?? -1;
  if (full == null || guid == null || txg == null || creation == null || at < 0) return null;
  const kind = full[at] === "@" ? "snapshot" : "bookmark";
  return {
    ...{ dataset: full.slice(0, at), kind, name: full.slice(at + 1) },
    ...{ guid, txg: Number(txg), created: Number(creation) * 1000, ivset: ivset ?? null },
  };
}

/** What matters of a dataset when streams arrive in it or leave it. */
export interface Receiver {
  readonly name: string;
  /** Of an interrupted receive; null: there is none. */
  readonly token: string | null;
  readonly readOnly: boolean;
  /** The dataset that has the key; null if it is not encrypted. */
  readonly encryptionRoot: string | null;
  /** Null if it is not encrypted. */
  readonly key: KeyFacts | null;
  readonly remembered: Remembered | null;
}

/** From the token, `readonly`, the encryption root, the format and the salt of the key, and the mark of streams. */
export function receiverOf(
  name: string,
  [token, readOnly, root, format, salt, mark]: readonly (string | null | undefined)[],
): Receiver {
  const encryptionRoot = root ?? null;
  return {
    ...{ name, token: token ?? null, readOnly: readOnly === "on", encryptionRoot },
    key: encryptionRoot === null ? null : { format: format ?? "none", salt: salt ?? "-" },
    remembered: rememberedIn(mark ?? null, name),
  };
}

/** A hold of a snapshot. */
export interface Hold {
  /** The full name of the snapshot. */
  readonly snapshot: string;
  readonly tag: string;
}

/** The output of `zfs holds -H`: the name, the tag and the time. The time contains no tab. */
export function parseHolds(output: Buffer): Answer<readonly Hold[]> {
  const lines = output
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "");
  const holds = lines.map((line) => line.split("\t"));
  if (holds.some((fields) => fields.length !== 3)) return { broken: [] };
  return { found: holds.map(([snapshot = "", tag = ""]) => ({ snapshot, tag })) };
}
