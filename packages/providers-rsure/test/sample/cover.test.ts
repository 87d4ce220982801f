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
  t.strictSame(
    [entry("a/b/c"), entry("a/d")].map((each) => results.has(each, () => t.fail())),
    [false, true],
  );
  t.equal(results.isNotRestored(entry("a/b/c")), false, "the comparison has named it");
  t.strictSame([results.resultOf(entry("a/d")), results.resultOf(entry("x"))], ["same", "not read"]);
});

t.test("a file without a hash in the integrity data takes no place in a sample", async (t) => {
  t.equal(entry("a").isProvable, true);
  t.equal(entry("large", { sha1: undefined, size: "900000000000" }).isProvable, false);
  t.equal(entry("link", { kind: "lnk", sha1: undefined }).isProvable, true);
});

t.test("deep paths beside a missing directory take time for their length, not for its square", async (t) => {
  const results = await resultsOf("tree", []);
  results.note({ type: "removed", path: "other", kind: "dir" });
  const deep = entry("d/".repeat(8000));
  const start = process.cpuUsage();
  for (let count = 0; count < 1000; count++) if (!results.has(deep, () => {})) t.fail();
  t.ok(process.cpuUsage(start).user < 10e6, "in microseconds");
  results.note({ type: "removed", path: "d/d/d", kind: "dir" });
  t.equal(
    results.has(deep, () => {}),
    false,
  );
});

t.test("differences with long paths are not kept as text", async (t) => {
  const results = await resultsOf("tree", []);
  const before = process.memoryUsage().heapUsed;
  for (let count = 0; count < 50_000; count++)
    results.note(JSON.parse(`{"type":"removed","path":"${"d".repeat(4000)}/${count}","kind":"file"}`));
  t.ok(process.memoryUsage().heapUsed - before < 100e6);
  t.equal(results.resultOf(entry(`${"d".repeat(4000)}/49999`)), "different");
});
