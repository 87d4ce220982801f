import type { TargetKind } from "../../model/address.ts";
import type { Source } from "../../model/source.ts";
import type { ConfigCode } from "../codes/index.ts";
import type { Cursor } from "../cursor.ts";
import type { Placed } from "../placed.ts";
import type { Vocabulary } from "../resolve/vocabulary.ts";
import type { Naming } from "./reading.ts";

export interface TargetContext {
  readonly naming: Naming;
  /** Null: the source could not be read. */
  readonly source: Source | null;
  readonly words: Vocabulary;
}

/** Why a known key is not allowed in this place. */
export interface KeyHint {
  readonly code: ConfigCode;
  readonly detail: string;
}

/** One kind of target in the config. A new kind needs a folder with such an object, and an entry in the lists. */
export interface TargetReader {
  readonly kind: TargetKind;
  /** Whether ZFS makes the points from the source itself. */
  readonly needsZfs: boolean;
  /** Reads the targets of this kind, sorted by key. `cursor`: the key of the volume that declares them. */
  read(cursor: Cursor, context: TargetContext): readonly Placed[];
  /** Hints for keys that users expect, by the name of the type in text.ts and by key. */
  readonly hints: { readonly [definition: string]: { readonly [key: string]: KeyHint } };
}
