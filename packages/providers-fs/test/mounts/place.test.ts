import t from "tap";
import { liesIn, plainPath } from "../../src/mounts/place.ts";

t.test("the place of a path in a mount is computed", (t) => {
  t.equal(plainPath("/a//b/./c/../d/"), "/a/b/d");
  t.equal(plainPath("/.."), "/");
  t.ok(liesIn("/a/b", "/a"));
  t.ok(liesIn("/a", "/a"));
  t.ok(liesIn("/a", "/"));
  t.notOk(liesIn("/ab", "/a"));
  t.end();
});
