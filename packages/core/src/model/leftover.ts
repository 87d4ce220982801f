import type { Json } from "./json.ts";

/**
 * An open scope of a dead run. It is found by the marks on the object, or in the journal of the run. The handler of the
 * scope removes it.
 */
export interface Leftover {
  /** The volume that it was made for, declared or not. */
  readonly volume: string;
  /** The scope's kind, and so who releases it: `lvm/snapshot`. */
  readonly kind: string;
  /** What that handler's `release` takes. */
  readonly input: Json;
  /** The id of the run that made it: it is released in that run's name. */
  readonly run: string;
  /** That run's time, `2026-11-22T20:06:40Z`, which may be part of names; null where it is not known, or in no name. */
  readonly time: string | null;
  /** The leftover, as a sentence for the user. */
  readonly says: string;
}
