import t from "tap";
import { interruptMatrix } from "../test/crash/interrupts.ts";
import { crashMatrix } from "../test/crash/matrix.ts";
import { holdsForAll } from "../test/crash/property.ts";

t.test("a run that is killed at any of its instants is recovered by the next", (t) =>
  holdsForAll(t, crashMatrix, { name: "RDUMP_CRASH", runs: 2 }),
);

t.test(
  "a run that is told to stop at any of its instants takes down what it opened; told thrice, the next run does",
  (t) => holdsForAll(t, interruptMatrix, { name: "RDUMP_STOP", runs: 1 }),
);
