import type { Source } from "../../model/source.ts";
import type { Cursor } from "../cursor.ts";
import type { Vocabulary } from "../resolve/vocabulary.ts";

/** A directory that a volume is read from, and the key of the declaration that names it. */
export interface SourceDirectory {
  readonly path: string;
  readonly isMountPoint: boolean;
  readonly key: string;
}

/** One type of source in the config. A new type needs a folder with such an object, and an entry in the lists. */
export interface SourceType<S extends Source = Source> {
  readonly type: S["type"];
  /** Reads a declaration with its defaults, and reports what is wrong with it. */
  read(cursor: Cursor, words: Vocabulary): S;
  /** The keys of a declaration that hold paths. */
  readonly paths: readonly string[];
  /** Null: the config does not name the directory. */
  directory(source: S): SourceDirectory | null;
}
