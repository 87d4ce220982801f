import t from "tap";
import { borgPatterns } from "../src/index.ts";

const nameOf = (glob: string) => borgPatterns([{ kind: "name", glob }])[0];

t.test("a path is taken literally, from the root", (t) => {
  const paths = ["var/cache", "-x", "we ird/(+)*", "a\nb", "{now}"];
  t.same(borgPatterns(paths.map((path) => ({ kind: "path", path }))), [
    "pp:var/cache",
    "pp:-x",
    "pp:we ird/(+)*",
    "pp:a\nb",
    "pp:{now}",
  ]);
  for (const path of ["", "/", ".", "./x", "a/../b", "a//b"]) {
    t.throws(() => borgPatterns([{ kind: "path", path }]), /not a path/, path);
  }
  t.end();
});

t.test("a glob speaks of the last name, and never of the root", (t) => {
  const root = String.raw`re:(?:\A(?!\.\Z)|/)`;
  const table: readonly (readonly [glob: string, expression: string])[] = [
    ["*.tmp", String.raw`[^/]*\.tmp`],
    ["a?c", "a[^/]c"],
    ["[a-c]x", "(?!/)[a-c]x"],
    ["[!a-c]", "[^/a-c]"],
    ["[^a]", String.raw`(?!/)[\^a]`],
    ["[]a]", String.raw`(?!/)[\]a]`],
    ["[!]a]", String.raw`[^/\]a]`],
    ["[a-]", String.raw`(?!/)[a\-]`],
    ["[z-a]", "(?!)"],
    ["[!z-a]", "[^/]"],
    ["[[]", String.raw`(?!/)[\[]`],
    ["[\\]", String.raw`(?!/)[\\]`],
    ["[ab", String.raw`\[ab`],
    ["[]", String.raw`\[\]`],
    ["a{now}+(b)|c$^", String.raw`a\{now\}\+\(b\)\|c\$\^`],
    ["é🦀", "é🦀"],
    ["[🦀-🦄]", "(?!/)[🦀-🦄]"],
  ];
  for (const [glob, expression] of table) t.equal(nameOf(glob), `${root}${expression}\\Z`, glob);
  t.end();
});
