// Runs in the machine, bundled to one file: `make SOURCE`, `change SOURCE`, and `facts` of trees, in JSON.
import { changeAll, makeAll } from "../test/real/matrix-changes.ts";
import { facts, type Keeps } from "../test/real/matrix-facts.ts";

/** What is known about a tree, and how. */
export interface Asked {
  readonly tree: string;
  readonly keeps: Keeps;
  /** Without the files that the second run excludes. */
  readonly exclude: boolean;
}

const [what, argument = ""] = process.argv.slice(2);
if (what === "make") makeAll(argument);
if (what === "change") changeAll(argument);
if (what === "facts") {
  const asked: readonly Asked[] = JSON.parse(argument);
  console.log(JSON.stringify(asked.map(({ tree, keeps, exclude }) => facts(tree, keeps, exclude))));
}
