import { type ReadIo, sampleFilesIn } from "@rdump/core/provider";
import t from "tap";
import { SampleResults } from "../../src/sample/cover.ts";
import { parseRevisionEntry, type RevisionEntry } from "../../src/sample/entry.ts";

const FILES = sampleFilesIn("/state", "joke", 'docs.archives["disk"]');

function entry(path: string, attributes: object = {}): RevisionEntry {
  const line = {
    type: "entry",
    path,
    versions: [{ attributes: { kind: "file", sha1: "a".repeat(40), ...attributes } }],
  };
  const read = parseRevisionEntry(Buffer.from(JSON.stringify(line)));
  if (read === null) throw new Error(path);
  return read;
}

function resultsOf(kind: "part" | "tree", listed: readonly string[]): Promise<SampleResults> {
  const readFile = async (path: string) =>
    Buffer.from(path === FILES.list ? listed.map((each) => `${each}\n`).join("") : "");
  return SampleResults.read({ in: kind, files: FILES }, { readFile } as unknown as ReadIo);
}

t.test("a file that was not restored with its directory is not proven", async (t) => {
  const results = await resultsOf("part", ["a/b/c", "a/d", "e/f"]);
  // rsure names only the outermost directory that is missing.
  t.equal(results.note({ type: "removed", path: "a/b", kind: "dir" }), false);
  t.equal(results.note({ type: "removed", path: "other", kind: "dir" }), false, "nothing of it is in the sample");
  t.equal(results.note({ type: "changed", path: "e/f" }), true);
  const seen = ["a/b/c", "a/b/not listed", "a/d", "e/f", "other/x"].map((path) => results.resultOf(entry(path)));
  t.strictSame(seen, ["different", "not read", "same", "different", "not read"]);
  t.strictSame([results.isNotRestored(entry("a/b/c")), results.isNotRestored(entry("a/d"))], [true, false]);
});

t.test("of a tree that is read where it is, all differences count", async (t) => {
  const results = await resultsOf("tree", ["a/b/c", "a/d"]);
  t.equal(results.note({ type: "removed", path: "a/b", kind: "dir" }), true);
  t.strictSame([results.has(entry("a/b/c")), results.has(entry("a/d"))], [false, true]);
  t.equal(results.isNotRestored(entry("a/b/c")), false, "the comparison has named it");
  t.strictSame([results.resultOf(entry("a/d")), results.resultOf(entry("x"))], ["same", "not read"]);
});

t.test("a file without a hash in the integrity data takes no place in a sample", async (t) => {
  t.equal(entry("a").isProvable, true);
  t.equal(entry("large", { sha1: undefined, size: "900000000000" }).isProvable, false);
  t.equal(entry("link", { kind: "lnk", sha1: undefined }).isProvable, true);
});
