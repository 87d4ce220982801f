import ts from "typescript";

/** A piece of text, or a name, with where it begins in its file. */
export interface Piece {
  readonly kind: "text" | "name";
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

/** The comments, strings, templates and declared identifiers of a TypeScript source, without its imports. */
export function piecesOfSource(path: string, source: string): readonly Piece[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const pieces: Piece[] = [];
  const add = (kind: Piece["kind"], text: string, at: number) =>
    pieces.push({ kind, text, line: file.getLineAndCharacterOfPosition(at).line + 1 });
  for (const { pos, end } of commentsOf(source)) add("text", unfolded(source.slice(pos, end)), pos);
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      add("text", node.text, node.getStart(file));
    }
    if (ts.isIdentifier(node) && isDeclared(node)) add("name", node.text, node.getStart(file));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return pieces;
}

/** The lines of a Markdown page, without code. */
export function piecesOfPage(text: string): readonly Piece[] {
  let isCode = false;
  return text.split("\n").flatMap((line, index) => {
    if (/^\s*(```|~~~)/.test(line)) isCode = !isCode;
    if (isCode || /^( {4}|\t)/.test(line)) return [];
    return [{ kind: "text" as const, text: line.replace(/`[^`]*`/g, "`"), line: index + 1 }];
  });
}

/** True only for the declaration of a name, so that a bad name is reported once. */
function isDeclared(node: ts.Identifier): boolean {
  const { parent } = node;
  return "name" in parent && parent.name === node && !ts.isPropertyAccessExpression(parent);
}

function commentsOf(source: string): readonly ts.TextRange[] {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, source);
  const ranges: ts.TextRange[] = [];
  const nested: boolean[] = [];
  for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
    if (token === ts.SyntaxKind.SingleLineCommentTrivia || token === ts.SyntaxKind.MultiLineCommentTrivia) {
      ranges.push({ pos: scanner.getTokenStart(), end: scanner.getTokenEnd() });
    }
    if (token === ts.SyntaxKind.TemplateHead) nested.push(true);
    else if (token === ts.SyntaxKind.OpenBraceToken) nested.push(false);
    else if (token === ts.SyntaxKind.CloseBraceToken && nested.at(-1) === true) {
      if (scanner.reScanTemplateToken(false) === ts.SyntaxKind.TemplateTail) nested.pop();
    } else if (token === ts.SyntaxKind.CloseBraceToken) nested.pop();
  }
  return ranges;
}

/** A comment's lines as one, so that a phrase is found over the end of a line. */
function unfolded(comment: string): string {
  return comment.replace(/\n\s*(\*|\/\/)?\s*/g, " ");
}
