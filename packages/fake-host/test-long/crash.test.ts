import t from "tap";
import { crashMatrix } from "../test/crash/matrix.ts";
import { holdsForAll, ONE_INSTANT_OF } from "../test/crash/property.ts";
import { recipes } from "../test/crash/recipe.ts";

t.test("a run that is killed at any instant is recovered by the next run", (t) =>
  holdsForAll(t, (recipe) => crashMatrix(recipe, ONE_INSTANT_OF), { name: "RDUMP_CRASH", runs: 1, recipes }),
);
