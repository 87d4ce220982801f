import t from "tap";
import { interruptMatrix } from "../test/crash/interrupts.ts";
import { holdsForAll, ONE_INSTANT_OF } from "../test/crash/property.ts";
import { recipes } from "../test/crash/recipe.ts";

t.test(
  "a run that is interrupted at any instant closes its scopes; after a third signal, the next run closes them",
  (t) => holdsForAll(t, (recipe) => interruptMatrix(recipe, ONE_INSTANT_OF), { name: "RDUMP_STOP", runs: 1, recipes }),
);
