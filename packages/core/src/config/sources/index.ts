import type { Source } from "../../model/source.ts";
import type { Cursor } from "../cursor.ts";
import type { Vocabulary } from "../resolve/vocabulary.ts";
import { LVM } from "./lvm/index.ts";
import { PLAIN } from "./plain/index.ts";
import type { SourceDirectory, SourceType } from "./source-type.ts";
import { ZFS } from "./zfs/index.ts";

/** The list of the types of sources. Their texts are listed in text.ts, their values in model/source.ts. */
const TYPES: { readonly [S in Source as S["type"]]: SourceType<S> } = { lvm: LVM, plain: PLAIN, zfs: ZFS };

const SOURCE_TYPES: readonly SourceType[] = Object.values(TYPES);

/** Null when the type is unknown: the check of the schema has reported it. */
export function readSource(cursor: Cursor, words: Vocabulary): Source | null {
  return typeAt(cursor)?.read(cursor, words) ?? null;
}

/** The directory that a source names; null: it names none. */
export function sourceDirectory(source: Source): SourceDirectory | null {
  const type: SourceType = TYPES[source.type];
  return type.directory(source);
}

/** The places of a declaration that hold paths. */
export function sourcePathsIn(cursor: Cursor): readonly Cursor[] {
  return (typeAt(cursor)?.paths ?? []).map((key) => cursor.at(key));
}

function typeAt(cursor: Cursor): SourceType | undefined {
  const type = cursor.at("type").text();
  return SOURCE_TYPES.find((each) => each.type === type);
}
