import { allGroups, load } from "@rdump/core";
import t from "tap";
import { importConfig } from "../../src/index.ts";

const MACHINE = { hostname: "joke", machineId: null, timezone: "UTC", isRoot: true, env: {} };
const DAY = 86_400_000;
const NOTHING_EXPIRES = /nothing expires until `keep`/;

function rulesOf(text: string) {
  const { text: found, losses } = importConfig(text, null, { hostname: "joke", repository: "/r" });
  const { config } = load(found, "f", MACHINE);
  const groups = config === null ? [] : allGroups(config);
  const rules = groups.map(({ group: { target } }) => ({
    every: "every" in target ? target.every : null,
    keep: "keep" in target ? Object.fromEntries(Object.entries(target.keep).filter(([, value]) => value)) : null,
  }));
  return { rules, losses: losses.join("\n") };
}

const borgmatic = (retention: object) =>
  rulesOf(JSON.stringify({ source_directories: ["/a"], repositories: ["/r"], ...retention }));
const resticprofile = (retention: object) =>
  rulesOf(JSON.stringify({ a: { repository: "r", backup: { source: ["/a"] }, retention } }));
const btrbk = (rules: string) => rulesOf(`${rules}\nsubvolume /a\n`);
const btrbkTarget = (rules: string) => rulesOf(`${rules}\nsubvolume /a\n  target /b\n`);
const sanoid = (rules: string) =>
  rulesOf(`[tank/a]\nuse_template = a\n${rules}\n[template_a]\nhourly = 6\ndaily = 0\nmonthly=0\n`);

t.test("rules without a limit keep all", (t) => {
  for (const value of [-1, "-1", 200_000_000])
    t.match(borgmatic({ keep_daily: value, keep_within: "2d" }).rules, [
      { keep: { daily: 1_000_000, within: 2 * DAY } },
    ]);
  t.match(resticprofile({ "keep-daily": "unlimited", "keep-last": -1 }).rules, [
    { keep: { daily: 1_000_000, last: 1_000_000 } },
  ]);
  t.end();
});

t.test("if a rule has no counterpart, the other rules do not delete what it keeps", (t) => {
  const cases = [
    borgmatic({ keep_hourly: 5, keep_13weekly: 4 }),
    borgmatic({ keep_hourly: 5, keep_minutely: 90 }),
    borgmatic({ keep_hourly: 5, keep_monthly: "six" }),
    borgmatic({ keep_hourly: 5, keep_within: "1 week" }),
    resticprofile({ "keep-hourly": 5, "keep-within-daily": "30d" }),
    resticprofile({ "keep-hourly": 5, "keep-tag": ["forever"] }),
    resticprofile({ "keep-hourly": 5, "keep-yearly": true }),
    btrbk("snapshot_preserve 5h"),
    btrbk("snapshot_preserve 5h\nsnapshot_preserve_min all"),
    btrbk("snapshot_preserve 5h 6q\nsnapshot_preserve_min latest"),
    btrbkTarget("target_preserve 5h\ntarget_preserve_min 3x"),
    sanoid("monthly = many"),
    sanoid("use_template = elsewhere"),
  ];
  for (const { rules, losses } of cases) {
    t.match(rules, [{ every: { unit: "hour" }, keep: {} }], losses);
    t.strictSame(rules[0]?.keep, {}, losses);
    t.match(losses, NOTHING_EXPIRES);
  }
  t.end();
});

t.test("rules of zero are none, and a target of btrbk does not follow the rules of snapshots", (t) => {
  t.strictSame(borgmatic({ keep_daily: 5, keep_minutely: 0, keep_13weekly: null }).rules[0]?.keep, { daily: 5 });
  const { rules, losses } = btrbkTarget("snapshot_preserve 5d\nsnapshot_preserve_min latest");
  t.strictSame(rules[0]?.keep, {});
  t.match(losses, /target_preserve_min` is `all`/);
  t.end();
});

t.test("durations are never shorter than those of the other program", (t) => {
  t.match(resticprofile({ "keep-daily": 7, "keep-within": "1y5m7d2h" }).rules, [
    { keep: { daily: 7, within: (366 + 5 * 31 + 7) * DAY + DAY / 12 } },
  ]);
  t.match(btrbkTarget("target_preserve 7d\ntarget_preserve_min 6m").rules, [{ keep: { daily: 7, within: 186 * DAY } }]);
  t.match(borgmatic({ keep_daily: 7, keep_within: "90M", keep_secondly: 3 }).rules, [
    { keep: { daily: 7, last: 3, within: DAY / 12 } },
  ]);
  t.end();
});

t.test("a recursive copy by syncoid does not take the rules of a dataset below it", (t) => {
  const { text, losses, adopts } = importConfig(
    "[tank/a/b]\nhourly = 5\nsyncoid -r tank/a nas:pool/a\nsyncoid tank/c vault:pool/c\n",
    "sanoid",
    { hostname: "joke", repository: null },
  );
  t.strictSame(
    load(text, "f", MACHINE).config?.volumes.map(({ name }) => name),
    ["tank-a-b", "tank-c"],
  );
  t.match(losses.join("\n"), /tank\/a nas:pool\/a was not imported: \[tank\/a\/b\]/);
  t.notMatch(text.replace(/^\/\/.*$/gm, ""), /nas/, "only hosts of replicas are declared");
  t.equal(adopts.length, 1, "snapshots are adopted only where snapshots are declared");
  t.end();
});

t.test("an exclude of restic is not imported if a later one includes some of its files", (t) => {
  const profile = { repository: "r", backup: { source: ["/a"], exclude: ["*.o", "!keep.o", "*.tmp"] } };
  const { text, losses } = importConfig(JSON.stringify({ a: profile }), null, { hostname: "joke", repository: "/r" });
  t.match(text, /exclude: \[\s*"\*\.tmp"\s*\]/);
  t.notMatch(text.replace(/^\/\/.*$/gm, ""), /\*\.o/);
  t.match(losses.join("\n"), /`\*\.o` was not imported: `!keep\.o`/);
  t.end();
});
