import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { interruptMatrix } from "./crash/interrupts.ts";
import { crashMatrix } from "./crash/matrix.ts";
import type { Recipe } from "./crash/recipe.ts";

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
    const { counts, faults } = await (matrix === "killed" ? crashMatrix : interruptMatrix)(recipe);
    t.ok(counts.instants > 0, "there was something to do");
    t.same(faults, []);
  });
}
