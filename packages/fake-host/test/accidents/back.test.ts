import t from "tap";
import { historyWith } from "./history.ts";
import type { Accident, HistoryRecipe, Night } from "./recipe.ts";

const LOSSES = ["another disk", "another disk of the same size", "all files removed", "all files emptied"] as const;

/** Three good nights, one of a loss, and four after its end. Never more than half of the points are expired at once. */
function nights(loss: Accident): readonly Night[] {
  const happened = new Map<number, Accident>([
    [3, loss],
    [4, "source repaired"],
  ]);
  return Array.from({ length: 8 }, (_, night) => {
    const what = happened.get(night);
    return { accidents: what === undefined ? [] : [{ what, volume: 0 }], runs: true };
  });
}

t.test("after a loss has ended, its points make no good point expire", async (t) => {
  let destroyed = 0;
  for (const source of ["directory", "mount", "thin", "dataset"] as const) {
    for (const integrity of [true, false]) {
      for (const loss of LOSSES) {
        const volume = { source, type: "ext4", archives: 3, mirror: false, snapshots: 3, integrity, files: 5 } as const;
        const recipe: HistoryRecipe = { volumes: [volume], nights: nights(loss) };
        const { faults, counts } = await historyWith(recipe);
        t.strictSame(faults, [], `${source}, ${loss}, ${integrity ? "with" : "without"} integrity data`);
        destroyed += counts["points destroyed"] ?? 0;
      }
    }
  }
  t.ok(destroyed > 0, `${destroyed} points are destroyed by their rules`);
});
