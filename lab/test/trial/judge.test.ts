import { closeSync, linkSync, mkdirSync, openSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { PAGE, wasEver } from "../../trial/busy/pages.ts";
import { compareInventories } from "../../trial/judge/compare.ts";
import { takeInventory } from "../../trial/judge/inventory.ts";

function plant(root: string, change: "none" | "all"): string {
  const isChanged = change === "all";
  mkdirSync(join(root, "d"), { recursive: true });
  writeFileSync(join(root, "a"), "x");
  if (isChanged) writeFileSync(join(root, "b"), "x");
  else linkSync(join(root, "a"), join(root, "b"));
  closeSync(openSync(join(root, "holes"), "w"));
  if (isChanged) writeFileSync(join(root, "holes"), Buffer.alloc(2 ** 22));
  else truncateSync(join(root, "holes"), 2 ** 22);
  for (const name of ["a", "b", "holes"]) utimesSync(join(root, name), 1000.5, isChanged ? 1000 : 1000.5);
  for (const name of ["d", "."]) utimesSync(join(root, name), 2000, isChanged ? 3000 : 2000);
  return root;
}

t.test("an inventory finds differences that an integrity record does not have", (t) => {
  const top = t.testdir();
  const one = takeInventory(plant(join(top, "one"), "none"));
  const same = takeInventory(plant(join(top, "same"), "none"));
  const other = takeInventory(plant(join(top, "other"), "all"));
  t.strictSame(compareInventories(one, same), []);
  t.strictSame(
    compareInventories(one, other).map(({ kind, path }) => `${path}: ${kind}`),
    [
      ": times of directories",
      "a: fractions of a second",
      "b: hard links",
      "b: fractions of a second",
      "d: times of directories",
      "holes: fractions of a second",
      "holes: holes",
    ],
  );
  t.end();
});

t.test("a mix of more than two neighboring rounds was never a state of a file", (t) => {
  const content = (...rounds: readonly number[]) => {
    const pages = rounds.map((round) => {
      const page = Buffer.alloc(PAGE);
      page.writeUInt32LE(round);
      return page;
    });
    return Buffer.concat(pages);
  };
  for (const good of [content(3, 3, 3), content(3, 3, 2), content(1, 0, 0)]) t.ok(wasEver(good, 3));
  for (const bad of [content(3, 2, 1), content(2, 3, 3), content(5, 3, 3), content(3, 2, 3), content(3, 3)]) {
    t.notOk(wasEver(bad, 3));
  }
  t.end();
});
