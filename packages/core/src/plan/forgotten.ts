import { isoOf } from "../model/instant.ts";
import type { Forgotten } from "../model/plan.ts";
import { byAge } from "../model/point.ts";
import type { ForgottenGroup } from "../provider/observation.ts";

/** Own groups that have points and are no longer in the config, by address. */
export function forgottenOf(groups: readonly ForgottenGroup[]): readonly Forgotten[] {
  return groups
    .filter(({ points }) => points.length > 0)
    .map(({ address, points }) => {
      const newest = [...points].sort(byAge).at(-1);
      return { address, points: points.length, newest: isoOf(newest?.time ?? 0) };
    })
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}
