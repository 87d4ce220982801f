import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { interruptMatrix } from "./crash/interrupts.ts";
import { crashMatrix } from "./crash/matrix.ts";
import { ONE_INSTANT_OF } from "./crash/property.ts";
import type { Recipe } from "./crash/recipe.ts";

/** Five has no factor in common with the numbers by which the kinds of death take turns. */
const ONE_OF = Math.min(5, ONE_INSTANT_OF);
const WORLDS = join(import.meta.dirname, "../../../fixtures/worlds");

/** A case that failed once, and its fault. */
interface World {
  readonly shows: string;
  readonly matrix: "killed" | "stopped";
  readonly recipe: Recipe;
}

for (const name of readdirSync(WORLDS).filter((each) => each.endsWith(".json"))) {
  const { shows, matrix, recipe } = JSON.parse(readFileSync(join(WORLDS, name), "utf8")) as World;
  t.test(`${name}: ${shows}`, async (t) => {
    const { counts, faults } = await (matrix === "killed" ? crashMatrix : interruptMatrix)(recipe, ONE_OF);
    t.ok(counts.instants > 0, "there was something to do");
    t.same(faults, []);
  });
}
