import type { Diagnostic, Severity } from "../diagnostics/diagnostic.ts";
import { visible } from "../diagnostics/visible.ts";

/** Diagnostics as workflow commands of GitHub, one a line. A job prints them to mark lines of a pull request. */
export function diagnosticsGithub(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, severity, summary, detail, file, range, address }) => {
    const oneLine = range !== undefined && range.start.line === range.end.line;
    const properties = Object.entries({
      file: file === undefined ? undefined : visible(file),
      line: range?.start.line,
      endLine: range?.end.line,
      // Columns of a place over several lines are refused.
      col: oneLine ? range.start.column : undefined,
      endColumn: oneLine ? range.end.column : undefined,
      title: `${visible(summary)} [${visible(code)}]`,
    }).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${property(String(value))}`]));
    const lines = detail.split("\n").map(visible);
    const text = address === undefined ? lines : [`${visible(address)}: ${lines[0] ?? ""}`, ...lines.slice(1)];
    return `::${COMMANDS[severity]} ${properties.join(",")}::${data(text.join("\n"))}`;
  });
}

const COMMANDS: { readonly [severity in Severity]: string } = { error: "error", warning: "warning", note: "notice" };

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
