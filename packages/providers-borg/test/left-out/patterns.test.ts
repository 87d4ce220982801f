import fc from "fast-check";
import t from "tap";
import { leaveOutFile, saidByBorg } from "../../src/left-out/patterns.ts";
import { isTooDeep, LONGEST_PATH, MOST_LEVELS } from "../../src/left-out/reach.ts";

const latin = (text: string) => Buffer.from(text, "utf8").toString("latin1");

t.test("one path becomes one line of --exclude-from", (t) => {
  const table = [
    ["home/u/mnt-1.x", "pf:home/u/mnt-1.x"],
    ["a b", "re:\\A(?:a\\x20b)\\Z"],
    [" a\n#", "re:\\A(?:\\x20a\\x0a\\x23)\\Z"],
    [latin("ä/€/😀"), "re:\\A(?:\\xe4/\\u20ac/\\U0001f600)\\Z"],
    ["a\u00ff\u00c3", "re:\\A(?:a\\udcff\\udcc3)\\Z"],
    ["\u00ed\u00a0\u0080", "re:\\A(?:\\udced\\udca0\\udc80)\\Z"],
    ["a.*[x]", "re:\\A(?:a\\x2e\\x2a\\x5bx\\x5d)\\Z"],
  ] as const;
  for (const [path, pattern] of table) t.equal(leaveOutFile([path]), `${pattern}\n`);
  t.equal(saidByBorg("a\u00ff\nb"), "a?\nb");
  t.end();
});

t.test("for all names, there is at most one line for each, only in ASCII", (t) => {
  const bytes = fc
    .uint8Array({ minLength: 1, maxLength: 40 })
    .map((array) => Buffer.from(array).toString("latin1").replaceAll("\0", "x"));
  fc.assert(
    fc.property(fc.array(bytes, { maxLength: 5 }), (paths) => {
      const lines = leaveOutFile(paths).split("\n");
      t.ok(lines.length <= paths.length + 1);
      for (const line of lines.slice(0, -1)) t.match(line, /^(pf|re):[!-~]+$/);
    }),
  );
  t.end();
});

t.test("a thousand unusual names become few patterns", (t) => {
  const paths = Array.from({ length: 1000 }, (_, at) => (at % 10 === 0 ? `plain${at}` : `odd ${at}`));
  const lines = leaveOutFile(paths).trimEnd().split("\n");
  t.equal(lines.filter((line) => line.startsWith("pf:")).length, 100);
  const expressions = lines.filter((line) => line.startsWith("re:"));
  t.ok(expressions.length < 40, String(expressions.length));
  t.equal(expressions.join("").match(/odd\\x20\d+/g)?.length, 900);
  t.end();
});

t.test("trees that are too deep for borg are found", (t) => {
  const levels = (count: number) => Array.from({ length: count }, () => "d").join("/");
  t.notOk(isTooDeep(levels(MOST_LEVELS)));
  t.ok(isTooDeep(levels(MOST_LEVELS + 1)));
  t.notOk(isTooDeep("x".repeat(LONGEST_PATH)));
  t.ok(isTooDeep("x".repeat(LONGEST_PATH + 1)));
  t.notOk(isTooDeep("😀".repeat(LONGEST_PATH)), "borg counts characters");
  t.end();
});
