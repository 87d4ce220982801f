/** Text for a man page: no character of it is taken for a request or an escape. */
export function escaped(text: string): string {
  return text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replace(/[^\n\u0020-\u007e]/gu, (character) => `\\[u${codeOf(character)}]`);
}

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
}

const WIDTH = 72;

/** A paragraph, in lines of a length that is usual for sources. */
export function filled(text: string): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text
    .split(/\s+/)
    .filter((each) => each !== "")
    .map(escaped)) {
    if (line !== "" && line.length + word.length >= WIDTH) {
      lines.push(line);
      line = "";
    }
    line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].filter((each) => each !== "").map((each) => each.replace(/^([.'])/, "\\&$1"));
}

export interface Title {
  readonly version: string;
  /** `2026-11-29`. */
  readonly date: string;
}

export function titleLines(name: string, section: 1 | 5, about: string, { version, date }: Title): readonly string[] {
  return [
    `.TH ${name.toUpperCase()} ${section} ${date} "rdump ${version}"`,
    ".SH NAME",
    `${escaped(name)} \\-`,
    ...filled(about),
  ];
}

/** Lines that are printed as they are. */
export function verbatim(lines: readonly string[]): readonly string[] {
  return [".PP", ".nf", ...lines.map((line) => `\\&${escaped(line.trimEnd())}`), ".fi"];
}

export function item(term: string, text: string): readonly string[] {
  return [".TP", `.B ${escaped(term)}`, ...filled(text)];
}

/** The text of a page. A paragraph directly after a heading has no request of its own. */
export function pageText(lines: readonly string[]): string {
  const isAfterHeading = (at: number) => /^\.(SH|SS)/.test(lines[at - 1] ?? "");
  return `${lines
    .filter((line, at) => !(line === ".PP" && isAfterHeading(at)))
    .map((line) => line.trimEnd())
    .join("\n")}\n`;
}
