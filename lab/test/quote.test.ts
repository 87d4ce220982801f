import { spawnSync } from "node:child_process";
import t from "tap";
import { commandLine } from "../machine/quote.ts";

/** What a shell at the other end makes of it. */
function shell(argv: readonly string[], env = {}) {
  return spawnSync("bash", ["-c", commandLine(argv, env)], { encoding: "utf8" });
}

t.test("a shell gets each argument unchanged", (t) => {
  const awkward = ["", " ", "a b", "'", "''", '"', "$HOME", "`id`", "\\", "*", "a\nb", "-n", "é", "!", "#"];
  const { stdout } = shell(["printf", "%s\\0", ...awkward]);
  t.strictSame(stdout.split("\0").slice(0, -1), awkward);
  t.throws(() => commandLine(["a\0b"]), /NUL/);
  t.end();
});

t.test("the command gets the environment, and its exit status is returned", (t) => {
  t.equal(shell(["sh", "-c", 'echo "$WORD"'], { WORD: "it's $so" }).stdout, "it's $so\n");
  t.equal(shell(["sh", "-c", "exit 7"]).status, 7);
  t.equal(shell(["sh", "-c", "kill -9 $$"]).status, 137);
  t.end();
});
