import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Explanation, explanations } from "../../packages/core/src/lint/index.ts";

/** The page of every code that `rdump lint` prints: the words of the rules, and their fixtures as examples. */
export function rulesPage(fixtures: string): string {
  const all = explanations();
  const rules = all.filter(({ canBeIgnored }) => canBeIgnored);
  const others = all.filter(({ canBeIgnored }) => !canBeIgnored);
  return `# What \`rdump lint\` finds

Written by \`npm run codes\` from the rules themselves; \`rdump explain CODE\` prints the same words.

An error is what cannot run or can lose data: \`rdump plan\` and \`rdump apply\` stop at it. The rest are warnings, which fail only with \`--strict\`. A line with a reason silences one rule on its own line and the next:

\`\`\`json5
// rdump-lint-ignore RULE: why
\`\`\`

| rule | severity | |
| --- | --- | --- |
${rules.map(({ code, severity, summary }) => `| [\`${code}\`](#${code}) | ${severity} | ${summary} |`).join("\n")}

${rules.map((rule) => section(rule, fixtures)).join("\n")}
# What cannot be read

These cannot be ignored: they keep a config from meaning anything, or are about the lines that ignore.

${others.map((each) => section(each, null)).join("\n")}`;
}

function section({ code, severity, summary, cause, effect, remedy }: Explanation, fixtures: string | null): string {
  const parts = [cause, effect, remedy].filter((part) => part !== "");
  const reported = [`## ${code}`, `${summary} (${severity}).`, ...parts];
  if (fixtures !== null) {
    const example = (name: string) => `\`\`\`json5\n${readFileSync(join(fixtures, name), "utf8")}\`\`\``;
    reported.push(`Found in`, example(`${code}.json5`), `and not in`, example(`${code}.near-miss.json5`));
  }
  return `${reported.join("\n\n")}\n`;
}
