import { allGroups, lint, load } from "@rdump/core";
import t from "tap";
import { importConfig } from "../../src/index.ts";
import { SHAPES } from "./shapes.ts";

const MACHINE = { hostname: "joke", machineId: null, timezone: "UTC", isRoot: true, env: {} };
const OPTIONS = { hostname: "joke", repository: "ssh://nas.example/./joke" };
/** Losses of most configs, which have their own tests. */
const USUAL =
  /passphrase|one archive|stays on the file system|no snapshots of Btrfs|^Target |(of|exist stay in the) repository|repository of restic/;

for (const [name, { text, paths, rules, losses }] of Object.entries(SHAPES)) {
  t.test(`${name}: no error, the same sources and rules, and each loss`, (t) => {
    const imported = importConfig(text, null, OPTIONS);
    const found = lint(imported.text, "f", MACHINE).filter(({ code }) => code !== "keep-missing");
    t.strictSame(found, [], imported.text);
    const { config } = load(imported.text, "f", MACHINE);
    const sources = (config?.volumes ?? []).map(({ source }) =>
      "dataset" in source ? source.dataset : "path" in source ? source.path : source.mount,
    );
    t.strictSame([...sources].sort(), [...paths].sort());
    const groups = config === null ? [] : allGroups(config);
    const kept = groups.map(({ group: { target } }) => keepOf(target));
    t.strictSame([...new Set(kept)].sort(), [...rules].sort());
    const others = imported.losses.filter((loss) => !USUAL.test(loss));
    t.equal(others.length, losses.length, others.join("\n"));
    for (const loss of losses)
      t.ok(
        others.some((each) => loss.test(each)),
        `${loss}: ${others.join("; ")}`,
      );
    t.end();
  });
}

function keepOf(target: object): string {
  const keep = "keep" in target && typeof target.keep === "object" ? Object.entries(target.keep ?? {}) : [];
  const rules = keep.filter(([, value]) => value !== null && value !== 0);
  return rules.map(([unit, value]) => `${unit}=${value}`).join(" ") || "all";
}

t.test("a text with templates that is no YAML is refused with the reason", (t) => {
  const text = '{{ define "x" }}\nvalue: 1\n{{ end }}\nprofile:\n  backup: { source: /a }\n';
  t.throws(() => importConfig(text, null, OPTIONS), /templates in \{\{ \}\}/);
  t.end();
});
