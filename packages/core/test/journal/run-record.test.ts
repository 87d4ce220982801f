import t from "tap";
import type { Entry, Line } from "../../src/journal/entry.ts";
import { parseLine } from "../../src/journal/parse-line.ts";
import { recordOf } from "../../src/journal/run-record.ts";
import { RUN_RESULTS } from "../../src/model/outcome.ts";
import { HEAD } from "./head.ts";

/** A line that was written so many seconds past noon. */
const line = (second: number, entry: Entry): Line => ({
  v: 1,
  at: new Date(Date.UTC(2026, 10, 22, 12, 0, second)).toISOString(),
  ...entry,
});
const head = (run: string, more: object = {}): Line => line(0, { ...HEAD, run, ...more });

t.test("results in journals of early builds are converted to the current words", (t) => {
  const outcome = (status: string) =>
    line(1, {
      type: "outcome",
      action: status,
      status,
      made: null,
      moved: {},
      milliseconds: 1,
      diagnostics: [],
    } as never);
  const resultOf = (status: string, ...outcomes: readonly string[]) => {
    const parsed = parseLine(JSON.stringify(line(2, { type: "end", status } as never)));
    if (!("line" in parsed)) throw new Error(`${status} is not read`);
    return recordOf("R1", [head("R1"), ...outcomes.map(outcome), parsed.line], []).status;
  };
  t.equal(resultOf("done", "done"), "ok");
  t.equal(resultOf("stopped", "done"), "interrupted");
  t.equal(resultOf("failed", "failed", "skipped"), "failed");
  t.equal(resultOf("failed", "done", "failed"), "partial");
  for (const result of RUN_RESULTS) t.equal(resultOf(result, "failed"), result);
  t.end();
});

t.test("only the run that holds the lock and its recovery are in progress", (t) => {
  const holder = { run: "R2", host: "joke.example", pid: 7, since: "2026-11-22T12:00:00Z" };
  const isAtWork = (run: string, ...lines: readonly Line[]) => recordOf(run, lines, [holder]).atWork;
  t.ok(isAtWork("R2", head("R2")));
  t.ok(isAtWork("R2"));
  t.ok(isAtWork("recovery", head("recovery")));
  t.notOk(isAtWork("R2", head("R2"), line(1, { type: "end", status: "ok" })));
  t.notOk(isAtWork("R1", head("R1", { pid: 8 })));
  t.notOk(isAtWork("R1", head("R1", { time: "2026-11-22T11:59:59Z" })));
  t.notOk(recordOf("R2", [head("R2")], []).atWork);
  t.end();
});

t.test("a run that died worked until its own last line, whenever it was recovered", (t) => {
  const lines = [
    head("R1"),
    line(2, { type: "scope-open", scope: "s" }),
    line(26, { type: "scope-closed", scope: "s", diagnostic: null, by: "R2" }),
    line(26, { type: "recovered", action: "a", state: "absent", by: "R2" }),
    line(26, { type: "end", status: "recovered" }),
  ];
  const until = { ended: null, workedUntil: "2026-11-22T12:00:02.000Z" };
  t.match(recordOf("R1", lines, []), { status: "recovered", died: true, ...until });
  t.match(recordOf("R1", lines.slice(0, 2), []), { status: "unfinished", died: true, ...until });
  const began = "2026-11-22T21:52:26Z";
  t.match(recordOf("20261122T215226Z-de98c28d", [], []), { died: true, began, workedUntil: began });
  const ended = recordOf("R1", [head("R1"), line(3, { type: "end", status: "ok" })], []);
  t.match(ended, { ended: "2026-11-22T12:00:03.000Z", workedUntil: "2026-11-22T12:00:03.000Z" });
  t.end();
});
