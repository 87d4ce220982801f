import t from "tap";
import { historyWith } from "../test/accidents/history.ts";
import { histories } from "../test/accidents/recipe.ts";
import { holdsForAll } from "../test/crash/property.ts";

t.test("no ordinary accident costs a good point", (t) =>
  holdsForAll(t, historyWith, { name: "RDUMP_ACCIDENT", runs: 30, recipes: histories }),
);
