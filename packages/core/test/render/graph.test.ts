import fc from "fast-check";
import t from "tap";
import { visible } from "../../src/diagnostics/visible.ts";
import { pointAddress } from "../../src/model/address.ts";
import type { Plan } from "../../src/model/plan.ts";
import { planGraph } from "../../src/render/graph.ts";
import { configOf, daily, planAt } from "../plan/world.ts";

const NOON = "2026-11-22T12:00:00Z";

/** Two days too many in each group: a new archive, and destroys that wait for it. */
function planFor(names: readonly string[]): Plan {
  const config = configOf(Object.fromEntries(names.map((name) => [name, { daily: 3 }])));
  const points = Object.fromEntries(names.map((name) => [name, daily(name, 5, "2026-11-21")]));
  return planAt(NOON, config, { points });
}

/** What a plan says, read from the plan: the label of each action, and who waits for whom. */
function meant({ actions }: Plan) {
  const label = (id: string): string => {
    const action = actions.find((one) => one.id === id);
    if (action === undefined) throw new Error(`no action ${id}`);
    const { verb, address, makes, destroys } = action;
    const count = destroys.length === 0 ? "" : ` ${destroys.length}`;
    return `${verb}${count}\n${visible(makes === null ? address : pointAddress(address, makes))}`;
  };
  return {
    labels: actions.map(({ id }) => label(id)).sort(),
    arrows: actions
      .flatMap(({ id, after }, index) => {
        const before = actions[index - 1];
        const order = after.length > 0 || before === undefined ? [] : [`${label(before.id)} ..> ${label(id)}`];
        return [...after.map((first) => `${label(first)} -> ${label(id)}`), ...order];
      })
      .sort(),
  };
}

/** A graph's text, read by the grammar of its language; any line that is none of it is an error. */
function read(lines: readonly string[], grammar: Grammar) {
  const labels = new Map<string, string>();
  const arrows: string[] = [];
  for (const line of lines) {
    const [, id, label] = grammar.node.exec(line) ?? [];
    const { from, to, dashed } = grammar.arrow.exec(line)?.groups ?? {};
    const sign = dashed === undefined ? "->" : "..>";
    if (id !== undefined && label !== undefined) labels.set(id, grammar.unescape(label));
    else if (from !== undefined && to !== undefined) arrows.push(`${labels.get(from)} ${sign} ${labels.get(to)}`);
    else if (!grammar.other.test(line)) throw new Error(`not of the language: ${line}`);
  }
  return { labels: [...labels.values()].sort(), arrows: arrows.sort() };
}

interface Grammar {
  readonly node: RegExp;
  readonly arrow: RegExp;
  readonly other: RegExp;
  unescape(label: string): string;
}

const DOT: Grammar = {
  node: /^ {2}(n\d+) \[label="((?:[^"\\]|\\["\\n])*)", fillcolor="#[0-9a-f]{6}"\];$/,
  arrow: /^ {2}(?<from>n\d+) -> (?<to>n\d+)(?<dashed> \[style=dashed\])?;$/,
  other: /^(digraph rdump \{|\}|\s+rankdir=LR;|\s+node \[[a-z]+=[^\]]+\];)$/,
  unescape: (label) => label.replace(/\\(.)/g, (_, letter: string) => (letter === "n" ? "\n" : letter)),
};

const MERMAID: Grammar = {
  node: /^ {2}(n\d+)\["((?:[\w .:/@-]|#\d+;|<br\/>)*)"\]:::[a-z]+$/,
  arrow: /^ {2}(?<from>n\d+) (?:-->|(?<dashed>-\.->)) (?<to>n\d+)$/,
  other: /^(flowchart LR|\s+classDef [a-z]+ fill:#[0-9a-f]{6},color:#000)$/,
  unescape: (label) =>
    label.replaceAll("<br/>", "\n").replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))),
};

t.test("a graph shows each action of a plan once, with an arrow from what it needs or what runs before it", (t) => {
  const plan = planFor(["home", "root"]);
  const { labels, arrows } = meant(plan);
  t.ok(labels.some((label) => label.startsWith("create")) && labels.some((label) => label.startsWith("destroy")));
  t.equal(arrows.length, plan.actions.length - 1, "no action stands alone");
  t.ok(arrows.some((arrow) => arrow.includes(" ..> ")));
  t.strictSame(read(planGraph(plan, "dot"), DOT), { labels, arrows });
  t.strictSame(read(planGraph(plan, "mermaid"), MERMAID), { labels, arrows });
  t.end();
});

t.test("no name can end its label in the graph", (t) => {
  const hostile = fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }),
    fc.string({ unit: fc.constantFrom('"', "\\", "n", "]", "<", "&", "#", ";", "\n", "%", "{", "`"), minLength: 1 }),
  );
  fc.assert(
    fc.property(fc.uniqueArray(hostile, { minLength: 1, maxLength: 3 }), (names) => {
      const plan = planFor(names);
      const { labels, arrows } = meant(plan);
      t.strictSame(read(planGraph(plan, "dot"), DOT), { labels, arrows });
      t.strictSame(read(planGraph(plan, "mermaid"), MERMAID), { labels, arrows });
    }),
    { numRuns: 60 },
  );
  t.end();
});
