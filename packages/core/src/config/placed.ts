import type { Target } from "../model/target.ts";
import type { Volume } from "../model/volume.ts";
import type { Cursor } from "./cursor.ts";

/** A target with its key and its place in the text. */
export interface Placed<T extends Target = Target> {
  readonly target: T;
  readonly key: string;
  readonly cursor: Cursor;
  /** The targets that are made from this one. */
  readonly nested?: readonly Placed[];
}

/** A volume, and where each of its targets stands. */
export interface PlacedVolume {
  /** Null when its source is none. */
  readonly volume: Volume | null;
  readonly cursor: Cursor;
  readonly targets: readonly Placed[];
}
