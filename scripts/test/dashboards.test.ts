import { readFileSync } from "node:fs";
import t from "tap";

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets: readonly { readonly expr: string }[];
}

const RENDERER = "packages/core/src/render/metrics.ts";
const DASHBOARD = "packaging/grafana/rdump.json";
const RULES = "packaging/prometheus/rdump.rules.yml";
const PAGE = "docs/monitoring.md";

const dashboard = JSON.parse(readFileSync(DASHBOARD, "utf8")) as { readonly panels: readonly Panel[] };
const namesIn = (text: string) => [...new Set(text.match(/\brdump_[a-z_]*[a-z]\b/g))];

/** The names that the renderer makes: `family` adds the prefix of its function, and one family has its whole name. */
function written(): ReadonlySet<string> {
  const functions = readFileSync(RENDERER, "utf8").split(/^function /m);
  const names = functions.flatMap((body) => {
    const prefix = /name: `(rdump_\w*)\$\{name\}`/.exec(body)?.[1] ?? "";
    return [
      ...Array.from(body.matchAll(/name: "(rdump_\w+)"/g), ([, name = ""]) => name),
      ...Array.from(body.matchAll(/\b(?:family|one)\(\s*"(\w+)"/g), ([, name = ""]) => prefix + name),
    ];
  });
  return new Set(names);
}

t.test(
  "each metric of the dashboard, the alert rules and the page is written, and each written one is documented",
  (t) => {
    const known = written();
    t.ok(known.size > 15, `${known.size} metrics`);
    const used = dashboard.panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => namesIn(expr)));
    t.ok(used.length > 10);
    const alerts =
      readFileSync(RULES, "utf8")
        .match(/expr: .*/g)
        ?.flatMap(namesIn) ?? [];
    t.ok(alerts.length > 5);
    const documented = namesIn(readFileSync(PAGE, "utf8"));
    for (const [where, names] of [
      [DASHBOARD, used],
      [RULES, alerts],
      [PAGE, documented],
    ] as const) {
      t.strictSame(
        names.filter((name) => !known.has(name)),
        [],
        where,
      );
    }
    t.strictSame(
      [...known].filter((name) => !documented.includes(name)),
      [],
      "not documented",
    );
    t.end();
  },
);

t.test("the panels of the dashboard have their own places, and every query has the owner", (t) => {
  const cells = new Map<string, string>();
  for (const { title, gridPos, targets } of dashboard.panels) {
    t.ok(gridPos.x + gridPos.w <= 24, title);
    for (const { expr } of targets) t.match(expr, /owner=~"\$owner"/, title);
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
        const cell = `${x},${y}`;
        if (cells.has(cell)) t.fail(`${title} is over ${cells.get(cell)}`);
        cells.set(cell, title);
      }
  }
  t.equal(new Set(dashboard.panels.map(({ id }) => id)).size, dashboard.panels.length);
  t.end();
});
