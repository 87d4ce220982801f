import t from "tap";
import { meaningOf } from "../../src/check/judge.ts";

const INPUT = { own: [], paths: [], excludes: [], excludeCaches: false, asRoot: true, live: true };
const RECORDED = Date.parse("2026-11-22T02:00:00Z");
const PROVEN = Date.parse("2026-11-23T02:00:00Z");
t.test("a time at a limit of the archive is no difference, if nothing else differs", (t) => {
  const times = { from: 0, until: 2_147_310_847 };
  const meaning = (modified: number | null, attributes: readonly string[], input: object = {}) =>
    meaningOf(
      { type: "changed", path: "a", kind: "", attributes, modified },
      { ...INPUT, live: false, times, ...input },
      { from: RECORDED, until: PROVEN },
    );
  for (const limit of [times.from, times.until]) {
    t.equal(meaning(limit, ["mtime"]), "not stored");
    t.equal(meaning(limit, ["mtime", "sha1"]), "differs");
    t.equal(meaning(limit, ["perm"]), "differs");
    t.equal(meaning(limit, ["gid", "mtime", "uid"]), "differs", "root can restore owners");
    t.equal(meaning(limit, ["gid", "mtime", "uid"], { asRoot: false }), "not stored");
    t.equal(meaning(limit, ["mtime"], { times: undefined }), "differs", "other archives store all times");
  }
  t.equal(meaning(1, ["mtime"]), "differs");
  t.equal(meaning(null, ["mtime"]), "differs");
  t.end();
});

t.test("only a file that was written between the record and the proof can have changed meanwhile", (t) => {
  const meaning = (modified: string, live = true) =>
    meaningOf(
      { type: "changed", path: "a", kind: "", attributes: ["mtime", "sha1"], modified: Date.parse(modified) / 1000 },
      { ...INPUT, live },
      { from: RECORDED, until: PROVEN },
    );
  t.equal(meaning("2026-11-22T01:59:58Z"), "differs");
  t.equal(meaning("2026-11-22T02:00:00Z"), "changed meanwhile");
  t.equal(meaning("2026-11-23T02:00:00Z"), "changed meanwhile");
  t.equal(meaning("2026-11-23T02:02:00Z"), "differs");
  t.equal(meaning("2038-01-19T03:14:07Z"), "differs", "a damaged time in the future is a difference");
  t.equal(meaning("2026-11-22T02:00:00Z", false), "differs", "a snapshot does not change");
  t.end();
});
