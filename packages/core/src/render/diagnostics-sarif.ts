import type { Severity, SourceRange } from "../diagnostics/diagnostic.ts";
import type { CodeText } from "../diagnostics/register.ts";
import { explanations, type Finding } from "../lint/index.ts";
import { RDUMP_VERSION } from "../model/version.ts";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** Findings as a SARIF 2.1.0 log of one run, for code scanning. */
export function diagnosticsSarif(findings: readonly Finding[]): string {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const known = new Map(explanations().map((each) => [each.code, each]));
  const summaries = new Map(findings.map(({ code, summary }) => [code, summary]));
  const rules = codes.map((code) => {
    const explanation = known.get(code);
    const words = explanation === undefined ? {} : { fullDescription: { text: wholeText(explanation) } };
    return { id: code, shortDescription: { text: summaries.get(code) ?? code }, ...words };
  });
  const index = new Map(codes.map((code, at) => [code, at]));
  const results = findings.map((finding) => ({
    ruleId: finding.code,
    ruleIndex: index.get(finding.code) ?? 0,
    level: LEVELS[finding.severity],
    message: { text: `${finding.summary}. ${finding.detail}` },
    ...located(finding),
    ...fixes(finding),
  }));
  const driver = { name: "rdump", version: RDUMP_VERSION, rules };
  const run = { tool: { driver }, columnKind: "utf16CodeUnits", results };
  return JSON.stringify({ $schema: SCHEMA, version: "2.1.0", runs: [run] }, null, 2);
}

function wholeText({ cause, effect, remedy }: CodeText): string {
  return [cause, effect, remedy].filter((part) => part !== "").join("\n\n");
}

const LEVELS: { readonly [severity in Severity]: string } = { error: "error", warning: "warning", note: "note" };

function located({ file, range }: Finding) {
  if (file === undefined) return {};
  const region = range === undefined ? {} : { region: regionOf(range) };
  return { locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...region } }] };
}

function fixes({ file, fix }: Finding) {
  if (file === undefined || fix === undefined) return {};
  const replacements = fix.edits.map(({ range, text }) => {
    return { deletedRegion: regionOf(range), ...(text === "" ? {} : { insertedContent: { text } }) };
  });
  const artifactChanges = [{ artifactLocation: { uri: uriOf(file) }, replacements }];
  return { fixes: [{ description: { text: `rdump lint --fix ${fix.what}` }, artifactChanges }] };
}

function regionOf({ start, end }: SourceRange) {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** A path as a reference of RFC 3986: a relative path stays relative, and special characters are escaped. */
function uriOf(path: string): string {
  const parts = path
    .replace(/\p{Cs}/gu, "\ufffd")
    .split("/")
    .map(encodeURIComponent);
  return `${path.startsWith("/") ? "file://" : ""}${parts.join("/")}`;
}
