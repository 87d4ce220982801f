import t from "tap";
import { linkFaults } from "../links/faults.ts";

const files: { readonly [path: string]: string } = {
  "docs/adr": "",
  "docs/operations.md": "# Running\n## What to do by hand?\n## Twice\n## Twice\n",
  "docs/picture.svg": "<svg/>",
  "README.md": "# rdump",
};
const says = (text: string) => linkFaults("docs/a.md", text, (path) => files[path] ?? null).map(({ says }) => says);

t.test("links to existing files and headings are accepted", (t) => {
  for (const target of [
    "operations.md",
    "./operations.md",
    "../README.md",
    "adr",
    "picture.svg",
    "operations.md#what-to-do-by-hand",
    "operations.md#twice-1",
    "https://example.org/nothing",
    "mailto:a@example.org",
    "#here",
  ]) {
    t.strictSame(says(`# Here\n[a](${target})`), [], target);
  }
  t.end();
});

t.test("links to missing files and headings are reported", (t) => {
  t.match(says("[a](nothing.md)"), ["nothing.md is not there"]);
  t.match(says("![a](nothing.png)"), ["nothing.png is not there"]);
  t.match(says("[a]: nothing.md"), ["nothing.md is not there"]);
  t.match(says("[a](/README.md)"), [/is absolute/]);
  t.match(says("[a](#nowhere)"), [/no such heading/]);
  t.match(says("[a](operations.md#nowhere)"), [/no such heading/]);
  t.match(says("[a](operations.md#twice-2)"), [/no such heading/]);
  t.match(says("one [a](x.md) and [b](y.md)"), [/x.md/, /y.md/]);
  t.end();
});

t.test("text in a code block is not a link", (t) => {
  t.strictSame(says("`[a](nothing.md)`\n```\n[a](nothing.md)\n# Heading\n```\n"), []);
  t.match(says("```\n# Here\n```\n[a](#here)"), [/no such heading/]);
  t.end();
});
