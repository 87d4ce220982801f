import fc from "fast-check";
import t from "tap";
import { escapeName } from "../../src/format/escape.ts";
import { BaseTree } from "../../src/scan/base-tree.ts";
import { filesThrough, KnownLines, onlyNamed } from "../../src/scan/known.ts";
import { TextCursor } from "../../src/weave/cursor.ts";

const name = fc.string({ unit: fc.constantFrom("a", "b", ".", " ", "=", "\xff", "~"), minLength: 1, maxLength: 4 });
const names = fc.uniqueArray(name, { maxLength: 30 }).map((all) => all.sort());
const lineOf = (bytes: string): string => `f${escapeName(bytes)} [kind file ]\n`;
const linesOf = (all: readonly string[]): string => all.map(lineOf).join("");

t.test("a block ends after the last name", async (t) => {
  fc.assert(
    fc.property(
      names,
      name,
      fc.constantFrom("", "u\n", "u\nu\n", `u\n${linesOf(["a", "b", "~"])}u\n`),
      (all, last, rest) => {
        const text = linesOf(all) + rest;
        if (all.length === 0) return true;
        return filesThrough(text, escapeName(last)) === linesOf(all.filter((one) => one <= last)).length;
      },
    ),
    { numRuns: 1000 },
  );
  t.equal(onlyNamed(linesOf(["a", "b b", "c"]), new Set(["b=20b", "x"])), lineOf("b b"));
});

t.test("known lines are found, and kept in order", async (t) => {
  fc.assert(
    fc.property(names, names, fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), (known, wanted, keep) => {
      const lines = new KnownLines(linesOf(known));
      let text = "";
      let expected = "";
      for (const [index, one] of wanted.entries()) {
        const found = lines.seek(escapeName(one));
        if (found !== known.includes(one)) return false;
        if (found && `${lines.line}\n` !== lineOf(one)) return false;
        expected += found && keep[index] ? lineOf(one) : `${one}\n`;
        if (found && keep[index]) lines.keep(lines.at + lineOf(one).length);
        else text += `${lines.take()}${one}\n`;
      }
      return text + lines.take() === expected;
    }),
    { numRuns: 1000 },
  );
  t.pass();
});

t.test("the base follows a scan, in batches and pieces of any size", async (t) => {
  const size = fc.integer({ min: 1, max: 8 });
  await fc.assert(
    fc.asyncProperty(names, names, names, size, size, async (base, live, second, batch, lines) => {
      const text = `asure-2.0\n-----\nd__root__ [ ]\nda [ ]\n-\n${linesOf(base)}u\ndb [ ]\n-\n${linesOf(second)}u\n-\nu\n`;
      const all = text.split("\n").slice(0, -1);
      async function* pieces(): AsyncGenerator<string> {
        for (let at = 0; at < all.length; at += lines) yield `${all.slice(at, at + lines).join("\n")}\n`;
      }
      const cursor = new TextCursor(pieces());
      await cursor.refill();
      const tree = new BaseTree(cursor);
      await tree.start();
      for (const [directory, recorded] of [
        ["a", base],
        ["b", second],
      ] as const) {
        t.ok(await tree.enter(directory));
        await tree.startFiles();
        for (let at = 0; at < live.length; at += batch) {
          const wanted = live.slice(at, at + batch);
          const known = new KnownLines(await tree.linesFor(wanted));
          for (const one of wanted) t.equal(known.seek(escapeName(one)), recorded.includes(one));
        }
        await tree.leave();
      }
      t.notOk(await tree.enter("c"));
    }),
    { numRuns: 200 },
  );
});

t.test("deleted files do not accumulate in a block", async (t) => {
  const gone = Array.from({ length: 40_000 }, (_, index) => `a${String(index).padStart(6, "0")}`);
  async function* pieces(): AsyncGenerator<string> {
    yield `asure-2.0\n-----\nd__root__ [ ]\n-\n${lineOf("a")}`;
    for (let at = 0; at < gone.length; at += 1000) yield linesOf(gone.slice(at, at + 1000));
    yield `${lineOf("b")}u\n`;
  }
  const cursor = new TextCursor(pieces());
  await cursor.refill();
  const tree = new BaseTree(cursor);
  await tree.start();
  await tree.startFiles();
  const block = await tree.linesFor(["a", "b"]);
  t.ok(block.length < 1 << 19, `${block.length} characters`);
  t.ok(block.startsWith(lineOf("a")));
  t.ok(block.endsWith(lineOf("b")));
});
