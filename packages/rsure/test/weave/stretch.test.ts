import fc from "fast-check";
import t from "tap";
import { TextCursor } from "../../src/weave/cursor.ts";
import { type MergeSink, mergeTrees } from "../../src/weave/merge.ts";
import { Stretches } from "../../src/weave/stretch.ts";

/** Few kinds of lines, long and short, so that equal stretches of all lengths come up by themselves. */
const lines = fc.array(fc.constantFrom("fa", "fb", `f${"c".repeat(300)}`, `f${"d".repeat(700)}`), { maxLength: 60 });
const joined = (all: readonly string[]): string => all.map((line) => `${line}\n`).join("");

t.test("a common stretch is equal in both texts, complete, and at least one line", async (t) => {
  const stretches = new Stretches();
  fc.assert(
    fc.property(lines, lines, lines, (common, left, right) => {
      const a = joined(["first", ...common, ...left]);
      const b = joined(["first", ...common, ...right]);
      const length = stretches.common(a, b, 6);
      return length >= 6 && a[length - 1] === "\n" && a.slice(0, length) === b.slice(0, length);
    }),
    { numRuns: 1000 },
  );
  const long = joined(Array.from({ length: 5000 }, (_, index) => `f${index}`));
  let rounds = 0;
  for (let at = 0; at < long.length; rounds++)
    at += stretches.common(long.slice(at), long.slice(at), long.indexOf("\n", at) + 1 - at);
  t.ok(rounds < 20, `${rounds} stretches for 5000 lines`);
});

const names = fc.uniqueArray(fc.nat(80), { maxLength: 80 });
const treeOf = (directories: readonly (readonly number[])[], value: (name: number) => number): string => {
  const two = (n: number): string => String(n).padStart(2, "0");
  const body = directories.map((files, index) => {
    const all = files.toSorted((a, b) => a - b).map((name) => `f${two(name)} [kind file size ${value(name)} ]\n`);
    return `d${two(index)} [kind dir ]\n-\n${all.join("")}u\n`;
  });
  return `asure-2.0\n-----\nd__root__ [kind dir ]\n${body.join("")}-\nu\n`;
};

/** The lines of `text` in pieces of the given numbers of lines, over and over. */
async function* inPieces(text: string, sizes: readonly number[]): AsyncGenerator<string, void> {
  const all = text.split("\n").slice(0, -1);
  for (let at = 0, turn = 0; at < all.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield joined(all.slice(at, at + size));
    at += size;
  }
}

/** Everything that differs, and every line that opens or closes a directory, however the texts come in. */
async function reported(old: AsyncIterable<string>, fresh: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  const sink: MergeSink = {
    both: (left, right) => void (left === right && left[0] === "f" ? 0 : all.push(`= ${left} ${right}`)),
    dropped: (line) => void all.push(`- ${line}`),
    added: (line) => void all.push(`+ ${line}`),
  };
  const left = new TextCursor(old);
  const right = new TextCursor(fresh);
  await Promise.all([left.refill(), right.refill()]);
  for await (const _ of mergeTrees(left, right, sink));
  return all;
}

t.test("a merge reports the same in stretches and line by line, with any chunk ends", async (t) => {
  const sizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 });
  const directories = fc.array(names, { maxLength: 6 });
  const edit = fc.record({ changed: fc.nat(90), gone: fc.nat(90), added: fc.nat(200) });
  await fc.assert(
    fc.asyncProperty(directories, edit, sizes, sizes, async (before, { changed, gone, added }, first, second) => {
      const after = before.map((files) => [...files.filter((name) => name !== gone), ...(added > 90 ? [] : [added])]);
      const old = treeOf(before, () => 1);
      const fresh = treeOf(
        after.map((files) => [...new Set(files)]),
        (name) => (name === changed ? 2 : 1),
      );
      const line = await reported(inPieces(old, [1]), inPieces(fresh, [1]));
      t.same(await reported(inPieces(old, first), inPieces(fresh, second)), line);
    }),
    { numRuns: 300 },
  );
});
