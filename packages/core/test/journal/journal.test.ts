import { appendFileSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import type { Entry } from "../../src/journal/entry.ts";
import { beginJournal, journalPath, resumeJournal } from "../../src/journal/journal.ts";
import { pruneRuns } from "../../src/journal/prune.ts";
import { readJournal, runsIn } from "../../src/journal/read-journal.ts";
import { recordOf } from "../../src/journal/run-record.ts";
import { unfinishedRuns } from "../../src/journal/unfinished.ts";
import { HEAD } from "./head.ts";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const now = () => NOW;

const intent = (action: string): Entry => ({
  type: "intent",
  action,
  kind: "borg/create",
  address: 'a.archives["x"]',
  input: { points: [1] },
  makes: "a-1",
});
const scope = (name: string): Entry => ({
  type: "scope-intent",
  scope: name,
  kind: "lvm/snapshot",
  volume: "a",
  input: { name },
  handle: { name },
});
const closed = (name: string, diagnostic: Diagnostic | null = null): Entry => ({
  type: "scope-closed",
  scope: name,
  diagnostic,
});
const BUSY: Diagnostic = { code: "x", severity: "error", summary: "It is busy", detail: "" };

async function write(state: string, run: string, ...entries: readonly Entry[]): Promise<string> {
  const journal = await beginJournal(state, run, now);
  for (const entry of entries) await journal.append(entry);
  await journal.close();
  return journalPath(state, run);
}

t.test("entries exist when append has returned, one a line, readable only by the owner", async (t) => {
  const state = t.testdir({});
  const journal = await beginJournal(state, "R1", now);
  await journal.append({ type: "scope-open", scope: "s" });
  const path = journalPath(state, "R1");
  t.equal(readFileSync(path, "utf8"), '{"v":1,"at":"2026-11-22T12:00:00.000Z","type":"scope-open","scope":"s"}\n');
  t.equal(statSync(path).mode & 0o777, 0o600);
  t.equal(statSync(join(state, "runs")).mode & 0o777, 0o700);
  await t.rejects(beginJournal(state, "R1", now), { code: "EEXIST" }, "a run's id is used once");
  t.match(await unfinishedRuns(state, "here"), { runs: [{ run: "R1", path, began: "2026-11-22T12:00:00.000Z" }] });
  await Promise.all(["a", "b", "c"].map((each) => journal.append({ type: "scope-open", scope: each })));
  await journal.append({ type: "end", status: "ok" });
  await journal.close();
  t.strictSame(await unfinishedRuns(state, "here"), { runs: [], atWork: [], remarks: [] });
  t.match(await readJournal(state, "R1"), [{}, { scope: "a" }, { scope: "b" }, { scope: "c" }, {}], "in order");
});

t.test(
  "leftovers of a dead run: scopes in reverse, intents without an outcome, commands that had not ended",
  async (t) => {
    const state = t.testdir({});
    await write(
      state,
      "R1",
      HEAD,
      ...["hooks", "snapshot", "mount", "gone"].map(scope),
      closed("gone"),
      closed("mount", BUSY),
      intent("a"),
      intent("b"),
      { type: "outcome", action: "a", status: "failed", made: null, moved: {}, milliseconds: 1, diagnostics: [] },
      { type: "changer", pid: 3, startTime: "30", argv: ["umount", "/x"] },
      { type: "changer", pid: 4, startTime: "40", argv: ["lvcreate"] },
      { type: "changer-ended", pid: 3 },
    );
    const { runs } = await unfinishedRuns(state, "joke.example");
    t.match(runs, [
      {
        run: "R1",
        began: "2026-11-22T12:00:00Z",
        host: "joke.example",
        scopes: [{ scope: "mount", input: { name: "mount" } }, { scope: "snapshot" }, { scope: "hooks" }],
        intents: [{ action: "b", kind: "borg/create", input: { points: [1] } }],
        changers: [{ pid: 4, startTime: "40" }],
      },
    ]);
    t.equal(runs[0]?.scopes.length, 3);
    const elsewhere = await unfinishedRuns(state, "other.example");
    t.match(elsewhere, { runs: [], remarks: [{ code: "run-elsewhere", severity: "warning" }] });
  },
);

t.test("the journal of a dead run is continued, and its torn line is not an error", async (t) => {
  const state = t.testdir({});
  const path = await write(state, "R1", HEAD, intent("a"));
  appendFileSync(path, '{"v":1,"at":"2026-11-22T1');
  t.equal((await unfinishedRuns(state, "joke.example")).runs.length, 1);
  const journal = await resumeJournal(path, now);
  await journal.append({ type: "recovered", action: "a", state: "done", by: "R2" });
  await journal.append({ type: "end", status: "recovered" });
  await journal.close();
  t.strictSame(await unfinishedRuns(state, "joke.example"), { runs: [], atWork: [], remarks: [] });
  const lines = await readJournal(state, "R1");
  t.match(recordOf("R1", lines as never, []), { status: "recovered", actions: [{ status: "recovered: done" }] });
});

t.test("rdump waits for a changer that an ended run left behind", async (t) => {
  const state = t.testdir({});
  const changer = { type: "changer", pid: 4, startTime: "40", argv: ["zfs", "rename"] } as const;
  await write(state, "R1", HEAD, changer, { type: "end", status: "failed", atWork: true });
  await write(state, "R2", HEAD, { type: "end", status: "failed" });
  const { runs, atWork, remarks } = await unfinishedRuns(state, "joke.example");
  t.strictSame([runs, remarks], [[], []]);
  t.match(atWork, [{ run: "R1", changers: [{ pid: 4 }] }]);
  t.equal(atWork.length, 1);
  t.match(recordOf("R1", (await readJournal(state, "R1")) as never, []), { status: "failed" });
});

t.test("other lines, another version, or an entry that is not a file are refused with an error", async (t) => {
  const state = t.testdir({});
  const path = await write(state, "R1", HEAD);
  const first = readFileSync(path, "utf8");
  for (const [text, words] of [
    [`${first}{"v":1,"at":"2026\n${first}`, /line 2 is not an entry/],
    [`${first}{"v":1,"at":"2026-11-22T12:00:00Z","type":"made-up"}\n${first}`, /line 2 is not an entry/],
    [`${first}{"v":1,"at":"2026-11-22T12:00:00Z","type":"intent","action":7}\n${first}`, /line 2 is not an entry/],
    [`${first}\u0000\u0000\u0000\n${first}`, /line 2 is not an entry/],
    ['{"v":2,"at":"x","type":"end"}\n', /of version 2, and this rdump reads version 1/],
  ] as const) {
    writeFileSync(path, text);
    t.match(await readJournal(state, "R1"), { code: "journal-unreadable", detail: words });
    t.match(await unfinishedRuns(state, "here"), { runs: [], remarks: [{ detail: words }] });
  }
  writeFileSync(path, `${first}\u0000\u0000\u0000`);
  t.match(await readJournal(state, "R1"), [{ type: "run" }], "a tail of zeros is what a power cut leaves");
  t.equal(await readJournal(state, "R9"), null);
  writeFileSync(join(state, "runs", "R2.jsonl"), "");
  t.match((await unfinishedRuns(state, "here")).runs, [{ run: "R2", began: "", host: null }]);
});

t.test("old journals are removed: the newest hundred, recent and unfinished journals are kept", async (t) => {
  const state = t.testdir({});
  const day = 86_400_000;
  const old = Array.from({ length: 104 }, (_, index) => `R${String(index).padStart(3, "0")}`);
  for (const run of old) await write(state, run, ...(run === "R001" ? [] : [{ type: "end", status: "ok" } as const]));
  writeFileSync(journalPath(state, "R002"), '{"v":9,"at":"x"}\n');
  const left = ["R007.0123456789abcdef.left-out", ".R007.0123456789abcdef.left-out.0123456789ab.tmp"];
  for (const name of left) writeFileSync(join(state, "runs", name), "- /a\0");
  t.strictSame(await pruneRuns(state, NOW + 89 * day), [], "too young");
  const names = readdirSync(join(state, "runs"));
  t.notOk(
    names.some((name) => left.includes(name)),
    "what a killed run left beside its journal goes",
  );
  t.strictSame(await pruneRuns(state, NOW + 91 * day), ["R000", "R003"]);
  t.equal((await runsIn(state)).length, 102);
  t.strictSame(await pruneRuns(state, NOW + 91 * day), []);
});
