import t from "tap";
import { markTags, parseMark } from "../../src/naming/mark.ts";

const MARK = { owner: "jo,ke é", volume: "root/a", machine: "0123456789abcdef", run: "20261122T200640Z-00004e65" };

t.test("a mark is read back unchanged, with the state of the snapshot", (t) => {
  const tags = markTags(MARK);
  t.same(tags.join(",").split(","), tags, "a comma separates tags");
  for (const state of [[], ["unchecked"], ["incomplete"]]) t.same(parseMark([...tags, ...state]), MARK);
  t.same(parseMark(markTags({ ...MARK, machine: null })), { ...MARK, machine: null });
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
