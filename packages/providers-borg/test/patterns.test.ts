import { excludeOf } from "@rdump/core/conformance";
import t from "tap";
import { borgPatterns } from "../src/index.ts";

t.test("excludes are translated to borg patterns", (t) => {
  const r = String.raw;
  const anywhere = r`re:(?:\A(?!\.\Z)|/)`;
  const table: readonly (readonly [exclude: string, pattern: string])[] = [
    ["var/cache", "pp:var/cache"],
    ["/-x", "pp:-x"],
    ["we ird/(+)[*]", "pp:we ird/(+)*"],
    ["/{now}", "pp:{now}"],
    [r`a/b\\c`, r`pp:a/b\c`],
    ["core", r`${anywhere}core\Z`],
    ["*.tmp", r`${anywhere}[^/]*\.tmp\Z`],
    ["a?c", r`${anywhere}a[^/\x80-\U0010ffff]c\Z`],
    ["[a-c]x", r`${anywhere}[a-c]x\Z`],
    ["[!a-c]", r`${anywhere}[^/a-c\x80-\U0010ffff]\Z`],
    ["[^a]", r`${anywhere}[^/a\x80-\U0010ffff]\Z`],
    ["[]a]", r`${anywhere}[\]a]\Z`],
    ["[&~|^[-]", r`${anywhere}[\x26\-\[\^\x7c\x7e]\Z`],
    ["a{now}+(b)|c$^*", r`${anywhere}a\{now\}\+\(b\)\|c\$\^[^/]*\Z`],
    ["é🦀*", r`${anywhere}é🦀[^/]*\Z`],
    ["[🦀-🦄]", r`${anywhere}[🦀-🦄]\Z`],
    ["a*b*c", r`${anywhere}a(?=([^/]*?b))\1[^/]*c\Z`],
    ["/a*", r`re:\A(?!\.\Z)a[^/]*\Z`],
    ["home/*/.cache", r`re:\A(?!\.\Z)home/[^/]*/\.cache\Z`],
    ["**/a/b", r`${anywhere}a/b\Z`],
    ["a/**/b", r`re:\A(?!\.\Z)a/(?:[^/]+/)*b\Z`],
    ["a/**/*b*/**/c", r`re:\A(?!\.\Z)a/(?=((?:[^/]+/)*?(?=([^/]*?b))\2[^/]*/))\1(?:[^/]+/)*c\Z`],
  ];
  for (const [exclude, pattern] of table) t.same(borgPatterns([excludeOf(exclude)]), [pattern], exclude);
  t.end();
});
