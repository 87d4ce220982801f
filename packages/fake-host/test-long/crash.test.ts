import t from "tap";
import { crashMatrix } from "../test/crash/matrix.ts";
import { holdsForAll } from "../test/crash/property.ts";
import { recipes } from "../test/crash/recipe.ts";

t.test("a run that is killed at any of its instants is recovered by the next", (t) =>
  holdsForAll(t, crashMatrix, { name: "RDUMP_CRASH", runs: 2, recipes }),
);
