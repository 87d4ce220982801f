import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import t from "tap";
import { historyPath } from "../../src/journal/history.ts";
import { parseHistory, readHistory } from "../../src/journal/read-history.ts";
import { repositoryAddress } from "../../src/model/address.ts";
import type { HistoryEntry } from "../../src/model/history.ts";
import type { SourceFinding } from "../../src/model/shrinkage.ts";

const entry: HistoryEntry = {
  kind: "check",
  subject: repositoryAddress("offsite"),
  subjectId: "r1",
  owner: "joke",
  run: "R1",
  time: "2026-11-22T12:00:00Z",
  status: "done",
  problem: null,
  freed: null,
};
const failed: HistoryEntry = { ...entry, status: "failed", problem: { code: "x", summary: "It failed" } };
const compacted: HistoryEntry = { ...entry, kind: "compact", freed: 3_000_000 };
const shrunk: SourceFinding = {
  kind: "shrunk",
  volume: "docs",
  by: 'docs.archives["offsite"]',
  owner: "joke",
  run: "R1",
  time: "2026-11-22T12:00:00Z",
  had: 10,
  gone: 10,
  has: 0,
};

t.test("results of version 0.1 are read; no file is no history", async (t) => {
  const state = t.testdir({});
  t.strictSame(await readHistory(state), { entries: [], findings: [], gap: null, diagnostics: [] });
  const whole = [entry, shrunk, failed, compacted]
    .map((each) => `${JSON.stringify({ v: 2, at: "", ...each })}\n`)
    .join("");
  for (const torn of ["", '{"v":2,"at":"']) {
    writeFileSync(historyPath(state), whole + torn, { mode: 0o600 });
    const expected = { entries: [entry, failed, compacted], findings: [shrunk], gap: null, diagnostics: [] };
    t.strictSame(await readHistory(state), expected);
  }
});

t.test("lines that are not results of this version are ignored with a warning", async (t) => {
  const state = t.testdir({});
  writeFileSync(historyPath(state), `${JSON.stringify({ v: 2, at: "", ...entry })}\n`, { mode: 0o600 });
  const line = { v: 2, at: "", ...entry };
  const loss = { v: 2, at: "", ...shrunk };
  for (const strange of [
    "a stranger's line",
    "null",
    "7",
    "[]",
    "{}",
    { ...line, v: 3 },
    { ...line, kind: "proof" },
    { ...line, subjectId: null },
    { ...line, subject: undefined },
    { ...line, v: 1 },
    { ...line, subject: undefined, repository: "offsite", repositoryId: "r1" },
    { ...line, time: "yesterday" },
    { ...line, status: "perhaps" },
    { ...line, freed: "much" },
    { ...line, problem: { code: 7 } },
    { ...loss, kind: "found" },
    { ...loss, v: 3 },
    { ...loss, volume: 7 },
    { ...loss, had: -1 },
    { ...loss, has: 0.5 },
    { ...loss, gone: "all" },
    { ...loss, time: "2026-11-22" },
    { ...loss, owner: undefined },
  ]) {
    const text = typeof strange === "string" ? strange : JSON.stringify(strange);
    const read = parseHistory(`${text}\n${JSON.stringify(line)}\n`, "F");
    t.strictSame(read.entries, [entry], text);
    t.match(read.diagnostics, [{ code: "history-passed-over", detail: /^F: 1 line was/ }], text);
  }
  appendFileSync(historyPath(state), "\u0000\u0000\nx\n");
  t.match(await readHistory(state), { entries: [entry], diagnostics: [{ detail: /2 lines were/ }] });
});

t.test("a history of version 1, which named repositories, is read", (t) => {
  const { subject: _, subjectId, ...rest } = entry;
  const old = { v: 1, at: "", ...rest, repository: "offsite", repositoryId: subjectId };
  const text = [old, { v: 1, at: "", ...shrunk }, { v: 2, at: "", ...failed }].map((each) => JSON.stringify(each));
  const expected = { entries: [entry, failed], findings: [shrunk], gap: null, diagnostics: [] };
  t.strictSame(parseHistory(`${text.join("\n")}\n`, "F"), expected);
  t.end();
});

t.test("an unreadable history is not an empty history", async (t) => {
  const state = t.testdir({});
  mkdirSync(historyPath(state));
  t.match(await readHistory(state), { entries: [], gap: { code: "history-unreadable", severity: "error" } });
  const other = t.testdir({ other: {} });
  symlinkSync("/dev/null", historyPath(`${other}/other`));
  t.match(await readHistory(`${other}/other`), { gap: { code: "history-unreadable" } });
});

t.test("only the newest part of a very large history is read", async (t) => {
  const state = t.testdir({});
  const long = `${JSON.stringify({ v: 2, at: "", ...entry })}\n`;
  writeFileSync(historyPath(state), long.repeat(Math.ceil((17 * 1024 * 1024) / long.length)));
  appendFileSync(historyPath(state), `${JSON.stringify({ v: 2, at: "", ...failed })}\n`);
  const { entries, gap, diagnostics } = await readHistory(state);
  t.strictSame([entries.at(-1), gap, diagnostics], [failed, null, []]);
  t.ok(entries.length * long.length < 17 * 1024 * 1024);
});
