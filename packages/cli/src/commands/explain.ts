import { type Explanation, explanations, suggestion, visible } from "@rdump/core";
import { CODES } from "../codes.generated.ts";
import { CLI } from "../codes.ts";
import type { Context, ExitCode } from "../context.ts";

export interface ExplainOptions {
  readonly json?: boolean;
}

/** Prints the text of a code; without a code, all codes with their summaries. */
export async function runExplain(code: string | null, options: ExplainOptions, context: Context): Promise<ExitCode> {
  const { terminal } = context;
  const all = everyCode();
  if (code === null) {
    const width = Math.max(...all.map((each) => each.code.length));
    if (options.json === true) terminal.out(jsonOf(all));
    else for (const each of all) terminal.out(`${each.code.padEnd(width)}  ${each.summary}`);
    return 0;
  }
  const found = all.find((each) => each.code === code.toLowerCase());
  if (found === undefined) {
    const detail = `"${code}" is not a diagnostic code.${suggestion(
      code,
      all.map((each) => each.code),
    )} To list all codes:\nrdump explain`;
    throw CLI.failure("usage-code", detail);
  }
  if (options.json === true) terminal.out(jsonOf([found]));
  else for (const line of linesOf(found, context)) terminal.out(line);
  return 0;
}

function jsonOf(codes: readonly Explanation[]): string {
  return JSON.stringify({ formatVersion: 1, codes }, null, 2);
}

function linesOf(explanation: Explanation, { terminal }: Context) {
  const { code, severity, summary, canBeIgnored } = explanation;
  const head = `${terminal.color.bold(visible(code))}: ${summary}`;
  const kind = severity === null ? [] : ["", `Severity: ${severity}.`];
  const parts = PARTS.flatMap(([part, title]) =>
    explanation[part] === "" ? [] : ["", terminal.color.bold(title), ...explanation[part].split("\n")],
  );
  const ignore = canBeIgnored ? ["", `To ignore this rule in one place: // rdump-lint-ignore ${code}: REASON`] : [];
  return [head, ...kind, ...parts, ...ignore];
}

const PARTS = [
  ["cause", "Cause"],
  ["effect", "Effect"],
  ["remedy", "What to do"],
] as const;

/** Sorted by code. */
export function everyCode(): readonly Explanation[] {
  const others = Object.entries(CODES).map(([code, text]): Explanation => {
    return { code, severity: null, ...text, canBeIgnored: false };
  });
  return [...explanations(), ...others].sort((a, b) => (a.code < b.code ? -1 : 1));
}
