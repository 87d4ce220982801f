import { escaped, filled, item, pageText, type Title, titleLines, verbatim } from "./roff.ts";

/** A page of section 5 from the page of the documentation: headings, paragraphs, lists, tables and code. */
export function markdownPage(name: string, about: string, text: string, title: Title): string {
  const lines: string[] = [...titleLines(name, 5, about, title), ".SH DESCRIPTION"];
  for (const block of blocksOf(text)) lines.push(...linesOf(block));
  return pageText(lines);
}

type Block = {
  readonly kind: "heading" | "text" | "code" | "fenced" | "table" | "list";
  readonly lines: readonly string[];
};

function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = text.split("\n").slice(1);
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? "";
    if (line.startsWith("```")) {
      const end = lines.indexOf("```", at + 1);
      blocks.push({ kind: "fenced", lines: lines.slice(at + 1, end) });
      at = end + 1;
      continue;
    }
    if (line === "") {
      at += 1;
      continue;
    }
    const kind = kindOf(line);
    let end = at + 1;
    while (kind !== "heading" && end < lines.length && lines[end] !== "" && kindOf(lines[end] ?? "") === kind) end += 1;
    blocks.push({ kind, lines: lines.slice(at, end) });
    at = end;
  }
  return blocks;
}

function kindOf(line: string): Block["kind"] {
  if (line.startsWith("#")) return "heading";
  if (line.startsWith("|")) return "table";
  if (line.startsWith("- ")) return "list";
  return line.startsWith("    ") || line.startsWith("```") ? "code" : "text";
}

function linesOf({ kind, lines }: Block): readonly string[] {
  switch (kind) {
    case "heading": {
      const [, marks = "", title = ""] = /^(#+) (.*)$/.exec(lines[0] ?? "") ?? [];
      return [`${marks.length <= 2 ? ".SH" : ".SS"} "${escaped(plain(title)).replaceAll('"', "\\(dq")}"`];
    }
    case "fenced":
      return verbatim(lines);
    case "code":
      return verbatim(lines.map((line) => line.replace(/^ {4}/, "")));
    case "list":
      return lines.flatMap((line) => [".IP \\(bu 2", ...filled(plain(line.slice(2)))]);
    case "table":
      return tableLines(lines);
    case "text":
      return [".PP", ...filled(plain(lines.join(" ")))];
  }
}

/** The first column is the term. The others follow, each with the title of its column if there are several. */
function tableLines(lines: readonly string[]): readonly string[] {
  const [titles = [], , ...rows] = lines.map(cellsOf);
  return rows.flatMap(([term = "", ...others]) => {
    const named = others.map((cell, at) => ({ cell, title: titles[at + 1] ?? "" })).filter(({ cell }) => cell !== "");
    const texts = named.map(({ cell, title }, at) => (at === named.length - 1 ? cell : `${title}: ${cell}.`));
    return item(term, texts.join(" "));
  });
}

function cellsOf(line: string): readonly string[] {
  return line
    .replace(/^\||\|$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => plain(cell.trim()));
}

/** Links and bold become text. A code span keeps its characters: `**` is a pattern there. */
function plain(text: string): string {
  return text
    .replace(/\[([^\]]+)\]\([^)]*\)/g, "$1")
    .split("`")
    .map((part, at) => (at % 2 === 1 ? part : part.replaceAll("**", "")))
    .join("")
    .replaceAll("\\|", "|");
}
