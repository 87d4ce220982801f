import t from "tap";
import { markTags } from "../../src/naming/mark.ts";
import { withoutReplaced } from "../../src/naming/snapshot.ts";

const MARK = { owner: "joke", volume: "root", machine: "0123456789abcdef", run: "20261122T200640Z-00004e65" };
const snapshot = (id: string, tags: readonly string[], original: string | null = null) => ({
  ...{ id, tags, original },
  time: 0,
});

t.test("of a snapshot whose tags were changed, the unchecked form does not count", (t) => {
  const unchecked = snapshot("a", [...markTags(MARK), "unchecked"]);
  const left = (...others: readonly ReturnType<typeof snapshot>[]) =>
    withoutReplaced([unchecked, ...others]).map(({ id }) => id);
  t.same(left(snapshot("b", markTags(MARK), "a")), ["b"]);
  t.same(left(snapshot("b", [...markTags(MARK), "incomplete"], "a")), ["b"]);
  t.same(left(), ["a"], "there is no other");
  t.same(left(snapshot("b", markTags(MARK))), ["a", "b"], "another snapshot of the run");
  t.same(left(snapshot("b", [...markTags(MARK), "unchecked"], "a")), ["a", "b"], "not checked either");
  t.same(left(snapshot("b", ["by hand"], "a")), ["a", "b"], "not of rdump");
  t.same(left(snapshot("b", markTags({ ...MARK, owner: "other" }), "a")), ["a", "b"], "of another owner");
  t.end();
});
