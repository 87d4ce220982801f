import type { EveryText } from "./scalars.ts";

/** Periodic work on a repository. */
export interface UpkeepText {
  every: EveryText;
}
