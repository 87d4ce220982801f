import { Readable } from "node:stream";
import t from "tap";
import { countTap } from "../check/tap-tests.ts";
import { failureLines, skipLine } from "../check/told.ts";

async function count(text: string) {
  const files: string[] = [];
  const failures: string[] = [];
  const counts = await countTap(Readable.from([text]), {
    file: ({ ok, name }) => files.push(`${ok} ${name}`),
    failure: (result) => failures.push(failureLines(result).join("\n")),
    stray: (said) => failures.push(said),
  });
  return { ...counts, skipped: counts.skipped.map(skipLine), files, failures };
}

t.test("assertions count, summaries of subtests do not", async (t) => {
  const counts = await count(`TAP version 14
# Subtest: a.test.ts
    # Subtest: one
        ok 1 - first
        ok 2 - second
        1..2
    ok 1 - one
    ok 2 - two # SKIP there is no borg
    1..2
ok 1 - a.test.ts # time=3ms
1..1
`);
  t.match(counts, { passed: 2, failed: 0, files: ["true a.test.ts"], failures: [] });
  t.match(counts.skipped, [/^skipped a.test.ts.* > two: there is no borg$/]);
});

t.test("a failure is told with its place and its difference", async (t) => {
  const counts = await count(`TAP version 14
# Subtest: a.test.ts
    ok 1 - first
    not ok 2 - second
      ---
      at:
        fileName: a.test.ts
        lineNumber: 7
      diff: |
        -1
        +2
      ...
    1..2
not ok 1 - a.test.ts
1..1
`);
  t.match(counts, { passed: 1, failed: 1, files: ["false a.test.ts"] });
  t.equal(counts.failures.length, 1);
  t.match(counts.failures[0], /FAILED a\.test\.ts > second\n {2}at a\.test\.ts:7\n {2}diff:\n {4}-1\n {4}\+2/);
});

t.test("a file that dies after good tests is a failure, and so is one that never began", async (t) => {
  const died = await count(`TAP version 14
# Subtest: a.test.ts
    ok 1 - first
    1..1
not ok 1 - a.test.ts
  ---
  signal: SIGKILL
  ...
1..1
`);
  t.match(died, { passed: 1, failed: 1 });
  t.match(died.failures[0], /SIGKILL/);
  t.match(await count("TAP version 14\nnot ok 1 - a.test.ts\n1..1\n"), { passed: 0, failed: 1 });
  t.match(await count("TAP version 14\n1..0\n"), { passed: 0, failed: 0 });
  t.match(await count("TAP version 14\nBail out! no more\n"), { failed: 1 });
});
