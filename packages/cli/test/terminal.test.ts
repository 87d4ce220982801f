import { PassThrough, Readable } from "node:stream";
import t from "tap";
import { openTerminal } from "../src/terminal.ts";

t.test("no output has a character that a terminal can take for a command", async (t) => {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const terminal = openTerminal({ stdin: Readable.from([]), stdout, stderr }, {});
  const value = { path: "a\u009b2Jb\u202egpj.exe\u007f" };
  terminal.out(JSON.stringify(value));
  terminal.error(JSON.stringify(value));
  await terminal.raw(`${JSON.stringify(value)}\n`);
  const lines = `${stdout.read()}${stderr.read()}`.trim().split("\n");
  t.equal(lines.length, 3);
  for (const line of lines) {
    t.match(line, /^[ -~]+$/);
    t.strictSame(JSON.parse(line), value);
  }
});
