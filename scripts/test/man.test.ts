import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import t from "tap";
import { markdownPage } from "../man/markdown.ts";

const title = { version: "0.1.0", date: "2026-11-29" };
const linesOf = (text: string) => markdownPage("rdump.json5", "config", text, title).split("\n");

t.test("a code span keeps the characters that mean bold outside of it", async (t) => {
  const lines = linesOf("# Page\n\n**Where** a pattern begins: [`srv/**/cache`](a.md), `a**` or **`**`**.\n");
  t.ok(lines.includes("Where a pattern begins: srv/**/cache, a** or **."), lines.join("\n"));
  const table = linesOf("# Page\n\n| `**` | any number, `var/**` |\n| --- | --- |\n| `**` | any number, `var/**` |\n");
  t.ok(table.includes(".B **"), table.join("\n"));
  t.ok(table.includes("any number, var/**"), table.join("\n"));
});

t.test("the page of the config has each pattern of its documentation", async (t) => {
  const page = markdownPage("rdump.json5", "config", readFileSync("docs/configuration.md", "utf8"), title);
  t.match(page, "srv/**/cache matches");
  if (spawnSync("mandoc", ["-V"]).error === undefined) {
    t.equal(spawnSync("mandoc", ["-Tlint"], { input: page, encoding: "utf8" }).stdout, "");
  }
});
