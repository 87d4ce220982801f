import t from "tap";
import { leaveOutFile } from "../../src/left-out/rules.ts";
import { findTreesCommand, parseTrees } from "../../src/left-out/trees.ts";

t.test("paths become rules of a merge file, and each rule ends with NUL", (t) => {
  const table = [
    [["a/b", " c "], "- /a/b\0- / c \0"],
    [["new\nline", "byte\u00ff"], "- /new\nline\0- /byte\u00ff\0"],
    [["a*[b]?\\c", "a\\c"], "- /a\\*\\[b]\\?\\\\c\0- /a\\c\0"],
    [[], ""],
  ] as const;
  for (const [paths, content] of table) t.equal(leaveOutFile([], paths), content);
  const long = `short/${"*".repeat(1990)}/${"x".repeat(200)}`;
  t.equal(
    leaveOutFile([], [long]),
    `- /short/${"\\*".repeat(1990)}\0`,
    "what is too long for a rule, with what is above",
  );
  t.equal(leaveOutFile([], ["a", "a"]), "- /a\0");
  t.equal(leaveOutFile(["H /b", "P /b"], ["a"]), "H /b\0P /b\0- /a\0");
  t.end();
});

t.test("trees that are too deep are found by the command and output of find", (t) => {
  t.match(findTreesCommand({ from: "/run/rdump/home", mounted: true, root: true }), {
    argv: { 1: ".", 11: "\\./.{3600,}", 14: "([^/]*/){901,}[^/]*" },
    ...{ cwd: "/run/rdump/home", mounted: true, root: true, nature: "query", env: { LC_ALL: "C" } },
  });
  t.same(parseTrees(Buffer.from("1000 a b/c\n\u00ff\x000 x\0nonsense\0", "latin1")), [
    { path: "a b/c\n\u00ff", uid: 1000 },
    { path: "x", uid: 0 },
  ]);
  t.end();
});
