import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import t from "tap";
import { unescapeName } from "../../src/format/escape.ts";
import { attributesOf, nameOf } from "../../src/format/line.ts";
import type { Wanted } from "../../src/weave/directories.ts";
import { type Entry, entriesIn } from "../../src/weave/entries.ts";
import { rsure, sandbox } from "../sandbox.ts";
import { addTo, apply, cut, edits, emptyDirectory, pieces, textOfTree, weaveOf } from "./histories.ts";

const ALL: Wanted = { below: [], depth: Number.POSITIVE_INFINITY, name: "" };

async function found(body: string, revisions: readonly number[], wanted: Wanted, size = 200): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of entriesIn(pieces(...cut(body, size)), revisions, wanted)) entries.push(entry);
  return entries;
}

/** By path and revision: kind and uid. The simple way, from the text of each revision. */
function expected(texts: ReadonlyMap<number, string>, { below, depth, name }: Wanted): Map<string, string> {
  const all = new Map<string, string>();
  for (const [revision, text] of texts) {
    const above: string[] = [];
    for (const line of text.split("\n").slice(2, -1)) {
      if (line === "u") above.pop();
      if (line[0] !== "d" && line[0] !== "f") continue;
      const path = [...above, nameOf(line)].slice(1).map(unescapeName);
      const isBelow = below.every((each, at) => path[at] === each) && path.length - below.length <= depth;
      const isNamed = (path.at(-1) ?? "").includes(name);
      if (isBelow && path.length >= below.length && isNamed) all.set(`${revision} ${path.join("/")}`, textOf(line));
      if (line[0] === "d") above.push(nameOf(line));
    }
  }
  return all;
}

const textOf = (line: string): string => JSON.stringify(attributesOf(line));

function spread(entries: readonly Entry[], revisions: readonly number[]): Map<string, string> {
  const all = new Map<string, string>();
  for (const { path, versions } of entries) {
    let end: number | null = 0;
    for (const { from, until, changed, attributes } of versions) {
      if (end === null || from < end) throw new Error("versions overlap");
      if ((changed === null) === (from === end && end !== 0)) throw new Error("a change without its attributes");
      end = until;
      for (const revision of revisions) {
        if (revision < from || (until !== null && revision >= until)) continue;
        const key = `${revision} ${unescapeName(path)}`;
        if (all.has(key)) throw new Error(`${key} has two versions`);
        all.set(key, JSON.stringify(attributes));
      }
    }
  }
  return all;
}

const wishes: fc.Arbitrary<Wanted> = fc.record({
  below: fc.array(fc.constantFrom("a", "a b", "b", "m"), { maxLength: 2 }),
  depth: fc.constantFrom(0, 1, 2, Number.POSITIVE_INFINITY),
  name: fc.constantFrom("", "", "a", " b", "\xff", "=", "nowhere"),
});

t.test("the entries of random histories are those of their revisions", async (t) => {
  const histories = fc.array(edits, { minLength: 1, maxLength: 9 });
  await fc.assert(
    fc.asyncProperty(histories, fc.nat(300), fc.nat(), fc.nat(), wishes, async (history, size, way, chosen, wanted) => {
      const root = emptyDirectory();
      const texts = new Map<number, string>();
      let body = "";
      for (const [index, changes] of history.entries()) {
        for (const edit of changes) apply(root, edit);
        const text = textOfTree(root);
        const anywhere = ((way >> index) & 1) === 1;
        body = index === 0 ? weaveOf(text) : await addTo(body, index, index + 1, text, { size, anywhere });
        if (((chosen >> index) & 1) === 0) texts.set(index + 1, text);
      }
      const numbers = [...texts.keys()];
      for (const each of [ALL, wanted]) {
        const actual = spread(await found(body, numbers, each, size), numbers);
        const wished = expected(texts, each);
        if (JSON.stringify([...actual].sort()) !== JSON.stringify([...wished].sort())) {
          t.strictSame([...actual].sort(), [...wished].sort());
          throw new Error("other entries");
        }
      }
    }),
    { numRuns: process.env.RDUMP_QUICK_TESTS ? 40 : 150 },
  );
  t.pass();
});

