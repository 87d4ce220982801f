import { corrupt } from "../errors.ts";
import type { EscapedName } from "./escape.ts";
import type { Attributes, SureNode } from "./node.ts";

const quoted = (line: string): string => JSON.stringify(line.length > 200 ? `${line.slice(0, 200)}...` : line);

/** The name in a `d` or `f` line. */
export function nameOf(line: string): EscapedName {
  const space = line.indexOf(" ", 1);
  if (space < 2) throw corrupt(`a line has no name: ${quoted(line)}`);
  return line.slice(1, space);
}

/** Keys and values of a `d` or `f` line in turn: `[key, value, key, value, ...]`. */
export function attributeWords(line: string): string[] {
  const start = line.indexOf(" [", 1);
  if (start < 2 || !line.endsWith("]")) throw corrupt(`a line has no attributes: ${quoted(line)}`);
  if (line.length === start + 3) return [];
  const words = line.slice(start + 2, -1).split(" ");
  if (words.pop() !== "") throw corrupt(`a line has invalid attributes: ${quoted(line)}`);
  if (words.length % 2 !== 0 || words.includes("")) throw corrupt(`a line has invalid attributes: ${quoted(line)}`);
  return words;
}

export function attributesOf(line: string): Attributes {
  const words = attributeWords(line);
  const attributes: { [key: string]: string } = Object.create(null);
  for (let i = 0; i < words.length; i += 2) attributes[words[i] as string] = words[i + 1] as string;
  return attributes;
}

/** One line of a revision's text (without LF) as a node. */
export function parseLine(line: string): SureNode {
  switch (line[0]) {
    case "d":
      return { type: "enter", name: nameOf(line), attributes: attributesOf(line) };
    case "f":
      return { type: "file", name: nameOf(line), attributes: attributesOf(line) };
    case "-":
      if (line === "-") return { type: "files" };
      break;
    case "u":
      if (line === "u") return { type: "leave" };
      break;
  }
  throw corrupt(`a line has an unknown type: ${quoted(line)}`);
}

/** The inverse of `parseLine`. Attributes are written in key order. */
export function formatNode(node: SureNode): string {
  switch (node.type) {
    case "enter":
    case "file": {
      const keys = Object.keys(node.attributes).sort();
      const words = keys.map((key) => `${key} ${node.attributes[key]} `);
      return `${node.type === "enter" ? "d" : "f"}${node.name} [${words.join("")}]`;
    }
    case "files":
      return "-";
    case "leave":
      return "u";
  }
}
