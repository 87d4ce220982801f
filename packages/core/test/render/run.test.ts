import { Chalk } from "chalk";
import t from "tap";
import { runAt } from "../../src/model/run.ts";
import { reportLines } from "../../src/render/run.ts";

t.test("a scope that never opened is not reported as left open", (t) => {
  const failure = { code: "x", severity: "error", summary: "It is busy", detail: "look" } as const;
  const scopes = [false, true].map((left) => ({ ...failure, left }));
  const report = { run: runAt("R1", 0), status: "failed", actions: [], scopes, journal: null } as const;
  const lines = reportLines(report, new Chalk({ level: 0 }));
  t.strictSame(lines.slice(0, 2), ["not opened It is busy [x]: look", "left open It is busy [x]: look"]);
  t.end();
});
