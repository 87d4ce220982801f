import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Explanation, explanations } from "../../packages/core/src/lint/index.ts";

/** The page of every code that `rdump lint` prints: the texts of the rules, and their fixtures as examples. */
export function rulesPage(fixtures: string): string {
  const all = explanations();
  const rules = all.filter(({ canBeIgnored }) => canBeIgnored);
  const others = all.filter(({ canBeIgnored }) => !canBeIgnored);
  return `# Rules of \`rdump lint\`

\`npm run codes\` generates this page from the rules. \`rdump explain CODE\` prints the same text.

An error means that the config cannot run or can lose data: \`rdump plan\` and \`rdump apply\` stop. A warning is an error only with \`--strict\`. A comment with a reason ignores one rule on its own line and the next line:

\`\`\`json5
// rdump-lint-ignore RULE: REASON
\`\`\`

| rule | severity | |
| --- | --- | --- |
${rules.map(({ code, severity, summary }) => `| [\`${code}\`](#${code}) | ${severity} | ${summary} |`).join("\n")}

${rules.map((rule) => section(rule, fixtures)).join("\n")}
# Errors in the structure of a config

These codes cannot be ignored. They are about the syntax and structure of a config, or about comments that ignore rules.

${others.map((each) => section(each, null)).join("\n")}`;
}

function section({ code, severity, summary, cause, effect, remedy }: Explanation, fixtures: string | null): string {
  const parts = [cause, effect, remedy].filter((part) => part !== "");
  const reported = [`## ${code}`, `${summary} (${severity}).`, ...parts];
  if (fixtures !== null) {
    const example = (name: string) => `\`\`\`json5\n${readFileSync(join(fixtures, name), "utf8")}\`\`\``;
    reported.push(
      `A config with this finding:`,
      example(`${code}.json5`),
      `A similar config without it:`,
      example(`${code}.near-miss.json5`),
    );
  }
  return `${reported.join("\n\n")}\n`;
}
