import type { Json } from "./json.ts";

/**
 * Something that was to exist only while a run needed it, and is still there though that run is dead. It is found by the
 * marks on the thing itself, or in the journal of the run that made it; either way its scope's handler takes it down.
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
  /** What is left over, in one sentence for the user. */
  readonly says: string;
}
