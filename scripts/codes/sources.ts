import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { explanations } from "../../packages/core/src/lint/index.ts";

const CODE = /^[a-z]+(-[a-z0-9]+)+$/;
/** Where a prefix is put before it, one word is a code too. */
const PREFIXED = /^[a-z]+(-[a-z0-9]+)*$/;
/** The rooms that codes begin with: a text of this form is a code, wherever it stands. */
const OF_A_ROOM =
  /^(apply|borg|config|find|fs|history|host|import|journal|lock|lvm|mirror|notify|plan|recover|report|restore|rsure|schedule|ssh|status|usage|verify|zfs)(-[a-z0-9]+)+$/;
const SUMMARY = /^[A-Z"'`].*[^.]$/s;
/** What a function puts before the codes that it is given, where it does. */
const PREFIX = /code: `([a-z]+-)\$\{code\}`/;

/** Every code that a source prints, with its summary, sorted; those of lint and of loading have registers of their own. */
export function codesInSources(root: string): readonly (readonly [string, string])[] {
  const found = new Map<string, string>();
  for (const path of sourcesIn(root)) {
    const text = readFileSync(path, "utf8");
    const prefix = PREFIX.exec(text)?.[1] ?? "";
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      for (const [code, summary] of codesAt(node, prefix === "" ? CODE : PREFIXED)) {
        found.set(code.startsWith(prefix) ? code : `${prefix}${code}`, summary);
      }
      if (isCode(node) && !found.has(node.text)) found.set(node.text, inWords(node.text));
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  for (const { code } of explanations()) found.delete(code);
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

function sourcesIn(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter(
      (path) => /^[\w-]+\/src\/.*\.ts$/.test(path) && !/generated|\/lint\/|config\/(codes|explanations)/.test(path),
    )
    .map((path) => join(root, path))
    .sort();
}

/** A code whose summary is put together where it is told. */
function isCode(node: ts.Node): node is ts.StringLiteral {
  return ts.isStringLiteral(node) && OF_A_ROOM.test(node.text) && !ts.isImportDeclaration(node.parent);
}

function inWords(code: string): string {
  const words = code.split("-").slice(1).join(" ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** `{ code: "…", summary: "…" }`, and a call with the two beside each other; a choice between two is two. */
function codesAt(node: ts.Node, form: RegExp): readonly (readonly [string, string])[] {
  if (ts.isObjectLiteralExpression(node))
    return paired(initializerOf(node, "code"), initializerOf(node, "summary"), form);
  if (!ts.isCallExpression(node)) return [];
  return node.arguments.flatMap((argument, index) => paired(argument, node.arguments[index + 1], form));
}

function paired(
  code: ts.Expression | undefined,
  summary: ts.Expression | undefined,
  form: RegExp,
): readonly (readonly [string, string])[] {
  const codes = textsOf(code).filter((text) => form.test(text));
  const summaries = textsOf(summary).filter((text) => SUMMARY.test(text));
  return codes.flatMap((each, index) => {
    const said = summaries[index] ?? summaries[0];
    return said === undefined ? [] : [[each, said] as const];
  });
}

function textsOf(expression: ts.Expression | undefined): readonly string[] {
  if (expression === undefined) return [];
  if (ts.isConditionalExpression(expression))
    return [...textsOf(expression.whenTrue), ...textsOf(expression.whenFalse)];
  return ts.isStringLiteralLike(expression) ? [expression.text] : [];
}

function initializerOf(node: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const property = node.properties.find((each) => ts.isPropertyAssignment(each) && each.name.getText() === name);
  return property !== undefined && ts.isPropertyAssignment(property) ? property.initializer : undefined;
}
