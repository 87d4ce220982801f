import fc from "fast-check";
import t from "tap";
import { accessTo } from "../src/access.ts";
import { freedBytes } from "../src/answers/freed.ts";
import { parseLogLine } from "../src/answers/log.ts";
import { checkCommand, compactCommand } from "../src/commands.ts";
import { saysAppendOnly } from "../src/discovery/append-only.ts";
import { REPOSITORY } from "./real/world.ts";

t.test("upkeep waits for others' locks, shows progress, and repairs nothing", (t) => {
  const access = accessTo({ ...REPOSITORY, location: "/mnt/backup" });
  const words = ["--log-json", "--lock-wait=600", "--progress"];
  t.same(checkCommand(access).argv, ["borg", "check", ...words, "/mnt/backup"]);
  t.same(compactCommand(access).argv, ["borg", "compact", ...words, "--info", "/mnt/backup"]);
  t.end();
});

t.test("the freed space is read from the messages of borg", (t) => {
  const said = (amount: string) => freedBytes(`compaction freed about ${amount} repository space.`);
  t.same(["0 B", "528 B", "3.00 MB", "1.25 kB", "1.50 TB", "-1.02 kB"].map(said), [0, 528, 3e6, 1250, 1.5e12, 0]);
  t.equal(freedBytes("Remote: compaction freed about 994 B repository space."), 994);
  t.same(["much", "1 XB", "", "1.2.3 MB", "NaN B"].map(said), [null, null, null, null, null]);
  fc.assert(fc.property(fc.string(), (text) => freedBytes(text) === null || text.includes("compaction freed about")));
  t.end();
});

t.test("the progress of a stage is parsed", (t) => {
  const progress = (fields: object) =>
    parseLogLine(Buffer.from(JSON.stringify({ type: "progress_percent", ...fields })));
  t.same(progress({ message: "Checking segments 20.0%", current: 3, total: 10 }), {
    kind: "progress",
    progress: { part: 0.3, current: "Checking segments" },
  });
  t.match(progress({ message: "Remote: Compacting segments   7%", current: 2, total: 15 }), {
    progress: { current: "Compacting segments" },
  });
  t.match(progress({ message: "x", current: 12, total: 10 }), { progress: { part: 1 } });
  for (const end of [{}, { finished: true }, { current: 1, total: 0 }, { current: "1", total: 2 }]) {
    t.equal(progress(end), null);
  }
  t.end();
});

t.test("the config of a repository is parsed", (t) => {
  const says = (line: string) => saysAppendOnly(`[repository]\nversion = 1\n${line}\nid = 00\n`);
  t.same(
    ["append_only = 1", "append_only=True", "append_only : yes", "APPEND_ONLY = on"].map(says),
    Array(4).fill(true),
  );
  t.same(
    ["append_only = 0", "append_only =", "# append_only = 1", "not_append_only = 1", ""].map(says),
    Array(5).fill(false),
  );
  t.end();
});
