import t from "tap";
import { shortNamesIn } from "../../src/left-out/short-names.ts";

t.test("a name that can be the short name of another entry on FAT is left out", (t) => {
  const short = ["d/LONGFI~1.TXT", "d/lo12ab~1", "e/longfi~1.txt", "a~1.htm"];
  const long = ["d/longfilename.txt", "a.html", "f/longfilename.txt", "plain~", "too~long~name~1.txt", "x.~1~"];
  const paths = [...short, ...long];
  t.same(shortNamesIn(paths, []), [
    { path: "d/LONGFI~1.TXT", kept: "d/longfilename.txt" },
    { path: "d/lo12ab~1", kept: "d/longfilename.txt" },
    { path: "a~1.htm", kept: "a.html" },
  ]);
  t.same(shortNamesIn(paths, ["d/LONGFI~1.TXT", "d/longfilename.txt"]).length, 2, "the mirror has both as entries");
  t.same(shortNamesIn(["_F30~1", "\xc3\xa9t\xc3\xa9 long name"], []).length, 1, "a letter that is not ASCII");
  t.same(shortNamesIn(long, []), []);
  t.end();
});

t.test("each name of a large directory is looked at once", (t) => {
  const many = Array.from({ length: 200_000 }, (_, number) => `d/name ${number}`);
  const short = Array.from({ length: 20_000 }, (_, number) => `d/n${number}~1`);
  const all = [...many, ...short];
  t.equal(shortNamesIn(all, []).length, short.length);
  t.same(shortNamesIn(all, all), [], "the mirror has all as entries");
  t.same(shortNamesIn([...all, "d/new name"], all)[0], { path: "d/n0~1", kept: "d/new name" });
  t.end();
});
