import type { Address } from "../address.ts";
import type { Every } from "../every.ts";
import type { KeepRules } from "../keep.ts";

/** What every target has. */
export interface Scheduled {
  readonly address: Address;
  readonly every: Every;
  readonly keep: KeepRules;
}
