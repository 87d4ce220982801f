import { PassThrough, Readable } from "node:stream";
import t from "tap";
import { watch } from "../../src/run/watch.ts";
import { openTerminal } from "../../src/terminal.ts";

/** Pages until the last one is shown, and what was written. */
async function watched(pages: readonly (readonly string[])[], screen: { isTTY?: boolean; rows?: number }) {
  const stop = new AbortController();
  const stdout = Object.assign(new PassThrough(), screen);
  const terminal = openTerminal({ stdin: Readable.from([]), stdout, stderr: new PassThrough() }, { TERM: "xterm" });
  let next = 0;
  const pageNow = async () => {
    const lines = pages[next++];
    if (lines === undefined) stop.abort();
    return { lines: lines ?? ["after the signal"], wait: 1 };
  };
  await watch(pageNow, terminal, stop.signal);
  return String(stdout.read() ?? "");
}

t.test("without a terminal, a page is printed when it has changed, as plain lines", async (t) => {
  const out = await watched([["a", "b"], ["a", "b"], ["c"]], {});
  t.equal(out, "a\nb\n\nc\n");
});

t.test("on a terminal, each page is drawn over the one before, and no longer than the screen", async (t) => {
  const out = await watched([["a", "b"], ["c"], ["1", "2", "3", "4"]], { isTTY: true, rows: 4 });
  const page = (...lines: readonly string[]) => `\u001b[H${lines.map((line) => `${line}\u001b[K\n`).join("")}\u001b[J`;
  t.equal(out, page("a", "b") + page("c") + page("1", "2", "… 2 more lines"));
});

t.test("a page that a signal interrupted is not shown", async (t) => {
  t.equal(await watched([], {}), "");
});
