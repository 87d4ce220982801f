import t from "tap";
import { fileWritten } from "../../src/apply/found-content.ts";
import { beginJournal } from "../../src/journal/journal.ts";
import { isReadable, readJournal } from "../../src/journal/read-journal.ts";

t.test("the journal has short content whole, and the beginning and length of long content", (t) => {
  const entry = { type: "file-written", action: "a", path: "/p" };
  t.strictSame(fileWritten("a", { path: "/p", content: "- /x\0" }), { ...entry, content: "- /x\0" });
  const long = fileWritten("a", { path: "/p", content: "x".repeat(100_000) });
  t.strictSame(long, { ...entry, content: "x".repeat(65_536), bytes: 100_000 });
  t.end();
});

t.test("the journal of a run with very many long paths to leave out can be read", async (t) => {
  const state = t.testdir({});
  const journal = await beginJournal(state, "R1", () => 0);
  // A thousand paths of 4,000 bytes, each six characters in JSON, for five readers.
  const content = "\u001b".repeat(4_000_000);
  for (let reader = 0; reader < 5; reader++) {
    await journal.append(fileWritten(`${reader}`, { path: "/p", content }));
  }
  await journal.close();
  const found = await readJournal(state, "R1");
  t.ok(found !== null && isReadable(found), "else every later run stops at the journal");
  t.match(found, [{ bytes: 4_000_000 }, {}, {}, {}, {}]);
});
