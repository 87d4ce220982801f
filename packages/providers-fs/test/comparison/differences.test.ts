import { EVERYTHING } from "@rdump/core/provider";
import fc from "fast-check";
import t from "tap";
import { hasChanged, listOfPaths, parseChangeTimes, timeOf } from "../../src/comparison/changed.ts";
import { type Difference, parseDifferences } from "../../src/comparison/differences.ts";
import { mendRules } from "../../src/comparison/mend-rules.ts";
import { differencesFromRevision } from "../../src/comparison/revision.ts";

t.test("the output of a dry run of rsync is parsed", (t) => {
  const table: readonly (readonly [line: string, path: string, Difference["kind"], ...string[]])[] = [
    [">f+++++++++ new\\#012\\#377", "new\n\u00ff", "missing"],
    ["cL+++++++++ link -> x", "link -> x", "missing"],
    ["cd+++++++++ d/", "d", "missing"],
    ["*deleting   old/", "old", "extra"],
    ["*deleting     two spaces", "  two spaces", "extra"],
    [".f...p..... a", "a", "other", "mode"],
    [">f.st...... log", "log", "other", "size", "time"],
    [">fc........ db", "db", "other", "content"],
    [".f....og.ax a b", "a b", "other", "owner", "group", "ACL", "extended attributes"],
    ["hf......... b", "b", "other", "hard link"],
    ["cLc........ l", "l", "other", "target"],
    [".d...p..... ./", ".", "other", "mode"],
  ];
  for (const [line, path, kind, ...attributes] of table) {
    t.same(parseDifferences(`${line}\n`), [{ path, kind, attributes }], line);
  }
  t.same(
    parseDifferences(".d..t...... ./\n\nsending incremental file list\n"),
    [],
    "the mark sets the time of the root",
  );
  t.end();
});

const REFERENCE = "/state/run.left-out";
const at = (path: string, kind: Difference["kind"]): Difference => ({ path, kind, attributes: [] });

t.test("a change of the source is found by the times of the entry and its parent directories", (t) => {
  const answer = (...lines: readonly string[]) =>
    parseChangeTimes(
      Buffer.from([`100.500000000 ${REFERENCE}`, ...lines].map((line) => `${line}\0`).join(""), "latin1"),
    );
  const table: readonly (readonly [Difference, string[], boolean])[] = [
    [at("log", "other"), ["100.600000000 log"], true],
    [at("log", "other"), ["100.500000000 log"], true],
    [at("log", "other"), ["100.400000000 log"], false],
    [at("log", "other"), ["100.000000000 log"], true],
    [at("log", "other"), ["99.000000000 log"], false],
    [at("d/f", "other"), ["99.000000000 d/f", "101.000000000 d"], false],
    [at("d/f", "missing"), ["99.000000000 d/f", "101.000000000 d"], true],
    [at("d/f", "missing"), ["99.000000000 d/f", "99.000000000 d"], false],
    [at("d/f", "extra"), ["101.000000000 ./"], true],
    [at("d/f", "extra"), ["99.000000000 ./", "99.000000000 d"], false],
    [at("f", "extra"), ["101.000000000 ./"], true],
    [at("f", "extra"), [], false],
  ];
  for (const [difference, lines, changed] of table) {
    const times = answer(...lines);
    t.equal(hasChanged(difference, times, timeOf(REFERENCE, times)), changed, JSON.stringify([difference, lines]));
  }
  t.equal(hasChanged(at("f", "other"), new Map(), undefined), false, "without an answer nothing changed");
  t.end();
});

t.test("a revision that another user can have written proves nothing", (t) => {
  const lines = (...entries: readonly object[]) =>
    differencesFromRevision(Buffer.from(entries.map((each) => `${JSON.stringify(each)}\n`).join("")), {
      input: { excludes: [], comparison: null },
      stores: EVERYTHING,
      notCompared: new Set<string>(),
    });
  const summary = { type: "summary", differences: 0, problems: 0 };
  t.same(lines(summary), []);
  t.equal(lines({ type: "untrusted", file: "2sure.dat.gz", why: "belongs to user 1000" }, summary), null);
  t.end();
});

t.test("the list of paths: each ends with a NUL, with any bytes in its name", (t) => {
  const name = fc.string({
    unit: fc.integer({ min: 1, max: 255 }).map((byte) => String.fromCharCode(byte)),
    minLength: 1,
  });
  const part = name.map((each) => each.replaceAll("/", "x"));
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
      const listed = listOfPaths(REFERENCE, [at(parts.join("/"), "missing")]).split("\0");
      const above = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
      t.same(listed, [REFERENCE, parts.join("/"), "./", ...above, ""]);
    }),
    { numRuns: 100 },
  );
  t.end();
});

t.test("many and deep paths are asked for and corrected in a bounded list", (t) => {
  const deep = (number: number) => `${"d/".repeat(800)}${number}`;
  const paths = Array.from({ length: 30_000 }, (_, number) => `${number % 7}/${number}/${deep(number)}`);
  const list = listOfPaths(
    REFERENCE,
    paths.map((path) => at(path, "missing")),
  );
  t.ok(list.length < 17 * 1024 * 1024);
  const files = mendRules(paths);
  t.equal(files.length, 20);
  for (const file of files) t.ok(file.split("\0").length <= 1002);
  t.strictSame(mendRules(["a/b", "a/c", ".", `x/${"long".repeat(1000)}`]), [
    ["S /a", "S /a/b", "S /a/c", "H *", ""].join("\0"),
  ]);
  t.end();
});
