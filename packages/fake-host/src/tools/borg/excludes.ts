import { type Directory, entriesOf, type Node } from "../../tree/node.ts";

/**
 * Leaves out what `--exclude` names: `pp:` a literal path and what is below, `re:` an expression of Python's. `leftOut` gets
 * each path that is left out.
 */
export function excluder(
  patterns: readonly string[],
  leftOut: (path: string) => void = () => {},
): (tree: Directory) => Directory {
  const tests = patterns.map(testOf);
  const isExcluded = (path: string) => tests.some((test) => test(path));
  const walk = (directory: Directory, prefix: string): Directory => {
    const kept: [string, Node][] = [];
    for (const [name, node] of entriesOf(directory)) {
      const path = prefix + name;
      if (isExcluded(path)) {
        leftOut(path);
        continue;
      }
      kept.push([name, node.kind === "directory" ? walk(node, `${path}/`) : node]);
    }
    return { ...directory, entries: Object.fromEntries(kept) };
  };
  return (tree) => walk(tree, "");
}

function testOf(pattern: string): (path: string) => boolean {
  const [, style, text = ""] = /^(pp|pf|re):(.*)$/s.exec(pattern) ?? [];
  if (style === "pf") return (path) => path === text;
  if (style === "pp") return (path) => path === text || path.startsWith(`${text}/`);
  if (style !== "re") throw new Error(`the fake's borg does not know the pattern ${pattern}`);
  const expression = new RegExp(inJavaScript(text), "su");
  return (path) => expression.test(path);
}

/** What Python writes otherwise. */
function inJavaScript(text: string): string {
  return text.replaceAll("(?s:", "(?:").replace(/\\(A|Z|U[0-9a-f]{8}|.)/gsu, (written, name: string) => {
    if (name === "A") return "^";
    if (name === "Z") return "$";
    return name.startsWith("U") ? `\\u{${name.slice(1)}}` : written;
  });
}
