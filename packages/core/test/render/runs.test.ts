import { Chalk } from "chalk";
import t from "tap";
import type { RunRecord } from "../../src/journal/run-record.ts";
import { summaryOf } from "../../src/journal/run-summary.ts";
import { runDetailLines, runListLines } from "../../src/render/runs.ts";

const plain = new Chalk({ level: 0 });

const DIED: RunRecord = {
  run: "R1",
  status: "recovered",
  atWork: false,
  died: true,
  began: "2026-11-22T12:00:00Z",
  ended: null,
  workedUntil: "2026-11-22T12:00:02.500Z",
  owner: "joke",
  host: null,
  rdump: null,
  config: null,
  planned: null,
  actions: [],
  scopes: [],
};

t.test("the duration of a dead run ends at its last known work", (t) => {
  t.strictSame(runListLines([DIED], plain), [
    "RUN  RESULT                 TIME   ACTIONS  DATA",
    "R1   died, then cleaned up  2.5 s",
  ]);
  t.equal(runDetailLines(DIED, plain)[1], "2026-11-22T12:00:00Z to at least 2026-11-22T12:00:02.500Z (2.5 s)");
  t.end();
});

t.test("a run shows why its plan was partial", (t) => {
  const run = {
    ...DIED,
    unplanned: ['etc.mirrors["/mnt"]: Mirror disk is not mounted [fs-mirror-not-mounted]', "\u001b"],
  };
  const lines = runDetailLines(run, plain);
  t.strictSame(lines.slice(2, 6), ["", "The plan was partial:", `  ${run.unplanned[0]}`, "  \\x1b"]);
  t.end();
});

t.test("the list counts begun and recovered actions, as text and as data", (t) => {
  const action = {
    action: "a",
    address: null,
    began: null,
    milliseconds: null,
    made: null,
    moved: {},
    destroyed: [],
    diagnostics: [],
  };
  const run: RunRecord = {
    ...DIED,
    actions: [
      { ...action, status: "done", moved: { files: 2, bytes: 1000 } },
      { ...action, status: "begun", moved: { files: 1 } },
      { ...action, status: "recovered: absent" },
      { ...action, status: "recovered: done" },
    ],
  };
  t.match(runListLines([run], plain)[1], /1 done, 1 begun, 2 recovered {2}3 files, 1000 B$/);
  const counts = { done: 1, failed: 0, skipped: 0, withheld: 0, begun: 1, recovered: 2 };
  t.match(summaryOf(run), { died: true, actions: counts, moved: { files: 3, bytes: 1000 } });
  t.end();
});

t.test("a scope of a running run is open, and a scope of a dead run was never closed", (t) => {
  const scopes = [{ scope: "a", opened: "", closed: null, problem: null }];
  const last = (run: Partial<RunRecord>) => runDetailLines({ ...DIED, scopes, ...run }, plain).at(-1);
  t.equal(last({ status: "unfinished", atWork: true, died: false }), "± a open");
  t.equal(last({ status: "unfinished" }), "± a never closed");
  t.end();
});
