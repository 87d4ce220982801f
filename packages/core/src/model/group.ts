import type { Address } from "./address.ts";
import type { Repository } from "./repository.ts";
import type { Target } from "./target.ts";
import type { Volume } from "./volume.ts";

/** The points of one volume in one target: what retention works on, never wider. */
export interface Group<T extends Target = Target> {
  readonly address: Address;
  readonly volume: Volume;
  readonly target: T;
  /** Where an `archives` target keeps them. */
  readonly repository: Repository | null;
}
