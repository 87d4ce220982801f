import { execFileSync } from "node:child_process";
import fc from "fast-check";
import t from "tap";
import { quotedWord, shellWord } from "../../src/diagnostics/shell-word.ts";
import { runs } from "../runs.ts";

t.test("a quoted word is read back by a shell, and contains no control character", (t) => {
  for (const [word, shown] of [
    ["--delete", "--delete"],
    ["", "''"],
    ["two words", "'two words'"],
    ["it's", "'it'\\''s'"],
    ["docs-{run.time}", "docs-{run.time}"],
    ["a\nb", "$'a\\nb'"],
    ["\u001b[2J'", "$'\\x1b[2J\\''"],
    ["\u202e", "$'\\xe2\\x80\\xae'"],
    ["~/x", "'~/x'"],
    ["$HOME", "'$HOME'"],
  ] as const) {
    t.equal(shellWord(word), shown);
  }
  fc.assert(
    fc.property(
      fc.array(
        fc.string({ unit: "binary", maxLength: 8 }).filter((word) => !word.includes("\0")),
        { maxLength: 5 },
      ),
      (words) => {
        const line = words.map(shellWord).join(" ");
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
        if (/[\u0000-\u001f\u007f-\u009f]/.test(line)) return false;
        const read = execFileSync("bash", ["-c", `printf '%s\\0' ${line}`], { encoding: "utf8" });
        return words.length === 0 || read === words.map((word) => `${Buffer.from(word)}\0`).join("");
      },
    ),
    { numRuns: runs(60) },
  );
  t.end();
});

t.test("a quoted word is one word for Python's shlex, which borg uses", (t) => {
  const word = fc.string({ unit: "binary", maxLength: 8 }).filter((each) => !each.includes("\0"));
  const lists = fc.sample(fc.array(word, { maxLength: 5 }), runs(2_000));
  const split = "import json, shlex, sys; print(json.dumps([shlex.split(line) for line in json.load(sys.stdin)]))";
  const input = JSON.stringify(lists.map((words) => words.map(quotedWord).join(" ")));
  t.strictSame(JSON.parse(execFileSync("python3", ["-c", split], { input, encoding: "utf8" })), lists);
  t.equal(quotedWord("it's"), "'it'\\''s'");
  t.equal(quotedWord("a\u00adb"), "'a\u00adb'");
  t.end();
});
