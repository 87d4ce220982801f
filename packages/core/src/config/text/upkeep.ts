import type { EveryText } from "./scalars.ts";

/** Work on a repository that comes round. */
export interface UpkeepText {
  every: EveryText;
}
