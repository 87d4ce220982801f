import type { Json } from "./json.ts";

/** Something that exists only while a run needs it, and is always taken down. */
export interface Scope {
  readonly id: string;
  /** Which handler opens and closes it: `lvm/snapshot`. */
  readonly kind: string;
  /** Those that need it, sorted: one snapshot command can fix the moment of many volumes. */
  readonly volumes: readonly string[];
  readonly input: Json;
  /**
   * `fixes`: it fixes the moment that its tree stands for. All such scopes of a run open together, before anything is read,
   * so that the points of one run stand for one moment as nearly as the system allows. `around`: it opens before all of
   * those, and closes right after them. Null: it opens when it is first needed.
   */
  readonly moment: "fixes" | "around" | null;
  /** The scopes that it stands on; they close after it. */
  readonly on: readonly string[];
}

/** What readers read: the volume's own path, or one behind a chain of scopes. */
export interface Tree {
  readonly id: string;
  readonly volume: string;
  /** The kind of the verifier that checks whether the tree still is what was opened: `lvm/snapshot`. */
  readonly verifier: string;
  readonly path: string;
  /** Where the volume itself is mounted, when the tree is a copy of its state; null: the tree is the volume itself, or nothing is mounted there. */
  readonly origin: string | null;
  /** It is a mount of the run's own, and could be taken away under its reader. */
  readonly mounted: boolean;
  /** True when the tree changes while it is read. */
  readonly live: boolean;
  /** Reading all of it takes the rights of root. */
  readonly root: boolean;
  /** What the verifier takes. */
  readonly input: Json;
  readonly scopes: readonly string[];
}
