import t from "tap";
import { commandOn, mover, pipeline, query } from "../../src/model/command.ts";
import { servedWords } from "../../src/reach/served.ts";
import { reached, reachedCommand } from "../../src/reach/ssh.ts";

const HOSTS = { nas: { user: null, port: null, identityFile: null } };

function lineOf(words: readonly string[]): string {
  const { argv } = reachedCommand(commandOn("nas", query(["zfs", ...words])), HOSTS);
  return argv.slice(argv.indexOf("--") + 2).join(" ");
}

t.test("the words of a line for another host come back as they are", async (t) => {
  const words = [
    "list",
    "a b",
    "a'b",
    "''",
    "'",
    "\\",
    "a\\'b",
    "",
    "$(id)",
    "`id`",
    "a\nb",
    "tank/ärger@x",
    "-o",
    "#",
    "~",
  ];
  t.strictSame(servedWords(lineOf(words)), [["zfs", ...words]]);
  for (const word of words) t.strictSame(servedWords(lineOf([word])), [["zfs", word]]);
});

t.test("a line that a shell could read in another way has no words", async (t) => {
  const line = lineOf(["list", "tank"]);
  const others = [
    ...[`${line};id`, `${line} ;id`, `${line} $(id)`, `${line} >x`, `${line} \\x`, `${line} "x"`, `${line} '`],
    ...[`${line}  x`, `${line} `, ` ${line}`, `${line}\n`, line.replace("exec", ""), "", "zfs list", `${line} ''x`],
  ];
  for (const other of others) t.equal(servedWords(other), null, other);
});

/** The line of two commands on the other host. */
function pipeLineOf(first: readonly [string, ...string[]], second: readonly [string, ...string[]]): string {
  const step = reached(
    pipeline([
      { name: "here", command: mover(["cat"]) },
      { name: "one", command: commandOn("nas", mover(first)) },
      { name: "two", command: commandOn("nas", mover(second)) },
    ]),
    HOSTS,
  );
  const argv: readonly string[] = step.do === "pipe" ? (step.stages[1]?.command.argv ?? []) : [];
  return argv.slice(argv.indexOf("--") + 2).join(" ");
}

t.test("a line with two commands has the words of both, and a third command none", async (t) => {
  const between = ' || echo "rdump: stage 0: $?" >&2; } | exec env LC_ALL=C.UTF-8 ';
  for (const [first, second] of [
    [
      ["zstd", "-d"],
      ["zfs", "receive", "a b"],
    ],
    [
      ["zstd", between],
      ["zfs", `x${between}y`, "'", "|"],
    ],
    [
      ["zstd", ""],
      ["zfs", ";", "\n", "$?"],
    ],
  ] as const) {
    const line = pipeLineOf([...first], [...second]);
    t.strictSame(servedWords(line), [first, second]);
    for (const other of [`${line} `, `${line}|id`, `${line} | id`, `${line} || id`, `${line}${between}id`, ` ${line}`])
      t.equal(servedWords(other), null, other);
  }
  const line = pipeLineOf(["zstd", "-d"], ["zfs", "receive"]);
  for (const [from, to] of [
    ["stage 0", "stage 1"],
    ["exec ", ""],
    ["{ ", "{ id; "],
    ["; }", "; id; }"],
    ["$?", "$(id)"],
  ] as const)
    t.equal(servedWords(line.replace(from, to)), null, to);
});
