import t from "tap";
import { chance, SEED } from "../chance.ts";

const drawn = (seed: string | undefined, name: string) => {
  if (seed === undefined) delete process.env[SEED];
  else process.env[SEED] = seed;
  const { between } = chance(name);
  return Array.from({ length: 200 }, () => between(10, 20));
};

t.test("a seed gives the same numbers again, another seed or name others", (t) => {
  t.strictSame(drawn("7", "killed"), drawn("7", "killed"));
  t.notSame(drawn("7", "killed"), drawn("8", "killed"));
  t.notSame(drawn("7", "killed"), drawn("7", "stopped"));
  t.strictSame(drawn(undefined, "killed"), drawn("1", "killed"));
  t.end();
});

t.test("every number of the range occurs, and no other number", (t) => {
  const all = [...new Set(drawn("3", "range"))].sort();
  t.strictSame(all, [10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  t.end();
});
