import t from "tap";
import { coverageLines, filesIn, roomOf } from "../check/coverage.ts";

const at = (start: number, end: number) => ({ loc: { start: { line: start }, end: { line: end } } });
const counted = {
  "/project/packages/core/src/plan/b.ts": {
    s: { 0: 1, 1: 0, 2: 4, 3: 1 },
    b: { 0: [3], 1: [0], 2: [0] },
    branchMap: { 0: at(1, 9), 1: at(7, 8), 2: at(2, 3) },
  },
  "/project/packages/core/src/plan/a.ts": { s: { 0: 1 }, b: {}, branchMap: {} },
  "/project/packages/rsure/src/heap.ts": { s: { 0: 0 }, b: { 0: [0] }, branchMap: { 0: at(1, 1) } },
};

t.test("the report of c8 gives the coverage of lines and branches, and the untested code", (t) => {
  const files = filesIn(JSON.stringify(counted), "/project");
  t.strictSame(
    files.map(({ file, lines, branches }) => [file, lines, branches]),
    [
      ["packages/core/src/plan/a.ts", [1, 1], [0, 0]],
      ["packages/core/src/plan/b.ts", [3, 4], [1, 3]],
      ["packages/rsure/src/heap.ts", [0, 1], [0, 1]],
    ],
  );
  const file = "packages/core/src/plan/b.ts";
  t.strictSame(files[1]?.gaps, [
    { file, from: 2, to: 3 },
    { file, from: 7, to: 8 },
  ]);
  t.strictSame(coverageLines(files), [
    "coverage core/plan            lines  80.0 %  branches  33.3 %",
    "coverage rsure                lines   0.0 %  branches   0.0 %",
    "coverage all                  lines  66.7 %  branches  25.0 %",
  ]);
  t.end();
});

t.test("core is shown room by room, other packages as a whole", (t) => {
  t.equal(roomOf("packages/core/src/plan/flows/draft.ts"), "core/plan");
  t.equal(roomOf("packages/core/src/index.ts"), "core/index");
  t.equal(roomOf("packages/providers-zfs/src/naming/marks.ts"), "providers-zfs");
  t.end();
});
