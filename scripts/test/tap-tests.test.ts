import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import t from "tap";
import { countTap } from "../check/count-tap.ts";
import { failureLines, skipLine } from "../check/output.ts";
import { alone, runTap, type TapOptions } from "../check/tap-tests.ts";
import { testFiles, testGroups } from "../check/test-files.ts";

async function count(text: string) {
  const failures: string[] = [];
  const counts = await countTap(Readable.from(text === "" ? [] : [text]), ["a.test.ts"], {
    file: () => t.fail("the last file is reported by its process"),
    failure: (result) => failures.push(failureLines(result).join("\n")),
    stray: (said) => failures.push(said),
  });
  return { ...counts, skipped: counts.skipped.map(skipLine), failures };
}

t.test("assertions are counted, summaries of subtests are not", async (t) => {
  const counts = await count(`TAP version 14
# Subtest: one
    ok 1 - first
    ok 2 - second
    1..2
ok 1 - one
ok 2 - two # SKIP there is no borg
1..2
`);
  t.match(counts, { passed: 2, failed: 0, whole: true, failures: [] });
  t.match(counts.skipped, [/^skipped a.test.ts.* > two: there is no borg$/]);
});

t.test("a failure is reported with its place and its diff", async (t) => {
  const counts = await count(`TAP version 14
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
`);
  t.match(counts, { passed: 1, failed: 1 });
  t.equal(counts.failures.length, 1);
  t.match(counts.failures[0], /FAILED a\.test\.ts > second\n {2}at a\.test\.ts:7\n {2}diff:\n {4}-1\n {4}\+2/);
});

t.test("truncated TAP output is a failure", async (t) => {
  t.match(await count("TAP version 14\nok 1 - first\n"), { passed: 1, whole: false });
  t.match(await count(""), { passed: 0, whole: false });
  t.match(await count("TAP version 14\nBail out! no more\n"), { failed: 1 });
});

/** Runs files with these bodies in a directory of their own where `tap` is found. */
async function run(
  bodies: { readonly [name: string]: string },
  options?: TapOptions,
  groupsOf: (files: readonly string[]) => readonly (readonly string[])[] = alone,
) {
  const folder = mkdtempSync(join(import.meta.dirname, "tap-tests-"));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const files = Object.entries(bodies).map(([name, body]) => {
    writeFileSync(join(folder, name), `import t from "tap";\n${body}\n`);
    return join(folder, name);
  });
  const ended: string[] = [];
  const said: string[] = [];
  const listening = {
    file: (name: string, ok: boolean) => ended.push(`${ok} ${name.slice(folder.length + 1)}`),
    failure: (result) => said.push(failureLines(result).join("\n")),
    stray: (text) => said.push(text),
  } satisfies Parameters<typeof runTap>[1];
  const { passed, failed } = await runTap(groupsOf(files), listening, options);
  return { passed, failed, ended: ended.sort(), said: said.join("") };
}

t.test("assertions of all files are counted together, and each file is reported", async (t) => {
  const good = 't.equal(process.env["SAID"], "yes"); t.ok(true);';
  const result = await run({ "a.ts": good, "b.ts": 't.equal(1, 2, "sums");' }, { env: { SAID: "yes" } });
  t.match(result, { passed: 2, failed: 1, ended: ["false b.ts", "true a.ts"], said: /b\.ts > sums/ });
});

t.test("a file that dies after successful tests, or never starts, has failed", async (t) => {
  const late = 't.ok(true); process.on("exit", () => { process.exitCode = 3; });';
  const result = await run({ "late.ts": late, "never.ts": "t.ok(;" });
  t.match(result, {
    passed: 1,
    failed: 2,
    ended: ["false late.ts", "false never.ts"],
    said: /late.ts ended with status 3/,
  });
});

t.test("a file that hangs is killed", async (t) => {
  const result = await run({ "a.ts": "t.ok(true); process.kill(process.pid, 'SIGSTOP');" }, { timeout: 3 });
  t.match(result, { failed: 1, ended: ["false a.ts"], said: /SIGKILL/ });
});

/** All files in one process. */
const together = (files: readonly string[]) => [files];

t.test("files of a group are counted and reported one by one", async (t) => {
  const bodies = {
    "a.ts":
      't.test("first", async (t) => { await new Promise((end) => setTimeout(end, 50)); t.ok(globalThis.b !== 1); });',
    "b.ts": 'globalThis.b = 1; t.equal(1, 2, "sums");',
    "c.ts": "t.ok(true); t.ok(true);",
  };
  const result = await run(bodies, {}, together);
  t.match(result, { passed: 3, failed: 1, ended: ["false b.ts", "true a.ts", "true c.ts"], said: /b\.ts > sums/ });
});

t.test("a file of a group that cannot be loaded, or has no test, has failed", async (t) => {
  const result = await run({ "a.ts": "t.ok(;", "b.ts": "", "c.ts": "t.ok(true);", "d.ts": "" }, {}, together);
  t.match(result, {
    passed: 1,
    failed: 3,
    ended: ["false a.ts", "false b.ts", "false d.ts", "true c.ts"],
    said: /a\.ts > Transform failed/,
  });
  t.match(result.said, /b\.ts: no test ran/);
  t.match(result.said, /d\.ts: no test ran/);
});

t.test("files of a group that do not start have failed", async (t) => {
  const result = await run({ "a.ts": "t.ok(true);", "b.ts": "process.exit(0);", "c.ts": "t.ok(true);" }, {}, together);
  t.match(result, { ended: ["false b.ts", "false c.ts", "true a.ts"], said: /b\.ts/ });
  t.ok(result.failed >= 2);
});

t.test("a group has files of one package, and a file with hooks is in its own group", async (t) => {
  const files = testFiles("quick");
  const groups = testGroups(files);
  t.same(groups.flat().toSorted(), files, "each file is in one group");
  for (const group of groups) {
    t.equal(new Set(group.map((path) => path.split("/test")[0])).size, 1, group.join(", "));
    t.ok(group.length <= 12);
  }
  t.ok(groups.some((group) => group.length === 1 && group[0]?.endsWith("journal/torn.test.ts")));
});
