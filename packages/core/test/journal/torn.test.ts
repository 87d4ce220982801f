import { appendFileSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import t from "tap";
import { beginJournal, type Journal, journalPath, resumeJournal } from "../../src/journal/journal.ts";
import { isReadable, readJournal } from "../../src/journal/read-journal.ts";
import { runs } from "../runs.ts";

const now = () => Date.parse("2026-11-22T12:00:00Z");
const entry = (scope: string) =>
  ({ type: "scope-intent", scope, kind: "k", volume: "v", input: {}, handle: {} }) as const;

/** How many bytes of the next line fit onto the disk; null: all of it. */
let room: number | null = null;

const { appendFile } = await fileHandle();
async function fileHandle(): Promise<FileHandle> {
  const file = await open("/dev/null");
  await file.close();
  return Object.getPrototypeOf(file) as FileHandle;
}
t.before(async () => {
  (await fileHandle()).appendFile = async function (this: FileHandle, line) {
    if (room === null) return appendFile.call(this, line);
    await appendFile.call(this, Buffer.from(String(line)).subarray(0, room));
    throw new Error("no space left on device");
  };
});
t.beforeEach(() => {
  room = null;
});

async function scopesIn(state: string): Promise<readonly string[]> {
  const lines = await readJournal(state, "R1");
  if (lines === null || !isReadable(lines)) throw new Error(lines?.detail ?? "no journal");
  return lines.map((line) => (line.type === "scope-intent" ? line.scope : line.type));
}

t.test("only two consecutive entries that a full disk cut off are lost", async (t) => {
  const state = t.testdir({});
  const journal = await beginJournal(state, "R1", now);
  await journal.append(entry("a"));
  for (const bytes of [9, 0, 1, 30]) {
    room = bytes;
    await t.rejects(journal.append(entry("lost")), /no space/);
    t.strictSame(await scopesIn(state), ["a"], "also while nothing was written behind it");
  }
  room = null;
  await journal.append(entry("b"));
  await journal.close();
  t.strictSame(await scopesIn(state), ["a", "b"]);
});

t.test("a power cut during the repair of a torn journal leaves the journal readable, at any point", async (t) => {
  const state = t.testdir({});
  const first = await beginJournal(state, "R1", now);
  await first.append(entry("a"));
  await first.close();
  const path = journalPath(state, "R1");
  const whole = `${readFileSync(path, "utf8")}{"v":1,"at":"20`;
  for (const left of ["\n", '\n{"v":1,"at"', "\n\0\0", '\n{"v":1,"torn":true,"x":{"{\\"":{}\0']) {
    writeFileSync(path, whole + left);
    t.strictSame(await scopesIn(state), ["a"]);
    const journal = await resumeJournal(path, now);
    await journal.append(entry("b"));
    await journal.append(entry("c"));
    await journal.close();
    t.strictSame(await scopesIn(state), ["a", "b", "c"], JSON.stringify(left));
  }
});

t.test("damaged and foreign lines are refused, also before torn lines", async (t) => {
  const state = t.testdir({ runs: {} });
  const good = '{"v":1,"at":"2026-11-22T12:00:00Z","type":"scope-open","scope":"s"}';
  const torn = good.replace('"at"', '"torn":true,"at"');
  const begun = '{"v":1,"at":"2026';
  for (const [what, ...lines] of [
    ["a strange line", good, "strange", begun, torn],
    ["another entry", good, '{"v":1,"at":"2026-11-22T12:00:00Z","type":"made-up"}', begun, torn],
    ["an entry that is damaged in its middle", good, good.replace("open", "\0\0\0\0"), begun, torn],
    ["two that have become one", good, good + begun, begun, torn],
    ["torn lines without an entry that marks them", good, begun, begun, good],
    ["a strange line at the end", good, "strange", begun],
  ] as const) {
    writeFileSync(join(state, "runs", "R1.jsonl"), lines.join("\n"));
    t.match(await readJournal(state, "R1"), { detail: /line 2 is not an entry|line 3 is not an entry/ }, what);
  }
});

type Step = { readonly room: number | null } | { readonly cut: number; readonly zeros: number };

const steps = fc.array(
  fc.oneof(
    fc.record({ room: fc.option(fc.nat(200)) }),
    fc.record({ cut: fc.nat(200), zeros: fc.constantFrom(0, 0, 1, 5) }),
  ),
  { maxLength: 12 },
);

t.test("after full disks and power cuts, a journal has all written entries", async (t) => {
  const property = fc.asyncProperty(steps, async (steps: readonly Step[]) => {
    const state = t.testdir({});
    const path = journalPath(state, "R1");
    let journal: Journal = await beginJournal(state, "R1", now);
    const written: string[] = [];
    for (const [index, step] of steps.entries()) {
      const before = readFileSync(path).length;
      if ("room" in step) {
        room = step.room;
        const fits = await journal.append(entry(`"{${index}}\\`)).then(
          () => true,
          () => false,
        );
        room = null;
        if (fits) written.push(`"{${index}}\\`);
      } else {
        await journal.append(entry("cut"));
        await journal.close();
        truncateSync(path, Math.min(before + step.cut, readFileSync(path).length - 1));
        appendFileSync(path, "\0".repeat(step.zeros));
        await scopesIn(state);
        journal = await resumeJournal(path, now);
      }
      const reported = (await scopesIn(state)).filter((scope) => written.includes(scope));
      if (JSON.stringify([...new Set(reported)]) !== JSON.stringify(written))
        throw new Error(`${reported} is not ${written}`);
    }
    await journal.close();
  });
  await fc.assert(property, { numRuns: runs(100) });
});
