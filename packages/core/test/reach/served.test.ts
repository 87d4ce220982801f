import t from "tap";
import { commandOn, query } from "../../src/model/command.ts";
import { servedWords } from "../../src/reach/served.ts";
import { reachedCommand } from "../../src/reach/ssh.ts";

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
  t.strictSame(servedWords(lineOf(words)), ["zfs", ...words]);
  for (const word of words) t.strictSame(servedWords(lineOf([word])), ["zfs", word]);
});

t.test("a line that a shell could read in another way has no words", async (t) => {
  const line = lineOf(["list", "tank"]);
  const others = [
    ...[`${line};id`, `${line} ;id`, `${line} $(id)`, `${line} >x`, `${line} \\x`, `${line} "x"`, `${line} '`],
    ...[`${line}  x`, `${line} `, ` ${line}`, `${line}\n`, line.replace("exec", ""), "", "zfs list", `${line} ''x`],
  ];
  for (const other of others) t.equal(servedWords(other), null, other);
});
