import ts from "typescript";

/** Diagnostics of a source that are written as an object instead of being made by a register, as `path:line: code`. */
export function undeclaredIn(path: string, text: string): readonly string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const code = textOf(node, "code");
      const isDiagnostic = code !== null && textOf(node, "severity") !== null && has(node, "detail");
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      if (isDiagnostic) found.push(`${path}:${line + 1}: ${code}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function has(node: ts.ObjectLiteralExpression, name: string): boolean {
  return node.properties.some((each) => each.name?.getText() === name);
}

/** The text of a property that is a string literal; null when it is none. */
function textOf(node: ts.ObjectLiteralExpression, name: string): string | null {
  const property = node.properties.find((each) => each.name?.getText() === name);
  if (property === undefined || !ts.isPropertyAssignment(property)) return null;
  return ts.isStringLiteralLike(property.initializer) ? property.initializer.text : null;
}
