import ts from "typescript";

export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** Nothing of it is left at run time. */
  readonly typeOnly: boolean;
  /** The names that are taken from it; `*` for all. */
  readonly names: readonly string[];
}

export function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

export function lineOf(node: ts.Node): number {
  const file = node.getSourceFile();
  return file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
}

/** Every import of a file, however it is written: import, export from, import(), require() and import types. */
export function importsOf(file: ts.SourceFile): readonly Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const seen = importAt(node);
    if (seen !== null) found.push({ ...seen, line: lineOf(node) });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function importAt(node: ts.Node): Omit<Import, "line"> | null {
  if (ts.isImportDeclaration(node)) return fromClause(node.moduleSpecifier, node.importClause);
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
    const { exportClause, moduleSpecifier, isTypeOnly } = node;
    const some = exportClause !== undefined && ts.isNamedExports(exportClause) ? exportClause.elements : null;
    return named(moduleSpecifier, some, isTypeOnly, []);
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return named(node.argument.literal, null, true, []);
  }
  if (ts.isCallExpression(node) && loadsModule(node.expression)) return named(node.arguments[0], null, false, []);
  return null;
}

function loadsModule(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === "require");
}

function fromClause(specifier: ts.Expression, clause: ts.ImportClause | undefined) {
  if (clause === undefined) return named(specifier, null, false, []);
  const { namedBindings, name } = clause;
  const some = namedBindings !== undefined && ts.isNamedImports(namedBindings) ? namedBindings.elements : null;
  const all = namedBindings !== undefined && ts.isNamespaceImport(namedBindings);
  if (some === null && !all) return named(specifier, [], clause.isTypeOnly, ["default"]);
  return named(specifier, some, clause.isTypeOnly, name === undefined ? [] : ["default"]);
}

type Element = ts.ImportSpecifier | ts.ExportSpecifier;

function named(
  specifier: ts.Node | undefined,
  elements: readonly Element[] | null,
  typeOnly: boolean,
  more: readonly string[],
): Omit<Import, "line"> | null {
  if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return null;
  const names = [...more, ...(elements?.map(({ name, propertyName }) => (propertyName ?? name).text) ?? ["*"])];
  const onlyTypes = elements !== null && more.length === 0 && elements.every(({ isTypeOnly }) => isTypeOnly);
  return { specifier: specifier.text, typeOnly: typeOnly || onlyTypes, names };
}
