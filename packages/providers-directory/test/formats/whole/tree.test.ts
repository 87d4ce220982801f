import t from "tap";
import { type Directories, directoriesIn, stateOf, successorOf } from "../../../src/formats/whole/tree.ts";

type Tree = { readonly [directory: number]: { readonly [name: string]: number } };

function directoriesOf(tree: Tree): Directories {
  const text = (entries: { readonly [name: string]: number }) =>
    Object.entries(entries).map(([name, inode]) => `${inode} ${name}\0`);
  return new Map(Object.entries(tree).map(([inode, entries]) => [Number(inode), text(entries).join("")]));
}

/** `files`: the inodes of the stream that are no directories. */
function after(before: Tree, stream: Tree, files: readonly number[] = []) {
  const directories = directoriesOf(stream);
  return successorOf(directoriesOf(before), { directories, dumped: new Set([...directories.keys(), ...files]) });
}

const FULL: Tree = { 2: { a: 10, d: 20 }, 20: { f: 21, e: 22 }, 22: { g: 23 } };

t.test("the tree after a difference, and what is removed before it", async (t) => {
  t.match(after({}, FULL, [10, 21, 23]), { files: 3, removals: [] });
  t.match(after(FULL, { 2: { a: 10, d: 20 } }), { files: 3, removals: [], directories: directoriesOf(FULL) });
  const cases: readonly (readonly [string, Tree, readonly number[], readonly string[]])[] = [
    ["an edit", { 2: { a: 10, d: 20 } }, [10], ["./a"]],
    ["a deletion", { 2: { a: 10, d: 20 }, 20: { e: 22 } }, [], ["./d/f"]],
    ["a deleted directory", { 2: { a: 10 } }, [], ["./d"]],
    ["a directory becomes a file", { 2: { a: 10, d: 30 } }, [30], ["./d"]],
    ["a file becomes a directory", { 2: { a: 30, d: 20 }, 30: {} }, [], ["./a"]],
    ["a directory becomes a file with the same inode", { 2: { a: 10, d: 20 } }, [20], ["./d"]],
    ["a file becomes a directory with the same inode", { 2: { a: 10, d: 20 }, 10: {} }, [], ["./a"]],
    ["a new directory has the name of another", { 2: { a: 10, d: 30 }, 30: { f: 31 } }, [31], ["./d"]],
    ["a new link", { 2: { a: 10, b: 10, d: 20 } }, [10], ["./a"]],
  ];
  for (const [what, stream, files, removals] of cases) t.match(after(FULL, stream, files), { removals }, what);
});

t.test("a difference whose restore is not exact is refused", async (t) => {
  const cases: readonly (readonly [string, Tree, Tree, readonly number[]])[] = [
    ["a renamed directory", FULL, { 2: { a: 10, x: 20 }, 20: { f: 21, e: 22 } }, []],
    ["a renamed file without its content", FULL, { 2: { b: 10, d: 20 } }, []],
    ["a file in the place of another one", FULL, { 2: { a: 21, d: 20 } }, []],
    ["a directory below itself", {}, { 2: { d: 20 }, 20: { d: 20 } }, []],
    ["a directory at two paths", {}, { 2: { d: 20, e: 20 }, 20: {} }, []],
    ["no root", {}, { 3: {} }, []],
  ];
  for (const [what, before, stream, files] of cases) t.hasProp(after(before, stream, files), "fault", what);
  const twice = new Map([[2, "10 a\0" + "20 a\0"]]);
  t.hasProp(successorOf(new Map(), { directories: twice, dumped: new Set([2, 10, 20]) }), "fault", "a name twice");
});

t.test("the names are read back as they were", async (t) => {
  const tree = directoriesOf({ 2: { "a b": 10, "\n": 11, "\xff": 20, d5: 12 }, 20: {} });
  t.same(directoriesIn(stateOf(tree)), tree);
  const texts = [
    "",
    "rdump names 2\0",
    "rdump names 1\0" + "10 a\0",
    "rdump names 1\0d2\0" + "10 a",
    "rdump names 1\0d2\0x\0",
  ];
  for (const text of texts) t.equal(directoriesIn(Buffer.from(text, "latin1")), null, text);
});
