import t from "tap";
import { parseGlob } from "../../../src/config/exclude/index.ts";
import { matchesPath } from "../../../src/model/exclude-match.ts";

const MATCHES: readonly (readonly [glob: string, path: string, matches: boolean])[] = [
  ["report.odt", "report.odt", true],
  ["report.odt", "docs/report.odt", true],
  ["report.odt", "report.odt/below", false],
  ["/report.odt", "docs/report.odt", false],
  ["*", "docs/report.odt", true],
  ["docs/*", "docs/report.odt", true],
  ["docs/*", "docs/old/report.odt", false],
  ["docs/**", "docs/old/report.odt", true],
  ["docs/**", "docs", false],
  ["docs/", "docs", true],
  ["docs/**/*.od[ts]", "docs/report.odt", true],
  ["docs/**/*.od[ts]", "docs/a/b/report.ods", true],
  ["docs/**/*.od[ts]", "docs/a/b/report.odp", false],
  ["\\*", "*", true],
  ["\\*", "a", false],
];

t.test("a pattern matches whole paths", (t) => {
  for (const [glob, path, matches] of MATCHES) {
    const parts = parseGlob(glob);
    if (typeof parts === "string") throw new Error(`${glob}: ${parts}`);
    t.equal(matchesPath(parts, path), matches, `${glob} ${path}`);
  }
  t.end();
});

t.test("a pattern that means nothing is refused", (t) => {
  for (const glob of ["", "/", "a**", "..", "docs/../x", "[", "\\x", "a\u001bb", "x".repeat(5000)]) {
    t.type(parseGlob(glob), "string", glob.slice(0, 20));
  }
  t.end();
});
