import ts from "typescript";
import { type Import, lineOf } from "./imports.ts";
import { isProvider } from "./layout.ts";

/** Rooms that decide: the same inputs give the same bytes. */
export const PURE_ROOMS = ["core/plan", "core/desired"];

/** Rooms whose functions touch the world: a pure room takes only their types. */
export const ACTING_ROOMS = ["core/io", "core/observe", "core/journal", "core/apply", "core/reconcile"];

const ALLOWED_MODULES: { readonly [specifier: string]: readonly string[] } = { "node:crypto": ["createHash", "hash"] };

const HOSTED_ROOMS = [
  "core/provider",
  "core/privilege",
  "core/observe",
  "core/journal",
  "core/apply",
  "core/reconcile",
  "cli",
];

/**
 * Whether a room reads the world through the `Host` of `core/reconcile` alone, so that tests can replace the world.
 * Every provider is such a room: it gets what it may read as an argument.
 */
export function isHosted(room: string): boolean {
  return HOSTED_ROOMS.includes(room) || isProvider(room);
}

/** Where the real host and the process around the command are read. */
const READS_THE_WORLD = ["packages/core/src/reconcile/this-host.ts", "packages/cli/src/main.ts"];

const NOT_FROM_MODULES: { readonly [specifier: string]: readonly string[] } = {
  "node:os": ["hostname", "userInfo", "uptime", "*", "default"],
  "node:crypto": ["randomBytes", "randomUUID", "randomInt", "*", "default"],
};

const OF_THE_HOST = /^(process\.(env|ppid|getuid|geteuid|getgid|getegid|hrtime|uptime)\b|Date\.now$|Math\.random$)/;

const AMBIENT = /^(process\b|Date\.now$|Math\.random$|performance\b|crypto\b|Temporal\.Now\b|globalThis\b|fetch$)/;

export interface Impurity {
  readonly line: number;
  readonly what: string;
}

/** Forbidden in a pure room: the clock, randomness, the environment, modules of Node except for hashing. */
export function impuritiesOf(file: ts.SourceFile, imports: readonly Import[]): readonly Impurity[] {
  const found: Impurity[] = imports
    .filter(({ specifier, names, typeOnly }) => {
      const allowed = ALLOWED_MODULES[specifier];
      return specifier.startsWith("node:") && !typeOnly && !names.every((name) => allowed?.includes(name));
    })
    .map(({ specifier, line }) => ({ line, what: `imports ${specifier}` }));
  return [...found, ...usesOf(file, AMBIENT)];
}

/** What a hosted room must not have: the clock, chance, the environment, the host's name and processes. */
export function ambientReadsOf(path: string, file: ts.SourceFile, imports: readonly Import[]): readonly Impurity[] {
  if (READS_THE_WORLD.includes(path)) return [];
  const found = imports.flatMap(({ specifier, names, line, typeOnly }) => {
    const wrong = typeOnly ? [] : names.filter((name) => NOT_FROM_MODULES[specifier]?.includes(name));
    return wrong.map((name) => ({ line, what: `imports ${name} of ${specifier}` }));
  });
  return [...found, ...usesOf(file, OF_THE_HOST)];
}

function usesOf(file: ts.SourceFile, ambient: RegExp): readonly Impurity[] {
  const found: Impurity[] = [];
  const visit = (node: ts.Node): void => {
    const what = ambientAt(node, ambient);
    if (what !== null) found.push({ line: lineOf(node), what: `uses ${what}` });
    else ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function ambientAt(node: ts.Node, ambient: RegExp): string | null {
  if (ts.isNewExpression(node) && isDate(node.expression) && (node.arguments ?? []).length === 0) return "new Date()";
  if (ts.isCallExpression(node) && isDate(node.expression)) return "Date()";
  if (!ts.isPropertyAccessExpression(node) && !(ts.isIdentifier(node) && isRead(node))) return null;
  const text = node.getText();
  return ambient.test(text) ? text : null;
}

function isDate(node: ts.Expression): boolean {
  return ts.isIdentifier(node) && node.text === "Date";
}

/** An identifier that reads a variable; not the name of a member, a parameter or a type. */
function isRead(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  return ts.isCallExpression(parent) || ts.isVariableDeclaration(parent) || ts.isElementAccessExpression(parent);
}
