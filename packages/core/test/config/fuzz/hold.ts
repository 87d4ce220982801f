import { Chalk } from "chalk";
import { type Loaded, load, plainValue } from "../../../src/config/index.ts";
import { type Finding, fix, format, lintLoaded } from "../../../src/lint/index.ts";
import { diagnosticLines } from "../../../src/render/diagnostics.ts";
import { diagnosticsGithub } from "../../../src/render/diagnostics-github.ts";
import { diagnosticsJson } from "../../../src/render/diagnostics-json.ts";
import { diagnosticsSarif } from "../../../src/render/diagnostics-sarif.ts";

const MACHINE = { hostname: "joke", machineId: null, timezone: "UTC", isRoot: true, env: {} };
const FILES = { modeOf: (path: string) => (path.length % 2 === 0 ? 0o644 : null) };
const PLAIN = new Chalk({ level: 0 });
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/** Checks that must hold for every result of every input; throws if one fails. */
export function hold(content: Uint8Array | string): Loaded {
  const loaded = holdFindings(content);
  holdTexts(loaded, content);
  return loaded;
}

/** Checks for all findings, and for each output format. */
export function holdFindings(content: Uint8Array | string): Loaded {
  const loaded = load(content, "f", MACHINE);
  const findings = lintLoaded(loaded, { files: FILES });
  const errors = loaded.diagnostics.filter(({ severity }) => severity === "error");
  if ((loaded.config === null) !== errors.length > 0) throw new Error("a config with errors, or none without");
  holdPlaces(findings, typeof content === "string" ? content : new TextDecoder().decode(content));
  holdFormats(findings, content);
  if ("polluted" in {} || "polluted" in (() => {})) throw new Error("a polluted prototype");
  if (Object.keys(Object.prototype).length > 0) throw new Error("a polluted prototype");
  return loaded;
}

function holdPlaces(findings: readonly Finding[], text: string): void {
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
  for (const { range, summary, detail, fix } of findings) {
    if (summary.trim() === "" || detail.trim() === "") throw new Error("an empty message");
    const ranges = [...(range === undefined ? [] : [range]), ...(fix?.edits ?? []).map((edit) => edit.range)];
    for (const place of ranges.flatMap(({ start, end }) => [start, end])) {
      const length = lines[place.line - 1]?.length;
      if (length === undefined || place.column < 1 || place.column > length + 1) throw new Error("a place outside");
    }
  }
}

function holdFormats(findings: readonly Finding[], content: Uint8Array | string): void {
  const human = diagnosticLines(findings, new Map([["f", content]]), PLAIN);
  const github = diagnosticsGithub(findings);
  for (const line of [...human, ...github]) {
    if (CONTROL.test(line)) throw new Error(`a control character in ${JSON.stringify(line)}`);
  }
  if (github.some((line) => !/^::(error|warning|notice) [a-z]+=.*::./i.test(line)))
    throw new Error("no workflow command");
  const { diagnostics } = JSON.parse(diagnosticsJson(findings));
  const { results } = JSON.parse(diagnosticsSarif(findings)).runs[0];
  const lengths = [diagnostics.length, results.length, github.length];
  if (lengths.some((length) => length !== findings.length)) throw new Error("a format that leaves something out");
}

function holdTexts({ tree }: Loaded, content: Uint8Array | string): void {
  const even = format(content);
  if ((even === null) !== (tree === null))
    throw new Error("a text that is parsed and not formatted, or formatted and not parsed");
  if (even === null || tree === null) return;
  const after = load(even, "f", MACHINE).tree;
  if (after === null) throw new Error("after formatting it cannot be parsed");
  if (JSON.stringify(plainValue(after)) !== JSON.stringify(plainValue(tree)))
    throw new Error("after formatting it has another value");
  if (format(even) !== even) throw new Error("formatting it again changes it");
  const fixed = fix({ content, file: "f", machine: MACHINE, files: FILES });
  if (load(fixed.texts.get("f") ?? "", "f", MACHINE).tree === null) throw new Error("fixed, it cannot be read");
}
