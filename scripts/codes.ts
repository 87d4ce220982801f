// Writes what `rdump explain` prints, and the page of the rules, from the registers of codes of all rooms; with --check,
// fails when a file is stale.
import { readFileSync, writeFileSync } from "node:fs";
import { explanations } from "../packages/core/src/lint/index.ts";
import { rulesPage } from "./codes/page.ts";
import { declaredCodes } from "./codes/registers.ts";

const explained = new Set(explanations().map(({ code }) => code));
const others = [...(await declaredCodes("packages"))].filter(([code]) => !explained.has(code));
const outputs: readonly (readonly [string, string])[] = [
  [
    "packages/cli/src/codes.generated.ts",
    "// biome-ignore-all format: written by `npm run codes`\n" +
      'import type { CodeText } from "@rdump/core";\n\n' +
      "/** The text of each code that linting does not report. */\n" +
      `export const CODES: { readonly [code: string]: CodeText } = ${JSON.stringify(Object.fromEntries(others), null, 2)};\n`,
  ],
  ["docs/rules.md", rulesPage("fixtures/rules")],
];
for (const [path, content] of outputs) {
  if (!process.argv.includes("--check")) writeFileSync(path, content);
  else if (contentOf(path) !== content) {
    console.error(`${path} is stale: run npm run codes, and commit what it writes.`);
    process.exitCode = 1;
  }
}

function contentOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
