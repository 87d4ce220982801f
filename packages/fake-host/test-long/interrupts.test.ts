import t from "tap";
import { interruptMatrix } from "../test/crash/interrupts.ts";
import { holdsForAll } from "../test/crash/property.ts";
import { recipes } from "../test/crash/recipe.ts";

t.test(
  "a run that is interrupted at any of its instants removes what it opened; after the third signal, the next run does",
  (t) => holdsForAll(t, interruptMatrix, { name: "RDUMP_STOP", runs: 1, recipes }),
);
