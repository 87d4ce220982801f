import { appendFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { beginJournal, journalPath } from "../../src/journal/journal.ts";
import { readJournal, unfinishedRuns } from "../../src/journal/replay.ts";

const now = () => Date.parse("2026-11-22T12:00:00Z");

t.test("entries are there when append has returned, one a line, readable by nobody else", async (t) => {
  const state = t.testdir({});
  const journal = await beginJournal(state, "R1", now);
  await journal.append({ type: "intent", action: "create a", kind: "borg/create", makes: "a-1" });
  const path = journalPath(state, "R1");
  t.equal(
    readFileSync(path, "utf8"),
    '{"v":1,"at":"2026-11-22T12:00:00.000Z","type":"intent","action":"create a","kind":"borg/create","makes":"a-1"}\n',
  );
  t.equal(statSync(path).mode & 0o777, 0o600);
  t.equal(statSync(join(state, "runs")).mode & 0o777, 0o700);
  await t.rejects(beginJournal(state, "R1", now), { code: "EEXIST" }, "a run's id is used once");
  t.match(await unfinishedRuns(state), [{ run: "R1", path, began: "2026-11-22T12:00:00.000Z" }]);
  await journal.append({ type: "end", status: "done" });
  await journal.close();
  t.strictSame(await unfinishedRuns(state), []);
});

t.test("a torn last line is passed over, anything else that is no entry is an error", async (t) => {
  const state = t.testdir({});
  const journal = await beginJournal(state, "R1", now);
  await journal.append({ type: "end", status: "failed" });
  await journal.close();
  const path = journalPath(state, "R1");
  appendFileSync(path, '{"v":1,"at":"2026-11-22T1');
  t.equal((await readJournal(path)).length, 1);
  appendFileSync(path, '\n{"v":1,"at":"x","type":"end"}\n');
  await t.rejects(readJournal(path), /line 2 is no entry/);
  writeFileSync(path, '{"v":2,"at":"x","type":"end"}\n');
  await t.rejects(readJournal(path), /version 2/);
});

t.test("no run yet is no unfinished run, and an empty journal is one", async (t) => {
  const state = t.testdir({});
  t.strictSame(await unfinishedRuns(state), []);
  await (await beginJournal(state, "R0", now)).close();
  t.match(await unfinishedRuns(state), [{ run: "R0", began: "" }]);
});
