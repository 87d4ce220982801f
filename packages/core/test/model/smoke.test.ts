import t from "tap";

t.test("the house stands", (t) => {
  t.equal(1 + 1, 2);
  t.end();
});
