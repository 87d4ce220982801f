import t from "tap";
import { markTags, parseMark, parseRecorded } from "../../src/naming/mark.ts";

const MARK = { owner: "jo,ke é", volume: "root/a", machine: "0123456789abcdef", run: "20261122T200640Z-00004e65" };

t.test("a mark is read back unchanged, with the state of the snapshot", (t) => {
  const tags = markTags(MARK);
  t.same(tags.join(",").split(","), tags, "a comma separates tags");
  for (const state of [[], ["unchecked"], ["incomplete"]]) t.same(parseMark([...tags, ...state]), MARK);
  t.same(parseMark(markTags({ ...MARK, machine: null })), { ...MARK, machine: null });
  t.end();
});

t.test("the tags name the machine record of a snapshot", (t) => {
  const record = { digest: "a".repeat(64), path: "dir,x/2sure.dat.gz.rsure-machine" };
  const tags = markTags(MARK, record);
  t.same(tags.join(",").split(","), tags);
  for (const state of [[], ["unchecked"], ["incomplete"]]) {
    t.same(parseMark([...tags, ...state]), MARK);
    t.same(parseRecorded([...tags, ...state]), record);
  }
  t.equal(parseRecorded(markTags(MARK)), null);
  const [owner, volume, run, recorded = ""] = tags;
  const others = [
    [owner, volume, recorded, run],
    [owner, volume, run, recorded, recorded],
    [owner, volume, run, recorded.replace("a", "A")],
    [owner, volume, run, recorded.replace(/:[^:]*$/, ":")],
    [owner, volume, run, `${recorded}%`],
    [owner, volume, run, `rdump:record=${"a".repeat(64)}:${"b".repeat(5000)}`],
  ] as readonly (readonly string[])[];
  for (const each of others) t.equal(parseMark(each), null, each.join(" ").slice(0, 200));
  t.end();
});

t.test("other tags are no mark", (t) => {
  const [owner, volume, run] = markTags(MARK);
  const others: readonly (readonly string[])[] = [
    [],
    [owner, volume],
    [volume, owner, run],
    [owner, volume, run, "keep"],
    [owner, volume, run, "unchecked", "incomplete"],
    ["rdump:owner=%6A", volume, run],
    ["rdump:owner=%", volume, run],
    [owner, volume, `${run}0`],
    [`rdump:owner=${"a".repeat(5000)}`, volume, run],
  ];
  for (const tags of others) t.equal(parseMark(tags), null, tags.join(" ").slice(0, 80));
  t.end();
});
