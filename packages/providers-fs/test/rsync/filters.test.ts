import type { Exclude } from "@rdump/core/provider";
import t from "tap";
import { rsyncFilters } from "../../src/index.ts";
import { parseGlob } from "../../src/rsync/glob.ts";

const path = (text: string): Exclude => ({ kind: "path", path: text });
const name = (text: string): Exclude => ({ kind: "name", glob: text });

t.test("excludes become filter rules", (t) => {
  const table: readonly (readonly [Exclude, readonly string[]])[] = [
    [path("var/cache"), ["- /var/cache"]],
    [path("/var//cache/"), ["- /var/cache"]],
    [path("./var"), ["- /var"]],
    [path("/"), []],
    [path("a*b"), ["- /a\\*b"]],
    [path("a/***"), ["- /a/\\*\\*\\*"]],
    [path("a?b"), ["- /a\\?b"]],
    [path("a[b"), ["- /a\\[b"]],
    [path("a]b"), ["- /a]b"]],
    [path("a\\b"), ["- /a\\b"]],
    [path("a\\*"), ["- /a\\\\\\*"]],
    [path(" a "), ["- / a "]],
    [path("a\nb"), ["- /a\nb"]],
    [name("*.tmp"), ["- *.tmp"]],
    [name("core"), ["- core"]],
    [name("a\\b"), ["- a\\b"]],
    [name("a\\*"), ["- a\\\\*"]],
    [name("**"), ["- *"]],
    [name("a***b"), ["- a*b"]],
    [name("[*]"), ["- [*]"]],
    [name("[abc]x"), ["- [a-c]x"]],
    [name("[xb-bz]"), ["- [bxz]"]],
    [name("[]-]"), ["- [\\-\\]]"]],
    [name("[z-a]"), []],
    [name("[äö]x"), ["- äx", "- öx"]],
    [name("[ä-æ]"), ["- ä", "- å", "- æ"]],
    [name("[aä]"), ["- [a]", "- ä"]],
    [name("a[b"), ["- a\\[b"]],
    [name(" *"), ["-  *"]],
    [name("!"), ["- !"]],
    [name("#*"), ["- #*"]],
  ];
  for (const [exclude, rules] of table) {
    const filters = rsyncFilters([exclude]);
    t.same(filters.rules, rules, JSON.stringify(exclude));
    t.same(filters.refused, []);
    t.same(filters.narrowed, []);
  }
  t.end();
});

t.test("one character is one to four bytes, as long as the combinations are few", (t) => {
  t.equal(rsyncFilters([name("?")]).rules.length, 4);
  t.equal(rsyncFilters([name("a?b?c?")]).rules.length, 64);
  t.same(rsyncFilters([name("a?b?c?")]).narrowed, []);
  t.equal(rsyncFilters([name("file????.log")]).rules.length, 1);
  t.same(rsyncFilters([name("file????.log")]).narrowed, ["file????.log"]);
  t.same(rsyncFilters([name("[!ä]")]).narrowed, ["[!ä]"]);
  t.same(rsyncFilters([name("[a-\u{10ffff}]")]).narrowed, ["[a-\u{10ffff}]"]);
  t.end();
});

t.test("what rsync would drop without an error is refused", (t) => {
  const long = "l".repeat(5000);
  t.match(rsyncFilters([path(long), path("x")]), { rules: ["- /x"], refused: [long] });
  t.match(rsyncFilters([name(`${"ä".repeat(2100)}*`)]).refused, { length: 1 });
  t.match(rsyncFilters([path("a\0b")]), { rules: [], refused: ["a\0b"] });
  t.end();
});

t.test("globs are read as documented", (t) => {
  t.same(parseGlob("[]a]"), [
    {
      kind: "set",
      negated: false,
      ranges: [
        [0x5d, 0x5d],
        [0x61, 0x61],
      ],
    },
  ]);
  t.same(parseGlob("[!]]"), [{ kind: "set", negated: true, ranges: [[0x5d, 0x5d]] }]);
  t.same(parseGlob("[^a]"), parseGlob("[!a]"));
  t.same(parseGlob("[a-]"), [
    {
      kind: "set",
      negated: false,
      ranges: [
        [0x61, 0x61],
        [0x2d, 0x2d],
      ],
    },
  ]);
  t.same(parseGlob("[]"), [
    { kind: "literal", character: "[" },
    { kind: "literal", character: "]" },
  ]);
  t.same(parseGlob("😀"), [{ kind: "literal", character: "😀" }]);
  t.end();
});
