import { Chalk } from "chalk";
import t from "tap";
import type { RunRecord } from "../../src/journal/run-record.ts";
import { runDetailLines, runListLines } from "../../src/render/runs.ts";

const plain = new Chalk({ level: 0 });

const DIED: RunRecord = {
  run: "R1",
  status: "recovered",
  atWork: false,
  began: "2026-11-22T12:00:00Z",
  ended: null,
  workedUntil: "2026-11-22T12:00:02.500Z",
  owner: "joke",
  host: null,
  rdump: null,
  config: null,
  actions: [],
  scopes: [],
};

t.test("a run that died is as long as it is known to have worked", (t) => {
  t.strictSame(runListLines([DIED], plain), ["R1  died, and was recovered  2.5 s"]);
  t.equal(runDetailLines(DIED, plain)[1], "2026-11-22T12:00:00Z to at least 2026-11-22T12:00:02.500Z (2.5 s)");
  t.end();
});
