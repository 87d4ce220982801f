import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { excludeOf } from "@rdump/core/conformance";
import t from "tap";
import { rsyncFilters } from "../../src/index.ts";

t.test("rsync takes the longest rules that an exclude can become, and drops longer ones without an error", (t) => {
  const root = mkdtempSync(join(tmpdir(), "rdump-filters-"));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  const said = (rules: readonly string[]) => {
    const filters = rules.map((rule) => `--filter=${rule}`);
    const { status, stderr } = spawnSync("rsync", ["-n", "-r", ...filters, "--", `${root}/`, `${root}/none/`]);
    return `${status} ${stderr}`;
  };
  const comb = Array.from({ length: 47 }, (_, at) => String.fromCharCode(0x21 + 2 * at)).filter(
    (each) => !"/]".includes(each),
  );
  const gaps = `[!${comb.map((each) => ("[!^-\\".includes(each) ? `\\${each}` : each)).join("")}]`;
  const longest = [
    `/${"d/".repeat(1949)}`.slice(0, -1),
    `${"\\*".repeat(1299)}x`,
    "?".repeat(256),
    gaps.repeat(Math.floor(256 / gaps.length)),
    `**/${"?".repeat(150)}/b/${"[!a]".repeat(25)}`,
  ];
  for (const text of longest) t.equal(said(rsyncFilters([excludeOf(text)])), "0 ", text.slice(0, 40));
  t.throws(() => excludeOf(`${"\\*".repeat(1301)}`), "one that would become a longer rule is refused");
  t.match(said([`- ${"d".repeat(5000)}`]), /^0 .*discarding/);
  t.end();
});