t.test("entries that are the same in all revisions are not kept until their directory ends", async (t) => {
  let taken = 0;
  let most = 0;
  let read = 0;
  async function* body() {
    yield Buffer.from("\x01I 1\nd__root__ [kind dir ]\n-\n");
    for (let file = 0; file < 10_000; file += 100) {
      const names = Array.from({ length: 100 }, (_, index) => `ff${file + index} [kind file size ${index} ]\n`);
      most = Math.max(most, read - taken);
      read += 100;
      yield Buffer.from(names.join(""));
    }
    yield Buffer.from("fold [kind file size 1 ]\n\x01D 2\nfgone [kind file ]\n\x01E 2\nu\n\x01E 1\n");
  }
  const last: string[] = [];
  for await (const { path } of entriesIn(body(), [1, 2], ALL)) {
    taken++;
    if (taken > 10_000) last.push(path);
  }
  t.strictSame(last.sort(), ["", "gone", "old"]);
  t.equal(most, 0);
});

const DAMAGED: readonly [string, string][] = [
  ["text outside", "asure-2.0\n"],
  ["no root", "\x01I 1\ndhome [kind dir ]\n-\nu\n\x01E 1\n"],
  ["a directory is left twice", "\x01I 1\nd__root__ [kind dir ]\n-\nu\nu\n\x01E 1\n"],
  ["two roots", "\x01I 1\nd__root__ [kind dir ]\n-\nu\nd__root__ [kind dir ]\n-\nu\n\x01E 1\n"],
  ["a file outside", "\x01I 1\nfx [kind file ]\n\x01E 1\n"],
  ["a file without a name", "\x01I 1\nd__root__ [kind dir ]\n-\nf [kind file ]\nu\n\x01E 1\n"],
  ["the end is missing", "\x01I 1\nd__root__ [kind dir ]\n-\n\x01E 1\n"],
  ["a block is not closed", "\x01I 1\nd__root__ [kind dir ]\n-\nu\n"],
];

t.test("damaged weaves are refused", async (t) => {
  for (const [name, body] of DAMAGED) await t.rejects(found(body, [1], ALL), { code: "corrupt" }, name);
});

t.test("find prints the versions of an entry", async (t) => {
  const { top, tree } = sandbox(t);
  const file = join(top, "2sure.dat");
  const at = ["-f", file, "-d", tree];
  writeFileSync(join(tree, "a\u001b b"), "1");
  await rsure(...at, "--tag", "name=one", "scan");
  writeFileSync(join(tree, "other"), "1");
  await rsure(...at, "--tag", "name=two", "scan");
  writeFileSync(join(tree, "a\u001b b"), "1234");
  await rsure(...at, "--tag", "name=three", "scan");

  const json = await rsure(...at, "--name", " b", "--json", "find");
  const [line = "", ...rest] = json.out.split("\n");
  t.same(rest, [""]);
  const { path, versions } = JSON.parse(line);
  t.equal(path, "a=1b=20b");
  const facts = versions.map(({ from, until, attributes }: Entry["versions"][number]) => [
    from,
    until,
    attributes.size,
  ]);
  t.same(facts, [
    [1, 3, "1"],
    [3, null, "4"],
  ]);
  t.ok(versions[1].changed.includes("sha1"));

  const text = await rsure(...at, "--path", "a\u001b b", "find");
  t.match(text.out, /since one, until three: file 1\n {2}since three: file 4 \[.*sha1.*\]\n$/);
  t.notMatch(text.out, "\u001b");
  const top1 = await rsure(...at, "--depth", "1", "-v", "one", "--json", "find");
  t.same(
    top1.out
      .trim()
      .split("\n")
      .map((each) => JSON.parse(each).path)
      .sort(),
    ["", "a=1b=20b"],
  );
  t.equal((await rsure(...at, "--path", "../x", "find")).status, 2);
  t.equal((await rsure(...at, "-v", "none", "find")).status, 2);
});
