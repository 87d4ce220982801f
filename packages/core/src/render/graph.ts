import { visible } from "../diagnostics/visible.ts";
import type { Action } from "../model/action.ts";
import { pointAddress } from "../model/address.ts";
import type { Plan } from "../model/plan.ts";
import { forEachVerb, VERBS, type VerbWords } from "../model/verb.ts";

export type GraphFormat = "dot" | "mermaid";

/** The actions of a plan and their order. A solid arrow leads to an action that needs the other; a dashed one to the next. */
export function planGraph(plan: Plan, format: GraphFormat): readonly string[] {
  const nodes = nodesOf(plan);
  const number = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const arrows = edgesOf(plan).flatMap(({ from, to, waits }): Arrow[] => {
    const [first, second] = [number.get(from), number.get(to)];
    return first === undefined || second === undefined ? [] : [{ from: first, to: second, waits }];
  });
  return format === "dot" ? dot(nodes, arrows) : mermaid(nodes, arrows);
}

interface Node {
  readonly id: string;
  readonly kind: Action["verb"] | "scope";
  readonly lines: readonly string[];
}

function nodesOf({ actions, scopes }: Plan): readonly Node[] {
  const steps = actions.map((action): Node => ({ id: action.id, kind: action.verb, lines: wordsOf(action) }));
  return [
    ...scopes.map(({ id }): Node => ({ id: `scope ${id}`, kind: "scope", lines: ["while it runs", id] })),
    ...steps,
  ];
}

function wordsOf({ verb, address, makes, destroys }: Action): readonly string[] {
  const what = makes === null ? address : pointAddress(address, makes);
  return destroys.length === 0 ? [verb, what] : [`${verb} ${destroys.length}`, what];
}

interface Arrow {
  readonly from: string;
  readonly to: string;
  /** The second needs the first; else the first only runs earlier. */
  readonly waits: boolean;
}

function edgesOf({ actions, scopes, trees }: Plan): readonly Arrow[] {
  const behind = new Map(trees.map((tree) => [tree.id, tree.scopes.at(-1)]));
  const needs = (from: string, to: string): Arrow => ({ from, to, waits: true });
  const ofScopes = scopes.flatMap(({ id, on }) => on.map((below) => needs(`scope ${below}`, `scope ${id}`)));
  const ofActions = actions.flatMap(({ id, after, tree, scopes: own }, index) => {
    const scope = tree === null ? undefined : behind.get(tree);
    const opened = [...new Set([...own, ...(scope === undefined ? [] : [scope])])].map((each) =>
      needs(`scope ${each}`, id),
    );
    const before = actions[index - 1];
    const isFirst = after.length > 0 || before === undefined;
    const order: readonly Arrow[] = isFirst ? [] : [{ from: before.id, to: id, waits: false }];
    return [...opened, ...after.map((first) => needs(first, id)), ...order];
  });
  return [...ofScopes, ...ofActions];
}

const EFFECT_COLORS: { readonly [effect in VerbWords["effect"]]: string } = {
  cleans: "#ffe0b2",
  adds: "#c8e6c9",
  removes: "#ffcdd2",
  changes: "#fff9c4",
  prepares: "#b3e5fc",
  maintains: "#e1bee7",
};

const COLORS: { readonly [kind in Node["kind"]]: string } = {
  ...forEachVerb((verb) => EFFECT_COLORS[VERBS[verb].effect]),
  scope: "#eeeeee",
};

function dot(nodes: readonly Node[], arrows: readonly Arrow[]): readonly string[] {
  const quote = (line: string) => visible(line).replaceAll("\\", "\\\\").replaceAll('"', '\\"');
  return [
    "digraph rdump {",
    "  rankdir=LR;",
    '  node [shape=box, style="filled,rounded", fontname="sans-serif"];',
    ...nodes.map(({ kind, lines }, index) => {
      const dashed = kind === "scope" ? ', style="filled,dashed"' : "";
      return `  n${index} [label="${lines.map(quote).join("\\n")}", fillcolor="${COLORS[kind]}"${dashed}];`;
    }),
    ...arrows.map(({ from, to, waits }) => `  ${from} -> ${to}${waits ? "" : " [style=dashed]"};`),
    "}",
  ];
}

function mermaid(nodes: readonly Node[], arrows: readonly Arrow[]): readonly string[] {
  // Mermaid reads labels as Markdown and HTML: characters with a meaning there are written as numbers.
  const quote = (line: string) => visible(line).replace(/[^\w .:/@-]/gu, (letter) => `#${letter.codePointAt(0)};`);
  return [
    "flowchart LR",
    ...nodes.map(({ kind, lines }, index) => `  n${index}["${lines.map(quote).join("<br/>")}"]:::${kind}`),
    ...arrows.map(({ from, to, waits }) => `  ${from} ${waits ? "-->" : "-.->"} ${to}`),
    ...Object.entries(COLORS).map(([kind, color]) => `  classDef ${kind} fill:${color},color:#000`),
  ];
}
