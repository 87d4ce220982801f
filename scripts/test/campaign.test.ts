import { readFileSync } from "node:fs";
import t from "tap";
import { parseCampaign } from "../campaign/arguments.ts";
import { type Campaign, withCampaign } from "../campaign/record.ts";

const campaign: Campaign = {
  began: "2026-11-22 20:06",
  commit: "abc1234+",
  zfs: "2.3",
  what: "all",
  seeds: "7 to 9",
  hours: 1.256,
  rounds: 3,
  passed: 300,
  skipped: 0,
  fallen: [],
};

t.test("a campaign adds one row to the table, and changes nothing else", (t) => {
  const page = readFileSync("docs/reliability.md", "utf8");
  const once = withCampaign(page, campaign);
  const twice = withCampaign(once, { ...campaign, fallen: [{ seed: 8, test: "a|b.test.ts" }] });
  const row = "| 2026-11-22 20:06 | abc1234+ | 2.3 | all | 7 to 9 | 1.26 | 3 | 300 | 0 |";
  const [before = "", after = ""] = twice.split(`${row} none |\n${row} a\\|b.test.ts (seed 8) |\n`);
  t.equal(before + after, page);
  t.ok(before.trimEnd().endsWith("|"));
  t.throws(() => withCampaign("# no table\n", campaign), /no table/);
  t.end();
});

t.test("seed and hours are required, and words are optional", (t) => {
  t.strictSame(parseCampaign(["--seed", "7", "--hours", "0.5", "lvm", "killed"]), {
    seed: 7,
    hours: 0.5,
    words: ["lvm", "killed"],
  });
  for (const argv of [
    [],
    ["--seed", "7"],
    ["--seed", "x", "--hours", "1"],
    ["--seed", "1", "--hours", "-1"],
    ["--fast"],
  ]) {
    t.match(parseCampaign(argv), /--seed N --hours H/, argv.join(" "));
  }
  t.end();
});
