import type { Json } from "./json.ts";

/** An object that exists only during a run, and is always removed. */
export interface Scope {
  readonly id: string;
  /** Which handler opens and closes it: `lvm/snapshot`. */
  readonly kind: string;
  /** Those that need it, sorted: one snapshot command can fix the moment of many volumes. */
  readonly volumes: readonly string[];
  readonly input: Json;
  /**
   * `fixes`: it fixes the moment of its tree. All such scopes of a run open together, before anything is read, so that
   * the points of a run have the same moment as far as the system allows. `around`: it opens before all of those, and
   * closes right after them. Null: it opens when it is first needed.
   */
  readonly moment: "fixes" | "around" | null;
  /** The scopes that it depends on; they close after it. */
  readonly on: readonly string[];
}

/** The path for readers: the path of the volume, or a path that a chain of scopes opens. */
export interface Tree {
  readonly id: string;
  readonly volume: string;
  /** The kind of the verifier that checks whether the tree still is what was opened: `lvm/snapshot`. */
  readonly verifier: string;
  readonly path: string;
  /**
   * Where the volume itself is mounted, when the tree is a copy of its state; null: the tree is the volume itself, or
   * nothing is mounted there.
   */
  readonly origin: string | null;
  /** The block device of a mounted snapshot that only this run has; absent: the tree has none. */
  readonly device?: string;
  /** It is a mount of this run, and another process could unmount it under its reader. */
  readonly mounted: boolean;
  /** True when the tree changes while it is read. */
  readonly live: boolean;
  /** Root privileges are required to read all of it. */
  readonly root: boolean;
  /** The input of the verifier. */
  readonly input: Json;
  readonly scopes: readonly string[];
}
