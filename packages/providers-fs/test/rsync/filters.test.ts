import { excludeOf } from "@rdump/core/conformance";
import t from "tap";
import { rsyncFilters } from "../../src/index.ts";

t.test("excludes become filter rules of rsync", (t) => {
  const ascii = "[[:cntrl:] -~]";
  const table: readonly (readonly [exclude: string, patterns: readonly string[]])[] = [
    ["var/cache", ["/var/cache"]],
    ["/ a ", ["/ a "]],
    ["x/a[*]b", ["/x/a[*]b"]],
    ["a/\\*\\*\\*", ["/a/[*][*][*]"]],
    ["/a\\\\b", ["/a\\b"]],
    ["/a\\\\\\*", ["/a\\\\[*]"]],
    ["[*]*", ["[*]*"]],
    ["*.tmp", ["*.tmp"]],
    ["core", ["core"]],
    ["a\\\\*", ["a\\\\*"]],
    [" *", [" *"]],
    ["#*", ["#*"]],
    ["!", ["!"]],
    ["a?b", [`a${ascii}b`]],
    ["????-??", [`${ascii.repeat(4)}-${ascii.repeat(2)}`]],
    ["[abc]x", ["[a-c]x"]],
    ["[a-c]x", ["[a-c]x"]],
    ["[!a]*", ["[[:cntrl:] -`b-~]*"]],
    ["[^a]*", ["[[:cntrl:] -`b-~]*"]],
    ["[!.]", ["[[:cntrl:] -\\-0-~]"]],
    ["[!.-0]", ["[[:cntrl:] -\\-1-~]"]],
    ["[]!^[-]", ["[\\!\\-\\[\\]-\\^]"]],
    ["[äö]x", ["äx", "öx"]],
    ["[ä-æ]?", [`ä${ascii}`, `å${ascii}`, `æ${ascii}`]],
    ["[aä]", ["[a]", "ä"]],
    ["a/*/b", ["/a/*/b"]],
    ["**/a/b", ["/a/b", "/**/a/b"]],
    ["a/**/b\\\\*", ["/a/b\\\\*", "/a/**/b\\\\*"]],
    ["a\\\\/**/b", ["/a\\/b", "/a\\\\/**/b"]],
  ];
  for (const [exclude, patterns] of table) {
    t.same(
      rsyncFilters([excludeOf(exclude)]),
      patterns.map((pattern) => `- ${pattern}`),
      exclude,
    );
  }
  t.end();
});
