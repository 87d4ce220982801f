import { excludeOf } from "@rdump/core/conformance";
import t from "tap";
import { leaveOutFile } from "../src/left-out/leave-out.ts";
import { resticPatterns } from "../src/patterns.ts";

t.test("excludes are translated to absolute patterns of restic", (t) => {
  const r = String.raw;
  const table: readonly (readonly [exclude: string, ...patterns: string[]])[] = [
    ["var/cache", "/t/var/cache"],
    ["*.tmp", "/t/**/*.tmp"],
    [r`\*a`, r`/t/**/\*a`],
    ["/a?c", "/t/a[^\u0080-\u{10ffff}]c"],
    ["/[!a-c^]x", "/t/[^\\^a-c\u0080-\u{10ffff}]x"],
    ["/a/**/b", "/t/a/**/b"],
    ["**/a/**/b", "/t/**/a/**/b", "/t/**/a/b"],
  ];
  for (const [exclude, ...patterns] of table) t.same(resticPatterns([excludeOf(exclude)], "/t"), patterns, exclude);
  t.same(resticPatterns([excludeOf("/a")], "/"), ["/a"]);
  t.same(resticPatterns([excludeOf("/a")], "/o[d]d"), [r`/o\[d\]d/a`]);
  t.end();
});

t.test("a mount point is left out by its exact path", (t) => {
  const file = leaveOutFile("/t", ["a b ", "$HOME", "x\ny", "caf\xc3\xa9"]);
  const lines = Buffer.from(file, "latin1").toString("utf8").split("\n");
  t.same(lines.slice(0, 2), ["/t/a b[ ]", "/t/$$HOME"]);
  t.equal(lines[2], "/t/x[^\u0001-\u0009\u000b-\u{10ffff}]y");
  t.equal(lines[3], "/t/café");
  t.end();
});
